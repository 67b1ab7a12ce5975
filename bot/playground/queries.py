"""Questions that wait for the bot's answer: pressed buttons, inline queries, guest messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from bot.playground.refusal import Refusal, bad_request
from bot.playground.things import Thing

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Asked(StrEnum):
    """How a question was put."""

    PRESS = "callback_query"
    INLINE = "inline_query"
    GUEST = "guest_message"


PATIENCE: Mapping[Asked, float] = {Asked.PRESS: 900, Asked.INLINE: 60, Asked.GUEST: 900}
"""Seconds until Telegram takes no answer any more; it names no figures, these are what is seen."""


@dataclass(slots=True)
class Query:
    """A question, and what the bot answered to it."""

    kind: Asked
    thing: Thing
    at: float
    answer: Thing | None = None


@dataclass(slots=True)
class Queries:
    """All questions by their ids."""

    by_id: dict[str, Query] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(7_000_001))

    def next_id(self) -> str:
        """Give the id of a new question."""
        return str(next(self._ids))

    def ask(self, kind: Asked, query_id: str, thing: Thing, now: float) -> None:
        """Keep a question."""
        self.by_id[query_id] = Query(kind, thing, now)

    def settle(self, kind: Asked, query_id: str, answer: Thing, now: float) -> Query:
        """Keep the one answer that a question may have. Raises Refusal where it is unknown, answered or too old."""
        query = self.by_id.get(query_id)
        if query is None or query.kind is not kind:
            raise bad_request(TOO_OLD)
        if query.answer is not None or now - query.at > PATIENCE[kind]:
            raise Refusal(400, f"Bad Request: {TOO_OLD}")
        query.answer = answer
        return query
