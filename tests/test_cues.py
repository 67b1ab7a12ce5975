"""Cues of one's own before a chat comes into it: what may be one, how it is kept, what it changes, and its rule file."""

import html
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.buttons import Keys
from bot.chat.composer import Composer
from bot.chat.cues.words import lay_out_file, list_cues
from bot.errors import RuleError
from bot.files import load_phrasebook, load_rulebook
from bot.memory import HeldMemory
from bot.model import Article, Family, Level
from bot.reading import read
from bot.reply.cue_texts import write_rules
from bot.reply.telegram import LIMIT, count_units
from bot.rulebook import Kind, Rulebook, Where
from bot.service import Service
from bot.service.cue_effect import MOST_READ, MOST_SHOWN, find_examples, try_cue
from bot.service.cue_phrase import MOST_FORMS, WIDEST_GAPS, find_fault, find_known, name_rule, parse
from bot.service.cues import (
    LONGEST,
    MANNERS,
    MOST,
    OwnCue,
    Wording,
    add_cues,
    as_rule,
    from_record,
    list_kept,
    list_wordings,
    to_records,
    to_removals,
)
from bot.service.records import Matter, Record
from tests.command import ROOT, caveat
from tests.reading.small_packs import word_lists

WRITE = Wording("group.hearsay.telegram-channels-write", Family.HEARSAY, "telegram channels write")
GOSSIP = "Telegram channels write that the mill of Lowmere is sold. The lock was built of granite, and boats pass at noon."
PLAIN = "The harbour of Lowmere has eleven berths. The lock was built of granite. The bridge opens twice a day."


@cache
def pack() -> Rulebook:
    return load_rulebook()


def with_cues(*wordings: Wording) -> Service:
    return Service(add_cues(pack(), wordings))


# --- what somebody typed


@pytest.mark.parametrize(
    "typed",
    [
        '"telegram channels write" as hearsay',
        "“telegram channels write” as hearsay",
        "„telegram channels write“ AS Hearsay.",
        "«telegram channels write»  as  hearsay",
        "telegram channels write as hearsay",
        '"telegram channels write as hearsay',
        'telegram channels write" as hearsay',
        'as hearsay "telegram channels write"',
        "as hearsay: telegram channels write",
        'hearsay "telegram channels write"',
        '"telegram  channels\nwrite" hearsay',
        "'telegram channels write' as hearsay",
        "‘telegram channels write’ as hearsay",
        "\u202e\u200b“telegram channels write” as hearsay",
    ],
)
def test_a_phrase_and_its_family_are_understood(typed: str) -> None:
    assert parse(typed) == ("telegram channels write", "hearsay")


def test_an_as_may_stand_inside_the_phrase() -> None:
    assert parse('"as people say" as hearsay') == ("as people say", "hearsay")
    assert parse("written as fact as hearsay") == ("written as fact", "hearsay")


def test_a_family_of_two_words_needs_no_hyphen() -> None:
    assert parse('"says the boat post" as Second Hand') == ("says the boat post", "second-hand")


@pytest.mark.parametrize("typed", ["", '"', '""', '"" as hearsay', "as", "as hearsay", '"telegram"', "telegram channels"])
def test_what_lacks_a_part_is_not_understood(typed: str) -> None:
    assert parse(typed) is None


@settings(deadline=None)
@given(st.text(alphabet="\"“”'as hery(|)[]<>-@{}^$\x00\ud800\n0", max_size=120))
def test_nothing_that_is_typed_raises(typed: str) -> None:
    asked = parse(typed)
    if asked and find_fault(*asked, pack()) is None:
        assert find_known(asked[0], Family(asked[1]), pack()) is None or asked[0]


# --- what may be one


@pytest.mark.parametrize(
    ("phrase", "family", "key"),
    [
        ("telegram channels write", "hearsay", None),
        ("(local|our) chats (say|tell) [that]", "hedge", None),
        ("telegram channels write", "gospel", "family"),
        ("telegram channels write", "attribution", "family"),
        ("telegram channels write", "withdrawn", "family"),
        ("x" * (LONGEST + 1), "hearsay", "too-long"),
        ("telegram (channels", "hearsay", "wrong"),
        ("@nothing-such", "hearsay", "wrong"),
        ("<0-3> write", "hearsay", "wrong"),
        ("@number", "hearsay", "wrong"),
        ("...", "hearsay", None),
        ("(a b|c d)(a b|c d)(a b|c d)(a b|c d)(a b|c d)(a b|c d)(a b|c d)", "hearsay", "too-many-forms"),
        ("a <0-4> b <0-5> c", "hearsay", "too-wide"),
        ("a <0-4> b <0-4> c", "hearsay", None),
    ],
)
def test_what_is_wrong_with_a_phrase_is_found(phrase: str, family: str, key: str | None) -> None:
    fault = find_fault(phrase, family, pack())
    assert (fault.key if fault else None) == key


def test_a_phrase_that_could_be_read_in_endless_ways_is_refused_at_once() -> None:
    begun = time.monotonic()
    for phrase in ("[a b]" * 16, "(@sayings|@outlets)" * 4, "(" * 80, "[a|" * 26, "@sayings " * 8):
        find_fault(phrase, "hearsay", pack())
        if find_fault(phrase, "hearsay", pack()) is None:
            find_known(phrase, Family.HEARSAY, pack())
    assert time.monotonic() - begun < 5


def test_a_text_made_for_it_is_read_in_bounded_time() -> None:
    tails = [" ".join("zo" if n >> bit & 1 else "qa" for bit in range(5)) for n in range(MOST)]
    phrases = [f"zo <0-4> {'zo' if n % 2 else 'qa'} <0-4> {tail}" for n, tail in enumerate(tails)]
    assert {find_fault(phrase, "hearsay", pack()) for phrase in phrases} == {None}
    wordings = [Wording(f"group.hearsay.n{n}", Family.HEARSAY, phrase) for n, phrase in enumerate(phrases)]
    text = " ".join("zo" if n * n % 7 < 3 else "qa" for n in range(6_000))
    begun = time.monotonic()
    assert read(Article(text), add_cues(pack(), tuple(wordings))).statements
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("phrase", "family", "rule"),
    [
        ("rumour has it", Family.HEARSAY, "en.hearsay.rumour"),
        ("Rumour has it that", Family.HEDGE, "en.hearsay.rumour"),
        ("(rumour|rumor) has it [that]", Family.HEARSAY, "en.hearsay.rumour"),
        ("telegram channels write", Family.HEARSAY, None),
        ("(rumour has it|telegram channels write)", Family.HEARSAY, None),
        ("{the} rumour has it", Family.HEARSAY, None),
        ("rumour has it <0-2> again", Family.HEARSAY, None),
    ],
)
def test_a_phrase_that_a_cue_of_the_pack_knows_is_recognised(phrase: str, family: Family, rule: str | None) -> None:
    known = find_known(phrase, family, pack())
    assert (known.id if known else None) == rule


def test_a_cue_of_ones_own_is_recognised_too() -> None:
    rulebook = add_cues(pack(), (WRITE,))
    known = find_known("Telegram channels write", Family.HEDGE, rulebook)
    assert known is not None
    assert known.id == WRITE.rule


def test_a_cue_without_a_status_is_known_to_no_other() -> None:
    quiet = Wording("group.pressure.pass-this-boat-on", Family.PRESSURE, "pass this boat on")
    rulebook = add_cues(pack(), (quiet,))
    assert find_known(quiet.phrase, Family.HEARSAY, rulebook) is None
    assert find_known(quiet.phrase, Family.PRESSURE, rulebook) is not None


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("telegram channels write", "group.hearsay.telegram-channels-write"),
        ("(Local|our) chats <0-2> tell", "group.hearsay.local-our-chats-0-2-tell"),
        ("Ünlü kanal", "group.hearsay.unlu-kanal"),
        ("слухи", "group.hearsay.cue"),
        ("a" * 80, f"group.hearsay.{'a' * 40}"),
    ],
)
def test_the_id_of_its_rule_is_made_of_its_words(phrase: str, name: str) -> None:
    assert name_rule(phrase, Family.HEARSAY, (), private=False) == name
    assert from_record(record_of(Wording(name, Family.HEARSAY, phrase[:LONGEST]))) is not None


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken: list[str] = []
    for _ in range(MOST):
        taken.append(name_rule("слухи", Family.HEDGE, taken, private=True))
    assert len(set(taken)) == MOST
    assert taken[:2] == ["own.hedge.cue", "own.hedge.cue-2"]


# --- the families


def test_scopes_and_sources_are_those_of_most_phrases_of_the_pack() -> None:
    for family, manner in MANNERS.items():
        if family is Family.SECOND_HAND:
            continue
        used: Counter[tuple[object, ...]] = Counter()
        for rule in pack().rules:
            if rule.kind is Kind.CUE and rule.family is family and rule.when_vouched is None:
                part = rule.part if rule.source is not Where.NONE else None
                used[rule.scope, rule.source, part] += len(rule.phrases)
        part = manner.part if manner.source is not Where.NONE else None
        assert used.most_common(1)[0][0] == (manner.scope, manner.source, part), family


STATUS = {
    Family.UNCONFIRMED: "unconfirmed",
    Family.DENIAL: "denied",
    Family.DISPUTE: "disputed",
    Family.HEARSAY: "hearsay",
    Family.UNNAMED: "unnamed",
    Family.HEDGE: "hedged",
    Family.SECOND_HAND: "second-hand",
    Family.FUTURE: "future",
    Family.CONFIRMATION: "confirmed",
}


@pytest.mark.parametrize("family", MANNERS, ids=str)
def test_a_phrase_alone_decides(family: Family) -> None:
    text = "The harbour office gloriously quayed the sale of the mill on Monday. The lock was built of granite."
    service = with_cues(Wording(f"group.{family}.quayed", family, "gloriously quayed"))
    before, after = Service(pack()).answer(Article(text)).reading, service.answer(Article(text)).reading
    assert before is not None
    assert after is not None
    assert before.statements[0].status == "stated"
    assert after.statements[0].status == STATUS.get(family, "stated")
    assert ("pressure" in [finding.kind for finding in after.findings]) == (family is Family.PRESSURE)


# --- what is written down


def record_of(wording: Wording, **changes: object) -> Record:
    body: dict[str, object] = {"rule": wording.rule, "family": wording.family, "phrase": wording.phrase, "kept": True}
    return Record(Matter.CUE, -5, "ab", None, 7.0, body | changes)


def cue_of(wording: Wording, at: float = 7.0, **changes: object) -> OwnCue:
    return OwnCue(f"{at:.0f}", -5, wording, at, **{"kept": True, "person": 3, "name": "Mona", **changes})  # type: ignore[arg-type]


def test_what_was_written_down_is_read_again() -> None:
    assert list_kept(to_records(cue_of(WRITE))) == (cue_of(WRITE, person=None),)


def test_a_proposal_ends_after_a_day_and_is_no_cue() -> None:
    (record,) = to_records(cue_of(WRITE, kept=False))
    assert record.ends == 7.0 + 86_400
    assert list_kept([record]) == ()
    assert from_record(record) == cue_of(WRITE, kept=False, name=None)


def test_a_cue_stays_when_its_author_is_forgotten() -> None:
    left = [record for record in to_records(cue_of(WRITE)) if record.person is None]
    assert list_kept(left) == (cue_of(WRITE, person=None, name=None),)


async def test_a_removal_leaves_nothing_behind() -> None:
    records = HeldMemory().records
    await records.put(to_records(cue_of(WRITE)))
    await records.put((), to_removals(cue_of(WRITE)))
    assert await records.list_chat(Matter.CUE, -5) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "en.hearsay.rumour"},
        {"rule": "group.hearsay.<b>"},
        {"rule": None},
        {"family": "withdrawn"},
        {"family": ["hearsay"]},
        {"phrase": 5},
        {"phrase": "x" * (LONGEST + 1)},
        {"kept": "yes"},
    ],
    ids=str,
)
def test_a_broken_record_is_no_cue(changes: dict[str, object]) -> None:
    assert list_kept([record_of(WRITE, **changes)]) == ()


def test_the_order_in_which_cues_were_added_changes_no_reading() -> None:
    other = Wording("group.hedge.on-the-quay", Family.HEDGE, "on the quay")
    ways = [[cue_of(WRITE, 1), cue_of(other, 2)], [cue_of(other, 1), cue_of(WRITE, 2)]]
    versions = {add_cues(pack(), list_wordings([record for cue in way for record in to_records(cue)])).version for way in ways}
    assert len(versions) == 1


def test_the_same_cues_are_made_ready_once() -> None:
    assert add_cues(pack(), (WRITE,)) is add_cues(pack(), (WRITE,))


def test_a_phrase_that_the_pack_can_no_longer_read_is_left_out() -> None:
    gone = Wording("group.hearsay.gone", Family.HEARSAY, "@a-list-of-old write")
    assert [rule.id for rule in add_cues(pack(), (gone, WRITE)).rules[len(pack().rules) :]] == [WRITE.rule]


# --- what it changes


def test_what_would_have_changed_is_counted() -> None:
    doubt = Wording("group.unconfirmed.channels-write-that", Family.UNCONFIRMED, "channels write that")
    articles = [Article(text) for text in (GOSSIP, PLAIN, GOSSIP.upper(), "Short.")]
    effect = try_cue(articles, with_cues(), with_cues(doubt), doubt.rule, lambda reading: reading.level is Level.DOUBTED)
    assert (effect.read, effect.changed, effect.flagged) == (3, 2, 2)
    assert [hit.cue.text for hit in effect.hits] == ["channels write that", "CHANNELS WRITE THAT"]


def test_few_examples_are_shown_each_once() -> None:
    articles = [Article(f"Telegram channels write that pier {n // 2} is sold to the town.") for n in range(20)]
    effect = try_cue(articles, with_cues(), with_cues(WRITE), WRITE.rule, lambda _: False)
    assert len({hit.statement.text for hit in effect.hits}) == len(effect.hits) == MOST_SHOWN


def test_no_further_text_is_tried_when_the_time_is_over() -> None:
    effect = try_cue([Article(GOSSIP)] * 10, with_cues(), with_cues(WRITE), WRITE.rule, lambda _: False, patience=0)
    assert effect.read == 1


# --- the rule file


def test_the_file_loads_once_its_examples_are_filled_in(tmp_path: Path) -> None:
    wordings = [
        WRITE,
        Wording("group.denial.waved-the-sale-off", Family.DENIAL, "waved (the|every) sale off"),
        Wording("group.hedge.perhaps-on-the-quay", Family.HEDGE, "[perhaps] on the \\ quay"),
    ]
    text = f'{GOSSIP} The harbour office waved the sale off on Tuesday. "Boats are lost," he said on the \\ quay "at \x7f noon".'
    rules = [as_rule(wording) for wording in wordings]
    found = find_examples([Article(text)], with_cues(*wordings), [rule.id for rule in rules])
    assert all(found.values())
    blocks = write_rules(rules, found, "en", load_phrasebook("en"))
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "words.toml").write_text(word_lists(), encoding="utf-8")
    file = folder / "of-a-group.toml"
    file.write_text("\n\n".join(blocks), encoding="utf-8")
    with pytest.raises(RuleError, match='"match": must be a list of texts'):
        load_rulebook(tmp_path)
    file.write_text(fill_in("\n\n".join(blocks)), encoding="utf-8")
    done = caveat("rules", "check", str(tmp_path))
    assert done.stdout.strip() == "Every rule is well, and so is every example.", done.stdout + done.stderr


def fill_in(file: str) -> str:
    """Take the # off every candidate, and write a sentence where there was none."""
    lines = file.replace('# ""', '# "It was so."').splitlines()
    return "\n".join(line.replace('    # "', '    "', 1) if line.startswith('    # "') else line for line in lines)


# --- as messages


def composer() -> Composer:
    book = load_phrasebook("en")
    return Composer(book, Keys(book, "caveat_bot"))


def many() -> list[OwnCue]:
    odd = "🔥<&@.https://x.y" * 4
    wordings = [Wording(f"group.hedge.n{n}", Family.HEDGE, f"quay {n} {odd}"[:LONGEST]) for n in range(MOST)]
    return [OwnCue(f"{n:020x}", -1_009_999_999_999, one, 1e9, kept=True, name=odd * 4) for n, one in enumerate(wordings)]


def test_a_full_list_fits_its_pages() -> None:
    seen: list[str] = []
    for page in range(5):
        shown = list_cues(many(), many()[0].chat, page, composer(), may_remove=True)
        assert count_units(shown.html) <= LIMIT
        data = [str(button["callback_data"]) for row in shown.keyboard["inline_keyboard"] for button in row]  # type: ignore[attr-defined]
        assert max(len(one.encode()) for one in data) <= 64
        seen += [one for one in data if one.startswith("c:r:") and one not in seen]
    assert len(seen) >= MOST


def test_what_only_a_moderator_may_has_no_button_for_others() -> None:
    shown = list_cues(many()[:2], many()[0].chat, 0, composer(), may_remove=False)
    assert shown.keyboard == {"inline_keyboard": []}


def test_a_full_rule_file_fits_its_messages() -> None:
    rules = [as_rule(cue.wording) for cue in many()]
    examples = {rule.id: ['🔥"\\' * 75] * MOST_SHOWN for rule in rules}
    blocks = write_rules(rules, examples, "en", load_phrasebook("en"))
    sent = [html.unescape(one.removeprefix("<pre>").removesuffix("</pre>")) for one in lay_out_file(blocks)]
    assert max(map(count_units, sent)) <= LIMIT
    assert "\n\n".join(sent) == "\n\n".join(blocks)


# --- the pages


def test_the_page_of_the_rules_lists_the_families_and_how_they_are_read() -> None:
    section = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").split("## Cues of a group")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if line.startswith("| `")]
    shown = {family.strip("`"): (scope, source) for family, scope, source in rows}
    assert shown == {
        family: (
            f"{manner.scope.direction}, {manner.scope.reach}",
            "none" if manner.source is Where.NONE else f"{manner.source}, {manner.part}",
        )
        for family, manner in MANNERS.items()
    }


def test_the_page_of_the_rules_names_the_limits() -> None:
    page = " ".join((ROOT / "docs" / "rules.md").read_text(encoding="utf-8").split())
    assert f"the last {MOST_READ} texts of that chat" in page
    assert f"at most {LONGEST} characters, {MOST_FORMS} ways to be read, and gaps that hold {WIDEST_GAPS} words together" in page
    assert f"A chat has at most {MOST} cues" in page
