"""A watch: what is told, when, and what of it is kept."""

from dataclasses import replace

import pytest

from bot.files import load_rulebook
from bot.model import Article, Reading, Status
from bot.reading import read
from bot.reading.strength import Standing, Version, take_version
from bot.rulebook import Rulebook
from bot.service.days import DAY
from bot.service.records import Matter, Record
from bot.service.watches import (
    LASTS,
    LONGEST,
    MOST_SOURCES,
    Sighted,
    Watch,
    find_news,
    from_record,
    hear,
    hear_text,
    note_told,
    shorten_version,
    to_record,
)

NOW = 1_790_000_000.0
DOUBT = "There was no confirmation that the bridge at Ayle is closed."
RUMOUR = "Rumours say that the bridge at Ayle is closed."
CONFIRMED = "The harbour office confirmed that the bridge at Ayle is closed."
OTHER = "The ferry to the islands left in the evening."


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def reading(text: str, rules: Rulebook, title: str | None = None) -> Reading:
    return read(Article(text, title), rules)


def version(text: str, rules: Rulebook) -> Version:
    return take_version(reading(text, rules).statements[0])


@pytest.fixture
def watch(rules: Rulebook) -> Watch:
    return Watch("a1", -100, 7, 12, NOW, Sighted(version(DOUBT, rules), NOW - 60))


def test_a_stronger_version_is_told_at_once(watch: Watch, rules: Rulebook) -> None:
    (heard,) = hear_text([watch], reading(f"{OTHER} {CONFIRMED}", rules), NOW + 5)
    news = find_news(heard, NOW + 5)
    assert news is not None
    assert (news.shift.standing, news.before.version.text, news.now.version.text) == (Standing.STRONGER, DOUBT, CONFIRMED)
    assert (news.before.at, news.now.at) == (NOW - 60, NOW + 5)


@pytest.mark.parametrize("text", [OTHER, DOUBT, "The closure of the bridge at Ayle has not been confirmed.", "Hm."])
def test_what_says_nothing_else_changes_no_watch(watch: Watch, rules: Rulebook, text: str) -> None:
    assert hear_text([watch], reading(text, rules), NOW) == ()


def test_a_second_version_waits_for_the_next_day(watch: Watch, rules: Rulebook) -> None:
    told = note_told(hear(watch, version(CONFIRMED, rules), NOW), NOW)
    assert (told.last.version.text, told.told, told.waiting) == (CONFIRMED, NOW, None)
    heard = hear(told, version(RUMOUR, rules), NOW + 60)
    assert find_news(heard, NOW + 60) is None
    assert find_news(heard, NOW + DAY - 1) is None
    news = find_news(heard, NOW + DAY)
    assert news is not None
    assert (news.shift.standing, news.now.version.text, news.now.at) == (Standing.WEAKER, RUMOUR, NOW + 60)


def test_of_several_that_wait_the_latest_is_told(watch: Watch, rules: Rulebook) -> None:
    told = note_told(hear(watch, version(CONFIRMED, rules), NOW), NOW)
    heard = hear(hear(told, version(RUMOUR, rules), NOW + 60), version(DOUBT, rules), NOW + 120)
    news = find_news(heard, NOW + DAY)
    assert news is not None
    assert news.now.version.text == DOUBT


def test_what_came_back_to_what_the_watcher_knows_is_not_told(watch: Watch, rules: Rulebook) -> None:
    told = note_told(hear(watch, version(CONFIRMED, rules), NOW), NOW)
    waiting = hear(told, version(RUMOUR, rules), NOW + 60)
    (back,) = hear_text([waiting], reading(CONFIRMED, rules), NOW + 120)
    assert back.waiting is None
    assert find_news(back, NOW + DAY) is None


def test_each_message_has_a_slot_of_its_own_until_it_is_told(watch: Watch, rules: Rulebook) -> None:
    heard = hear(watch, version(CONFIRMED, rules), NOW + 0.1)
    told = note_told(heard, NOW + 0.1)
    assert watch.slot == heard.slot != told.slot
    assert hear(told, version(RUMOUR, rules), NOW + 60).slot == told.slot


def test_after_thirty_days_nothing_is_told(watch: Watch, rules: Rulebook) -> None:
    heard = hear(watch, version(CONFIRMED, rules), NOW)
    assert watch.ends == NOW + 30 * DAY == NOW + LASTS
    assert find_news(heard, watch.ends - 1) is not None
    assert find_news(heard, watch.ends) is None


def test_the_body_speaks_before_the_headline(watch: Watch, rules: Rulebook) -> None:
    (heard,) = hear_text([watch], reading(CONFIRMED, rules, "The bridge at Ayle is closed"), NOW)
    assert heard.waiting is not None
    assert heard.waiting.version.status is Status.CONFIRMED


def test_a_text_that_doubts_it_anywhere_doubts_it(watch: Watch, rules: Rulebook) -> None:
    text = reading(f"{CONFIRMED} {OTHER} The bridge at Ayle may be closed.", rules)
    (heard,) = hear_text([watch], text, NOW)
    assert heard.waiting is not None
    assert heard.waiting.version.status is Status.HEDGED


def test_the_same_claim_goes_before_another_number(rules: Rulebook) -> None:
    watched = Watch("a1", -100, 7, 12, NOW, Sighted(version("Rumours say that 12 boats sank at Ayle.", rules), NOW))
    text = reading("Last year 40 boats sank at Ayle. Police confirmed that 12 boats sank at Ayle.", rules)
    (heard,) = hear_text([watched], text, NOW)
    assert heard.waiting is not None
    assert heard.waiting.version.text == "Police confirmed that 12 boats sank at Ayle."


def test_several_who_watch_the_same_are_all_heard(watch: Watch, rules: Rulebook) -> None:
    watches = [replace(watch, id=f"a{n}", person=n) for n in range(30)]
    assert len(hear_text(watches, reading(CONFIRMED, rules), NOW)) == 30


def test_of_very_many_the_nearest_are_compared(rules: Rulebook) -> None:
    far = [Watch(f"f{n}", -100, n, 0, NOW, Sighted(version(f"The bridge at Ayle {n} may fall.", rules), NOW)) for n in range(150)]
    near = Watch("a1", -100, 7, 12, NOW, Sighted(version(DOUBT, rules), NOW))
    assert "a1" in [heard.id for heard in hear_text([*far, near], reading(CONFIRMED, rules), NOW)]


# --- as a record


def test_a_record_gives_the_same_watch_back(watch: Watch, rules: Rulebook) -> None:
    told = note_told(hear(watch, version(CONFIRMED, rules), NOW), NOW)
    waiting = hear(told, version("Mayor Ada Doe denied that the bridge at Ayle is closed.", rules), NOW + 1)
    assert waiting.waiting is not None
    for one in (watch, told, waiting):
        assert from_record(to_record(one)) == one


def test_a_record_ends_with_the_watch(watch: Watch) -> None:
    record = to_record(watch)
    assert (record.matter, record.chat, record.person, record.ends) == (Matter.WATCH, -100, 7, NOW + LASTS)
    assert (watch.removal.matter, watch.removal.chat, watch.removal.id) == (record.matter, record.chat, record.id)


@pytest.mark.parametrize(
    "change",
    [
        {"last": None},
        {"last": {}},
        {"last": []},
        {"message": "x"},
        {"last": {"text": "a"}},
        {"last": {"text": "a", "core": "a", "at": "x", "status": "named"}},
    ],
)
def test_a_broken_record_is_none(watch: Watch, change: dict[str, object]) -> None:
    record = to_record(watch)
    broken = Record(record.matter, record.chat, record.id, record.person, record.at, {**record.body, **change})
    assert from_record(broken) is None


def test_a_record_with_a_broken_rest_is_the_watch_without_it(watch: Watch) -> None:
    record = to_record(watch)
    broken = replace(record, body={**record.body, "waiting": {"text": 3}, "told": "yes"})
    found = from_record(broken)
    assert found is not None
    assert (found.told, found.waiting) == (None, None)


def test_what_is_kept_of_a_version_is_bounded(rules: Rulebook) -> None:
    short = version(CONFIRMED, rules)
    kept = shorten_version(replace(short, text=short.text * 99, core=short.core * 99, sources=short.sources * 20))
    assert (len(kept.text), len(kept.core), len(kept.sources)) == (LONGEST, LONGEST, MOST_SOURCES)
