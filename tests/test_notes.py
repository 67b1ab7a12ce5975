"""Facts about notes before Telegram comes into it: what they fit, what is written down, what may be typed, how they are said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.ext import ExtBot

from bot.chat.here import Here
from bot.chat.moderators import Moderators
from bot.chat.notes.keep import Keeper
from bot.chat.notes.keys import Act, NotePress, Verb, decode_press, decode_start
from bot.chat.notes.parts import Parts
from bot.chat.notes.typed import read_line, read_link, read_who
from bot.chat.rights import Rights
from bot.chat.work import Work
from bot.files import load_phrasebook, load_rulebook
from bot.memory import HeldMemory
from bot.model import Article, Statement
from bot.reply.noted import MOST_SHOWN, Noted, show_notes
from bot.service import Service
from bot.service.days import DAY
from bot.service.note_drafts import (
    Answering,
    Draft,
    Step,
    answering_from_record,
    answering_to_record,
    draft_from_record,
    draft_to_record,
    edit_note,
)
from bot.service.note_match import digest_statement, find_fitting
from bot.service.notes import (
    MOST_A_DAY,
    Note,
    Reply,
    Verdict,
    note_from_record,
    note_to_record,
    reply_from_record,
    reply_to_record,
)
from bot.service.records import Matter, Record

FERRY = "The ferry between Lowmere and Eastholm stopped for good on Thursday"
NOTE = Note(
    "4f1d",
    -100,
    FERRY,
    digest_statement(FERRY),
    accuses=False,
    verdict=Verdict.DENIED,
    who="the port authority",
    link="https://portauthority.example/news",
    line="",
    person=7,
    name="Ada",
    at=1_772_500_000.0,
    ends=1_772_500_000.0 + 7 * DAY,
    message=12,
)
DRAFT = Draft("ab12", 7, -100, 1_772_500_000.0, answer="c0ffee")
CHOSEN = replace(DRAFT, text=FERRY, digest=digest_statement(FERRY), sentence=3)
SERVICE = Service(load_rulebook(None))
BOOK = load_phrasebook("en")


def statements(text: str) -> tuple[Statement, ...]:
    reading = SERVICE.answer(Article(text)).reading
    assert reading
    return reading.statements


def fits(text: str, *notes: Note) -> list[tuple[str, int, bool]]:
    return [(fit.note.id, fit.statement.sentence, fit.is_same) for fit in find_fitting(statements(text), notes)]


# --- which statements a note fits


def test_a_note_fits_the_same_words_whatever_their_case_and_marks() -> None:
    assert fits(f"The boats are empty since then. {FERRY.upper()}!", NOTE) == [("4f1d", 2, True)]


def test_a_note_fits_other_words_that_say_the_same() -> None:
    assert fits("On Thursday the ferry between Lowmere and Eastholm was stopped for good.", NOTE) == [("4f1d", 1, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry between Lowmere and Eastholm did not stop for good on Thursday.",
        "The ferry between Lowmere and Norholm stopped for good on Thursday.",
        "The ferry between Lowmere and Eastholm stopped for good on Monday.",
        "The lock of Lowmere was built of granite a hundred years ago.",
    ],
)
def test_a_note_fits_no_statement_that_says_something_else(text: str) -> None:
    assert fits(text, NOTE) == []


def test_a_note_fits_no_other_number() -> None:
    note = replace(NOTE, text="The lock of Lowmere holds 12 boats at noon", digest="")
    assert fits("The lock of Lowmere holds 40 boats at noon.", note) == []
    assert fits("The lock of Lowmere holds 12 boats at noon.", note) == [("4f1d", 1, False)]


def test_two_notes_that_disagree_are_both_given() -> None:
    other = replace(NOTE, id="5a5a", verdict=Verdict.CONFIRMED, at=NOTE.at + 1)
    assert [name for name, _, _ in fits(f"{FERRY}.", other, NOTE)] == ["4f1d", "5a5a"]


def test_a_note_is_given_once_though_a_text_says_the_same_twice() -> None:
    assert fits(f"{FERRY}. Nobody knows why it was so. {FERRY}.", NOTE) == [("4f1d", 1, True)]


def test_a_note_without_words_fits_exact_repeats_only() -> None:
    bare = replace(NOTE, text=None)
    assert fits(f"{FERRY}.", bare) == [("4f1d", 1, True)]
    assert fits("On Thursday the ferry between Lowmere and Eastholm was stopped for good.", bare) == []


def test_two_hundred_notes_are_looked_through_for_a_long_text() -> None:
    notes = [
        replace(NOTE, id=f"{n}", text=f"The lock of Lowmere holds {n} boats at noon", digest=f"{n}", at=NOTE.at + n)
        for n in range(200)
    ]
    text = " ".join(f"The lock of Lowmere holds {n} boats and barges at noon." for n in range(195, 200))
    assert {name for name, _, _ in fits(text, *notes)} <= {"195", "196", "197", "198", "199"}


# --- what is written down


def test_a_note_is_read_as_it_was_written() -> None:
    assert note_from_record(note_to_record(NOTE)) == NOTE
    assert note_from_record(note_to_record(replace(NOTE, text=None, name=None, person=None))) == replace(
        NOTE, text=None, name=None, person=None
    )


def test_a_draft_is_read_as_it_was_written() -> None:
    for draft in (DRAFT, CHOSEN, edit_note(NOTE, "ab12", 7, NOTE.at)):
        assert draft_from_record(draft_to_record(draft)) == draft


def test_an_answer_is_read_as_it_was_written() -> None:
    reply, answering = Reply("4f1d", -100, 9, "No.", 5.0, 6.0), Answering("ab", 9, -100, "4f1d", 5.0)
    assert reply_from_record(reply_to_record(reply)) == reply
    assert answering_from_record(answering_to_record(answering)) == answering


def test_the_answer_belongs_to_the_sender_and_the_note_to_its_author() -> None:
    assert note_to_record(NOTE).person == 7
    assert reply_to_record(Reply("4f1d", -100, 9, "No.", 5.0, 6.0)).person == 9


def test_a_note_is_no_answer_and_an_answer_no_note() -> None:
    assert reply_from_record(note_to_record(NOTE)) is None
    assert note_from_record(reply_to_record(Reply("4f1d", -100, 9, "No.", 5.0, 6.0))) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4) | st.sampled_from([*Verdict]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from([note_to_record(NOTE), draft_to_record(CHOSEN)]), st.data())
def test_no_broken_record_raises(record: Record, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(record.body)))
    broken = replace(record, body={**record.body, key: data.draw(JSON)}, ends=data.draw(st.none() | st.just(9.0)))
    for read in (note_from_record, reply_from_record, draft_from_record, answering_from_record):
        read(broken)
    read_empty = Record(Matter.NOTE, -100, "x", None, 0.0, {}, 1.0)
    assert [read(read_empty) for read in (note_from_record, reply_from_record, draft_from_record)] == [None, None, None]


# --- what a draft wants


def test_a_draft_wants_one_thing_after_the_other() -> None:
    denied = replace(CHOSEN, verdict=Verdict.DENIED)
    named = denied.take("the port authority")
    linked = named.take("https://portauthority.example")
    steps = [draft.step for draft in (DRAFT, CHOSEN, denied, named, linked, linked.take(""))]
    assert steps == [Step.STATEMENT, Step.VERDICT, Step.WHO, Step.LINK, Step.LINE, Step.PREVIEW]


@pytest.mark.parametrize(("verdict", "must"), [(Verdict.CONFIRMED, True), (Verdict.DENIED, True), (Verdict.OPEN, False)])
def test_a_link_is_required_where_somebody_is_named(verdict: Verdict, must: bool) -> None:
    draft = replace(CHOSEN, verdict=verdict, who="the mayor", link="", line="")
    assert (draft.step is Step.LINK, draft.must_write) == (must, must)


def test_a_note_that_is_edited_keeps_its_end_until_days_are_chosen() -> None:
    edited = edit_note(NOTE, "ab12", 8, NOTE.at + DAY)
    assert edited.make_note(NOTE.id, None, NOTE.at + DAY).ends == NOTE.ends
    assert replace(edited, days=1).make_note(NOTE.id, None, NOTE.at + DAY).ends == NOTE.at + 2 * DAY


def test_a_note_lives_for_seven_days_unless_it_is_said_otherwise() -> None:
    note = replace(CHOSEN, verdict=Verdict.OPEN, link="", line="").make_note("x", "Ada", 100.0)
    assert note.ends == 100.0 + 7 * DAY


def test_where_a_group_keeps_no_texts_only_the_digest_is_written_down() -> None:
    note = replace(CHOSEN, verdict=Verdict.OPEN, link="", line="").make_note("x", "Ada", 100.0, hashes=True)
    assert (note.text, note.digest) == (None, digest_statement(FERRY))
    assert "ferry" not in str(note_to_record(note)).lower()


def test_who_said_so_goes_where_nobody_is_to_be_named_any_more() -> None:
    changed = replace(CHOSEN, verdict=Verdict.SATIRE, who="the mayor", link="", line="")
    assert changed.make_note("x", "Ada", 100.0).who == ""


async def test_a_moderator_writes_at_most_twenty_new_notes_a_day() -> None:
    here = Here(ExtBot("1:a"), SERVICE, HeldMemory(), [BOOK], lambda: None, "secret")
    keeper = Keeper(Parts(here, Moderators(here, Rights(here))))
    done = replace(CHOSEN, verdict=Verdict.OPEN, link="", line="")
    refusals = [await keeper.find_refusal(done, Work(n, 100.0)) for n in range(MOST_A_DAY + 1)]
    assert [refusal.key if refusal else "" for refusal in refusals] == [""] * MOST_A_DAY + ["too-many-today"]
    assert await keeper.find_refusal(done, Work(99, 101.0 + DAY)) is None
    assert await keeper.find_refusal(replace(done, person=8), Work(100, 100.0)) is None


# --- what may be typed


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        (" https://portauthority.example/news?day=3#top ", "https://portauthority.example/news?day=3#top"),
        ("portauthority.example/news", "http://portauthority.example/news"),
        ("HTTPS://PortAuthority.example", "https://portauthority.example/"),
    ],
)
def test_a_web_address_is_a_link(typed: str, link: str) -> None:
    assert read_link(typed) == link


@pytest.mark.parametrize(
    "typed",
    [
        *("", "no link", "the harbour", "javascript:alert(1)", "tg://user?id=1", "ftp://portauthority.example", "http://"),
        *("http://localhost/x", "http://127.0.0.1/", "http://192.168.0.1/", "http://1.1.1.1/", "http://[2606:4700::1111]/"),
        *("https://ann:secret@portauthority.example", "https://portauthority.example:8080/", "https://a b.example"),
        *("https://portauthority.example/" + "a" * 500, "https://portauthority.example/" + "ä" * 200, "http://[", "\ud800"),
        "https://one.example https://two.example",
    ],
)
def test_nothing_else_is_a_link(typed: str) -> None:
    assert read_link(typed) is None


@given(st.text(max_size=600))
def test_whatever_is_typed_is_a_sane_link_or_none(typed: str) -> None:
    link = read_link(typed)
    assert link is None or (link.startswith(("http://", "https://")) and len(link) <= 500 and link.isascii())


def test_a_line_is_put_on_one_line() -> None:
    assert read_line(" The authority\nsaid so. ") == "The authority said so."


@pytest.mark.parametrize("typed", ["", " \n ", "…", "a" * 201, "\u202e\u200b"])
def test_an_empty_or_long_line_is_none(typed: str) -> None:
    assert read_line(typed) is None


def test_who_has_at_most_eighty_characters() -> None:
    assert (read_who("a" * 80), read_who("a" * 81)) == ("a" * 80, None)


# --- buttons and links


@pytest.mark.parametrize(
    "press", [NotePress(Act.DRAFT, "f" * 12, Verb.REDO_VERDICT, 99_999), NotePress(Act.OPEN, "-" + "9" * 15, "f" * 20)]
)
def test_a_press_fits_into_callback_data(press: NotePress) -> None:
    assert len(press.encode()) <= 64
    assert decode_press(press.encode()) == press


@given(st.text(max_size=70) | st.from_regex(r"n:[a-z]:[-0-9a-f]{0,40}:[-0-9a-z]{0,40}:[0-9]{0,6}", fullmatch=True))
def test_made_up_callback_data_are_a_press_or_nothing(data: str) -> None:
    press = decode_press(data)
    assert press is None or press.encode() == data or press.encode().rpartition(":")[0] == data.rpartition(":")[0]


@pytest.mark.parametrize("parameter", ["n_", "n_l_", "n_l_100", "n_l_-", "n_xyz", "n_l_-1x", "n_" + "a" * 40, "n_l_-" + "1" * 20])
def test_a_made_up_deep_link_is_none(parameter: str) -> None:
    assert decode_start(parameter) is None


def test_a_deep_link_names_a_group_or_an_answer() -> None:
    assert (decode_start("n_l_-100123"), decode_start("n_c0ffee")) == ((-100123, ""), (0, "c0ffee"))


# --- how a note is said

SAID = Noted(3, "the ferry stopped", "denied", "the port authority", NOTE.link, NOTE.host, "", "Ada", "2026-03-03", "2026-03-10")


def lines(*notes: Noted) -> tuple[str, ...]:
    (section,) = show_notes(notes, BOOK)
    return section.lines


def test_a_note_says_what_who_when_and_until_when() -> None:
    assert lines(SAID) == (
        "(s. 3) “the ferry stopped”: denied by the port authority. portauthority.example · Ada, 3 March, until 10 March",
    )


def test_the_moderators_own_line_stands_in_quotation_marks() -> None:
    assert lines(replace(SAID, line="She said so on the radio."))[1] == "“She said so on the radio”"


def test_a_note_without_a_name_is_the_moderators() -> None:
    assert lines(replace(SAID, author=None))[0].endswith("moderators, 3 March, until 10 March")


def test_a_note_on_other_words_shows_both() -> None:
    shown = lines(replace(SAID, before="the ferry was stopped"))[0]
    assert shown.startswith("(s. 3) “the ferry stopped” looks like “the ferry was stopped”: denied by")


def test_a_hidden_statement_has_its_place_only() -> None:
    assert lines(replace(SAID, text=""))[0].startswith("(s. 3): denied by the port authority.")


def test_the_year_is_said_where_it_changes() -> None:
    shown = lines(replace(SAID, day="2026-12-28", until="2027-01-04"))[0]
    assert shown.endswith("28 December 2026, until 4 January 2027")


def test_the_link_is_a_button_and_each_only_once() -> None:
    (section,) = show_notes([SAID, replace(SAID, author="Bo")], BOOK)
    assert [(link.label, link.url) for link in section.links] == [("Link of the note: portauthority.example", NOTE.link)]


def test_of_many_notes_the_number_of_the_rest_is_said() -> None:
    assert len(lines(*[SAID] * (MOST_SHOWN + 2))) == MOST_SHOWN + 1
    assert lines(*[SAID] * (MOST_SHOWN + 2))[-1] == "and 2 more notes"


def test_no_note_has_no_section() -> None:
    assert show_notes([], BOOK) == ()
