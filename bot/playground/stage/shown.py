"""Which messages the pages were told of, and what is new since: found by looking, so that the stand-in need not know of pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.playground.rooms import Room
from bot.playground.state import State
from bot.playground.things import Thing

Reactions = list[Thing]


@dataclass(slots=True)
class Shown:
    """What was told, by chat and message: the message as it stood, which is another object once it changed, and its reactions."""

    told: dict[int, dict[int, tuple[Thing, Reactions]]] = field(default_factory=dict)

    def find_news(self, state: State, rooms: Iterable[Room]) -> Iterator[Thing]:
        """Give an event for each chat in which something is new, changed or gone, and count that as told."""
        for room in rooms:
            before, now = self.told.get(room.id, {}), look(state, room)
            new = [now[number] for number in now if not _is_same(before.get(number), now[number])]
            gone = [number for number in before if number not in now]
            self.told[room.id] = now
            if new or gone:
                yield _tell(room.id, new, gone)

    def whole(self) -> Iterator[Thing]:
        """Give an event for each chat with everything that was told of it."""
        for chat, messages in self.told.items():
            yield _tell(chat, list(messages.values()), [])


def look(state: State, room: Room) -> dict[int, tuple[Thing, Reactions]]:
    """Give the messages of a chat as they stand, oldest first, each with its reactions."""
    return {message["message_id"]: (message, _list_reactions(state, message)) for message in state.history(room.chat)}


def _list_reactions(state: State, message: Thing) -> Reactions:
    """Give each emoji on a message with the ids of who put it there."""
    found: dict[str, list[int]] = {}
    for person, reactions in state.reactions.get((message["chat"]["id"], message["message_id"]), {}).items():
        for reaction in reactions:
            found.setdefault(reaction.get("emoji", ""), []).append(person)
    return [{"emoji": emoji, "people": people} for emoji, people in found.items()]


def _is_same(before: tuple[Thing, Reactions] | None, now: tuple[Thing, Reactions]) -> bool:
    return before is not None and before[0] is now[0] and before[1] == now[1]


def _tell(chat: int, messages: list[tuple[Thing, Reactions]], gone: list[int]) -> Thing:
    shown = [{**message, "reactions": reactions} for message, reactions in messages]
    return {"kind": "messages", "chat": chat, "messages": shown, "gone": gone}
