"""Facts about the weekly digest: on the day and hour of the group's clock, once a week whatever happens, silent without news."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.chat.desk import Desk
from bot.chat.here import Here
from bot.chat.office.zones import find_zone, find_zone_name
from bot.chat.transport.engine import Engine
from bot.files import load_rulebook
from bot.model import Article, Certainty, Polarity, Status
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from bot.rulebook import Rulebook
from bot.service import Service, digests
from bot.service.digests import Due, Schedule, find_due, find_next, read_schedules, settle
from bot.service.keeping import Arrival, ChatChoice, KeptAnswer, Mode, Outcome
from bot.service.note_match import digest_statement
from bot.service.notes import Note, Verdict, note_to_record
from bot.service.records import Matter, Record, Removal
from bot.service.statements import Sighting
from tests.chat.office import Office, open_office, until, until_async

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = 3_600.0, 86_400.0
LONG_AGO = 0.0


def plan(weekday: int, hour: int, settled: str = "", at: float = LONG_AGO) -> Schedule:
    return Schedule(-7, None, weekday, hour, "Europe/Berlin", at, settled)


def at(text: str) -> float:
    """Seconds since 1970 of a time in ISO 8601, with its offset."""
    return datetime.fromisoformat(text).timestamp()


# --- when it is due


def test_it_is_due_from_its_hour_on_by_the_clock_of_the_group() -> None:
    monday = plan(1, 9)
    before, from_then = at("2026-06-01T08:59:59+02:00"), at("2026-06-01T09:00:00+02:00")
    assert find_due(monday, BERLIN, from_then) == Due(from_then, "2026-W23")
    assert find_due(monday, BERLIN, before) is None


def test_it_is_due_for_a_day_and_not_longer() -> None:
    assert find_due(plan(1, 9), BERLIN, at("2026-06-02T09:00:00+02:00"))
    assert find_due(plan(1, 9), BERLIN, at("2026-06-02T09:00:01+02:00")) is None


def test_a_week_that_is_settled_gets_no_other() -> None:
    now = at("2026-06-01T10:00:00+02:00")
    assert find_due(plan(1, 9, "2026-W23"), BERLIN, now) is None
    assert find_due(plan(1, 9, "2026-W22"), BERLIN, now)


def test_what_lies_before_it_was_chosen_is_not_made_up_for() -> None:
    chosen = at("2026-06-01T09:30:00+02:00")
    assert find_due(plan(1, 9, at=chosen), BERLIN, chosen + HOUR) is None
    assert find_next(plan(1, 9, at=chosen), BERLIN, chosen).at == at("2026-06-08T09:00:00+02:00")


@pytest.mark.parametrize(
    ("day", "week", "weekday"),
    [("2026-12-31", "2026-W53", 4), ("2027-01-03", "2026-W53", 7), ("2027-01-04", "2027-W01", 1), ("2024-12-30", "2025-W01", 1)],
)
def test_at_the_end_of_a_year_the_week_has_the_year_of_its_thursday(day: str, week: str, weekday: int) -> None:
    due = find_due(plan(weekday, 0), BERLIN, at(f"{day}T00:00:00+01:00"))
    assert due
    assert due.week == week


def test_an_hour_that_is_left_out_ends_where_it_would_begin() -> None:
    sunday = plan(7, 2)
    assert find_due(sunday, BERLIN, at("2026-03-29T01:59:59+01:00")) is None
    assert find_due(sunday, BERLIN, at("2026-03-29T03:00:00+02:00")) == Due(at("2026-03-29T03:00:00+02:00"), "2026-W13")


def test_of_an_hour_that_comes_twice_the_first_counts() -> None:
    first = at("2026-10-25T02:00:00+02:00")
    due = find_due(plan(7, 2), BERLIN, first)
    assert due == Due(first, "2026-W43")
    again = at("2026-10-25T02:00:00+01:00")
    assert again == first + HOUR
    assert find_due(plan(7, 2), BERLIN, again) == due


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"])
@pytest.mark.parametrize(("weekday", "hour"), [(1, 0), (3, 12), (7, 2), (7, 23)])
def test_a_year_of_half_hours_brings_one_a_week_at_the_hour(zone: str, weekday: int, hour: int) -> None:
    clock, schedule, sent = ZoneInfo(zone), plan(weekday, hour), []
    start = at("2026-01-01T00:00:00+00:00")
    for half in range(400 * 48):
        due = find_due(schedule, clock, start + 1_800 * half)
        if due:
            sent.append(due)
            schedule = plan(weekday, hour, due.week)
    assert len({due.week for due in sent}) == len(sent)
    assert {round((later.at - due.at) / DAY) for due, later in pairwise(sent)} == {7}
    said = [datetime.fromtimestamp(due.at, clock) for due in sent]
    assert {(day.isoweekday(), day.hour) for day in said} - {(7, 3)} == {(weekday, hour)}


def test_the_next_one_is_after_now_and_in_another_week() -> None:
    now = at("2026-06-01T09:00:00+02:00")
    assert find_next(plan(1, 9, "2026-W23"), BERLIN, now).at == at("2026-06-08T09:00:00+02:00")
    assert find_next(plan(5, 9, "2026-W23"), BERLIN, now).at == at("2026-06-12T09:00:00+02:00")


# --- what is written down


def test_what_is_written_down_is_read_back() -> None:
    schedule, due = Schedule(-7, 3, 2, 18, "Asia/Tokyo", 5.0), Due(9.0, "2026-W01")
    (read,) = read_schedules([digests.to_record(schedule), settle(-7, due)])
    assert read == Schedule(-7, 3, 2, 18, "Asia/Tokyo", 5.0, "2026-W01")


@pytest.mark.parametrize(
    "change", [{"weekday": 0}, {"weekday": 8}, {"hour": 24}, {"hour": True}, {"zone": 1}, {"zone": None}, {"weekday": "1"}]
)
def test_what_is_no_schedule_is_passed_over(change: dict[str, object]) -> None:
    record = digests.to_record(plan(1, 9))
    assert read_schedules([Record(record.matter, -7, record.id, None, 0.0, {**record.body, **change})]) == ()


def test_a_time_zone_is_known_by_its_name_whatever_its_case() -> None:
    assert [find_zone_name(words) for words in ("utc", "europe/berlin", "america/new york", "UTC ")] == [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "UTC",
    ]
    assert {find_zone_name(words) for words in ("", "berlin", "../etc/passwd", "/etc/localtime", "america", "x" * 999)} == {""}


def test_a_time_zone_that_is_gone_is_that_of_greenwich() -> None:
    assert [find_zone(name) for name in ("Mars/Base", "../x", "", "America")] == [UTC] * 4


# --- sending it, in a bot at work


@dataclass
class Week:
    """A bot at work whose desk looks at a clock that the test sets; in a group that chose a digest for a coming hour."""

    office: Office
    desk: Desk
    clock: Callable[[float], None]
    group: Thing
    due: float

    async def tick(self, after: float) -> list[str]:
        """Let it be so many seconds after the hour; give what the bot has said in the group so far."""
        self.clock(self.due + after)
        await self.desk.tick()
        await self.office.wait_until_sent()
        return self.office.said_to(self.group)

    async def see(self, text: str, *, times: int = 1, status: Status = Status.HEARSAY, days: float = 1) -> None:
        labels = (status, Certainty.CERTAIN, Polarity.POSITIVE)
        seen = [Sighting(self.group["id"], 900 + n, text, *labels, self.due - days * DAY + n, "post") for n in range(times)]
        await self.office.memory.statements.put(seen)

    async def note(self, text: str, verdict: Verdict, **more: Any) -> None:  # noqa: ANN401  the fields of a note
        given = {"text": text, "digest": digest_statement(text), "at": self.due - DAY, "ends": self.due + 6 * DAY, **more}
        fields = {"accuses": False, "who": "the harbour office", "link": "https://lowmere.example/a", "line": "", **given}
        note = Note(
            id=digest_statement(text)[:16], chat=self.group["id"], verdict=verdict, person=1, name="Ann", message=1, **fields
        )
        await self.office.memory.records.put([note_to_record(note)])


@asynccontextmanager
async def open_week(file: Path, phrasebook: Phrasebook, rulebook: Rulebook, **choice: Any) -> AsyncIterator[Week]:  # noqa: ANN401
    """Open a bot in a group that chose a digest two hours from now."""
    coming = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    now, desks = [coming.timestamp() - HOUR], []

    def make(engine: Engine) -> Desk:
        here = Here(engine.bot, Service(rulebook), engine.memory, [phrasebook], engine.wake, "secret", lambda: now[0])
        desks.append(Desk(here))
        return desks[0]

    async with open_office(file, make, send_limits=False) as office:
        owner = office.world.add_person("Ann")
        group = office.world.add_group("Lowmere watch", "supergroup", owner=owner, bot_rights=[])
        schedule = Schedule(group["id"], None, coming.isoweekday(), coming.hour, "UTC", coming.timestamp() - DAY)
        await office.memory.records.put([digests.to_record(schedule)])
        await office.memory.settings.put(group["id"], ChatChoice(**choice))
        yield Week(office, desks[0], lambda to: now.__setitem__(0, to), group, coming.timestamp())


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


Open = Callable[..., Any]


@pytest.fixture
def week(tmp_path: Path, phrasebook: Phrasebook, rulebook: Rulebook) -> Open:
    def opening(**choice: Any) -> Any:  # noqa: ANN401  a week
        return open_week(tmp_path / "caveat.db", phrasebook, rulebook, **choice)

    return opening


FERRY = "The last ferry of Lowmere has left for good, some residents say."


async def test_it_says_what_is_open_most_shared_first(week: Open) -> None:
    async with week() as one:
        await one.see("The lock of Lowmere is to be sold, a clerk said.", status=Status.UNNAMED)
        await one.see(FERRY, times=3)
        (said,) = await one.tick(60)
    head, _, title, first, second = said.splitlines()
    assert (head, title) == ("The week in this group", "Shared as unconfirmed, and still open")
    assert first.startswith("“The last ferry of Lowmere has left for good, some residents say” · shared 3 times since ")
    assert second.endswith("· unnamed")


async def test_it_comes_once_a_week_however_often_the_clock_is_looked_at(week: Open) -> None:
    async with week() as one:
        await one.see(FERRY)
        assert await one.tick(-60) == []
        for after in (0, 60, 2 * HOUR, 23 * HOUR):
            assert len(await one.tick(after)) == 1
        await one.see(FERRY, days=-6)
        assert len(await one.tick(7 * DAY)) == 2


async def test_a_restart_brings_it_no_second_time(week: Open) -> None:
    async with week() as one:
        await one.see(FERRY)
        assert len(await one.tick(60)) == 1
        group = one.group
    async with week() as again:
        assert again.group["id"] == group["id"]
        assert await again.tick(120) == []
        assert again.office.calls("sendMessage") == []


async def test_a_kill_before_the_week_is_settled_brings_it_no_second_time(week: Open) -> None:
    async with week() as one:
        await one.see(FERRY)
        await one.tick(60)
        for record in await one.office.memory.records.list_all(Matter.DIGEST):
            if "week" in record.body:
                await one.office.memory.records.put([], [Removal(Matter.DIGEST, record.chat, record.id)])
        assert len(await one.tick(120)) == 1
        assert len(one.office.calls("sendMessage")) == 1


@pytest.mark.parametrize(("after", "count"), [(23 * HOUR, 1), (25 * HOUR, 0)])
async def test_a_bot_that_was_down_sends_it_within_a_day_or_not_at_all(week: Open, after: float, count: int) -> None:
    async with week() as one:
        await one.see(FERRY)
        assert len(await one.tick(after)) == count


async def test_without_news_it_is_silent(week: Open) -> None:
    async with week() as one:
        await one.see(FERRY, days=8)
        await one.see("The harbour office confirmed the new price.", status=Status.CONFIRMED)
        assert await one.tick(60) == []


async def test_where_the_bot_is_to_be_silent_it_is(week: Open) -> None:
    async with week(mode=Mode.OFF) as one:
        await one.see(FERRY)
        assert await one.tick(60) == []


async def test_a_group_that_the_bot_was_removed_from_gets_none(week: Open) -> None:
    async with week() as one:
        await one.see(FERRY)
        world = one.office.world
        world.kick(world.bot, one.group)
        left = one.office.memory.settings.list_left
        await until_async(lambda: left(one.due), (one.group["id"],))
        await one.tick(60)
        assert one.office.calls("sendMessage") == []


async def test_an_accusation_is_listed_without_a_word_of_it(week: Open) -> None:
    async with week() as one:
        await one.see("Bo Lindt was accused of theft, some residents say.", times=2)
        (said,) = await one.tick(60)
    assert "A statement that is not repeated here · shared 2 times" in said
    assert not {"Lindt", "theft"} & set(said.split())


async def test_what_accuses_in_its_post_is_not_repeated_either(week: Open) -> None:
    text = "Some residents say that Bo Lindt hid the money in Eastholm"
    async with week() as one:
        await one.see(text)
        article = Article(f"{text}; he was charged with theft. The lock was built of granite.")
        kept = KeptAnswer("a", one.group["id"], None, 900, "s", article, "d", one.due - DAY)
        await one.office.memory.inbox.put([Arrival(-5, one.group["id"], "")], one.due - DAY)
        await one.office.memory.inbox.finish(-5, Outcome(answers=[kept]), one.due - DAY)
        (said,) = await one.tick(60)
    assert "A statement that is not repeated here" in said
    assert "Lindt" not in said


async def test_notes_settle_and_run_out(week: Open) -> None:
    lock = "The lock was sold on Monday."
    async with week() as one:
        await one.see(FERRY)
        await one.note(FERRY, Verdict.DENIED)
        await one.note(lock, Verdict.OPEN, who="", at=one.due - 9 * DAY, ends=one.due + DAY)
        (said,) = await one.tick(60)
        (call,) = one.office.calls("sendMessage")
    assert "Shared as unconfirmed" not in said
    settled, ending = said.split("Notes that run out in a week")
    assert "Noted by the moderators this week" in settled
    assert "denied by the harbour office" in settled
    assert "The lock was sold on Monday" in ending
    assert "https://lowmere.example/a" in json.dumps(call["reply_markup"])


async def test_a_note_on_an_accusation_repeats_no_word_of_it(week: Open) -> None:
    text = "Bo Lindt was accused of theft."
    async with week() as one:
        await one.note(text, Verdict.DENIED, accuses=True)
        (said,) = await one.tick(60)
    assert "Lindt" not in said


async def test_at_most_five_statements_are_listed(week: Open) -> None:
    async with week() as one:
        for n, name in enumerate(("ferry", "lock", "bridge", "tower", "market", "school", "mill"), 1):
            await one.see(f"The {name} of Lowmere was closed in {name} month, some say.", times=n)
        (said,) = await one.tick(60)
    assert said.count("shared") == 5
    assert "mill" in said
    assert "ferry" not in said


async def test_it_goes_with_the_other_messages_of_the_bot(week: Open) -> None:
    async with week(lifetime=3_600) as one:
        await one.see(FERRY)
        one.clock(one.due)
        await one.desk.tick()
        await until(lambda: one.office.said_to(one.group))
        await until_async(one.office.memory.outbox.count_waiting, 1)
        (call,) = await one.office.memory.outbox.claim(one.due + HOUR, 1, 9)
        assert call.outgoing.method == "deleteMessage"


async def test_a_record_that_cannot_be_read_keeps_no_group_from_its_own(week: Open) -> None:
    async with week() as one:
        await one.see(FERRY)
        broken = Record(Matter.DIGEST, -5, "schedule", None, 0.0, {"weekday": "x"})
        await one.office.memory.records.put([broken])
        assert len(await one.tick(60)) == 1
