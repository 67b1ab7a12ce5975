"""What concerns all tables at once, in SQLite: a chat that moves, what is forgotten, what is past its time."""

from collections import Counter
from collections.abc import Mapping

from sqlite_utils import Database

from bot.memory.answers import empty_answers
from bot.memory.forgetting import REFERENCES
from bot.memory.forms import address, digest_call, from_json, to_json
from bot.memory.records import expire_records, forget_records, forget_writer
from bot.memory.statements import drop_texts as drop_statement_texts
from bot.memory.statements import expire_statements, forget_sender, forget_statements, move_statements
from bot.memory.times import DROPPED_STAY, IDS_STAY, SET_ASIDE_STAYS
from bot.service.days import DAY

_MOVES = (
    "UPDATE inbox SET lane = :new WHERE lane = :old",
    "UPDATE set_aside SET lane = :new WHERE lane = :old",
    "UPDATE dropped SET chat = :new WHERE chat = :old",
    "UPDATE feedback SET chat = :new WHERE chat = :old",
    # a supergroup counts its messages anew: by their old numbers others would be edited and found
    "UPDATE answers SET chat = :new, asked = 0 WHERE chat = :old",
    "DELETE FROM slots WHERE chat = :old",
    "UPDATE OR IGNORE choices SET chat = :new WHERE chat = :old",
    "DELETE FROM choices WHERE chat = :old",
    "DELETE FROM left_chats WHERE chat = :old",
    "UPDATE OR IGNORE records SET chat = :new WHERE chat = :old",
    "DELETE FROM records WHERE chat = :old",
)


def move_chat(db: Database, old: int, new: int) -> None:
    """Let everything that is kept under the old id of a chat be kept under the new one; choices of the new one stay."""
    if old == new:
        return
    for order in _MOVES:
        db.execute(order, {"old": old, "new": new})
    move_statements(db, old, new)
    for number, method, payload in db.execute("SELECT number, method, payload FROM outbox WHERE chat = ?", (old,)).fetchall():
        _move_call(db, number, method, address(from_json(payload), old, new), new)


def _move_call(db: Database, number: int, method: str, payload: dict[str, object], chat: int) -> None:
    values = (chat, to_json(payload), digest_call(method, payload), number)
    db.execute("UPDATE outbox SET chat = ?, payload = ?, digest = ? WHERE number = ?", values)


_OF_CHAT = {
    "answers": ("answers", "chat = ?"),
    "feedback": ("feedback", "chat = ?"),
    "settings": ("choices", "chat = ?"),
    "times of leaving": ("left_chats", "chat = ?"),
    "waiting messages": ("inbox", "lane = ? AND leased = 0"),
    "messages set aside": ("set_aside", "lane = ?"),
    "waiting replies": ("outbox", "chat = ?"),
    "sent replies": ("slots", "chat = ?"),
    "dropped replies": ("dropped", "chat = ?"),
}


def forget_chat(db: Database, chat: int) -> Mapping[str, int]:
    """Remove all that is kept of a chat; give how many entries of what, where there were any.

    An update that is being worked on stays until it is done: it may be the one that asked for this.
    """
    counts = {name: _remove(db, table, where, chat) for name, (table, where) in _OF_CHAT.items()}
    counts["statements"] = forget_statements(db, chat)
    return {name: count for name, count in {**counts, **forget_records(db, chat)}.items() if count}


def forget_person(db: Database, person: int) -> Mapping[str, int]:
    """Remove all that is kept of a person: their private chat, which has their id, what they said is wrong, what they wrote down.

    What is a group's stays, without the person.
    """
    counts = Counter({"feedback": _remove(db, "feedback", "person = ?", person)})
    counts.update(forget_chat(db, person))
    counts.update(forget_writer(db, person))
    counts[REFERENCES] += forget_sender(db, person)
    return dict(+counts)


def drop_texts(db: Database, chat: int) -> int:
    """Keep no text of a chat's statements and answers; give how many had one."""
    return drop_statement_texts(db, chat) + empty_answers(db, chat)


def _remove(db: Database, table: str, where: str, value: int) -> int:
    count: int = db.table(table).count_where(where, [value])
    db.table(table).delete_where(where, [value])
    return count


_EXPIRIES = (
    """
    DELETE FROM answers WHERE at < :now - :day * coalesce(
        (SELECT retention_days FROM choices WHERE choices.chat = answers.chat AND choices.topic = answers.topic),
        (SELECT retention_days FROM choices WHERE choices.chat = answers.chat AND choices.topic = 0),
        :days)
    """,
    """
    DELETE FROM slots WHERE at < :now - :day * ifnull(
        (SELECT retention_days FROM choices WHERE choices.chat = slots.chat AND choices.topic = 0), :days)
    """,
    "DELETE FROM arrived WHERE at < :now - :ids AND update_id NOT IN (SELECT update_id FROM inbox)",
    "DELETE FROM set_aside WHERE at < :now - :aside",
    "DELETE FROM dropped WHERE at < :now - :dropped",
    "DELETE FROM taken WHERE ends <= :now",
    "DELETE FROM counters WHERE ends <= :now",
)


def expire(db: Database, now: float, days: int) -> None:
    """Remove what is past its time; `days` is the retention time of chats that have chosen none."""
    stays = {"ids": IDS_STAY, "aside": SET_ASIDE_STAYS, "dropped": DROPPED_STAY}
    for order in _EXPIRIES:
        db.execute(order, {"now": now, "day": DAY, "days": days, **stays})
    expire_records(db, now)
    chosen = dict(db.execute("SELECT chat, retention_days FROM choices WHERE topic = 0").fetchall())
    expire_statements(db, now, chosen, days)
