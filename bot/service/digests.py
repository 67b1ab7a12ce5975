"""When a group's weekly digest is due: on a day and at an hour of its own clock, once a week whatever happens between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from bot.service.days import DAY
from bot.service.records import Matter, Record, Removal

WEEK = timedelta(days=7)

LATEST = DAY
"""Seconds after its hour in which a digest may still come, where the bot was down."""

_SCHEDULE, _SETTLED = "schedule", "settled"

_STAYS = 14 * DAY
"""Seconds for which it is kept which week was settled: longer than that week."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a group wants its digest. `weekday` is 1 for Monday, `zone` the IANA name of a time zone, `at` when it was chosen.

    `settled` is the last week of which nothing more is to come: the year and the week of the day on which the digest was due.
    """

    chat: int
    topic: int | None
    weekday: int
    hour: int
    zone: str
    at: float
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One digest: the moment it is for, and the week that names it."""

    at: float
    week: str


# --- what is written down


def to_record(schedule: Schedule) -> Record:
    """Write down what was chosen. It belongs to the group, and stays when whoever chose it has themselves forgotten."""
    body = {name: getattr(schedule, name) for name in ("topic", "weekday", "hour", "zone")}
    return Record(Matter.DIGEST, schedule.chat, _SCHEDULE, None, schedule.at, body)


def to_removal(chat: int) -> Removal:
    """Want no digest any more; which week had one stays known."""
    return Removal(Matter.DIGEST, chat, _SCHEDULE)


def settle(chat: int, due: Due) -> Record:
    """Write down that the digest of a week was sent, or had nothing to say: apart, so that what is chosen meanwhile holds."""
    return Record(Matter.DIGEST, chat, _SETTLED, None, due.at, {"week": due.week}, due.at + _STAYS)


def read_schedules(records: Sequence[Record]) -> tuple[Schedule, ...]:
    """Read what was written down of some chats; what is nothing of the kind is passed over."""
    weeks = {record.chat: record.body.get("week") for record in records if record.id == _SETTLED}
    chosen = (_read(record, weeks.get(record.chat)) for record in records if record.id == _SCHEDULE)
    return tuple(schedule for schedule in chosen if schedule)


def _read(record: Record, week: object) -> Schedule | None:
    topic, weekday, hour = (_read_number(record.body, name) for name in ("topic", "weekday", "hour"))
    zone = record.body.get("zone")
    if weekday not in range(1, 8) or hour not in range(24) or not isinstance(zone, str):
        return None
    return Schedule(record.chat, topic, weekday or 0, hour or 0, zone, record.at, week if isinstance(week, str) else "")


def _read_number(body: Mapping[str, object], name: str) -> int | None:
    number = body.get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) else None


# --- when it is due


def find_due(schedule: Schedule, zone: tzinfo, now: float) -> Due | None:
    """Give the digest that is to be sent now; None where the week has had its own, or its hour is more than a day past.

    What lies before the schedule was chosen is not made up for.
    """
    due = _find_last(schedule, zone, now)
    is_past = now - due.at > LATEST or due.at < schedule.at
    return None if is_past or due.week == schedule.settled else due


def find_next(schedule: Schedule, zone: tzinfo, now: float) -> Due:
    """Give the digest that comes next, after now."""
    day = datetime.fromtimestamp(_find_last(schedule, zone, now).at, zone) + WEEK
    due = _make(schedule, zone, day)
    return _make(schedule, zone, day + WEEK) if due.week == schedule.settled else due


def _find_last(schedule: Schedule, zone: tzinfo, now: float) -> Due:
    """Give the latest digest that is not after now."""
    local = datetime.fromtimestamp(now, zone)
    day = local - timedelta(days=(local.isoweekday() - schedule.weekday) % 7)
    due = _make(schedule, zone, day)
    return due if due.at <= now else _make(schedule, zone, day - WEEK)


def _make(schedule: Schedule, zone: tzinfo, day: datetime) -> Due:
    """Give the digest of one day.

    Of an hour that comes twice, as clocks are put back, the first is meant; one that is left out ends where it would begin
    (PEP 495, fold 0).
    """
    year, week, _ = day.isocalendar()
    return Due(datetime.combine(day.date(), time(schedule.hour), zone).timestamp(), f"{year}-W{week:02}")
