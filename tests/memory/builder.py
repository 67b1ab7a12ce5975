"""Things to keep, with all that a test does not care about filled in."""

from bot.model import Article
from bot.service.keeping import Arrival, Feedback, KeptAnswer, Memory, Outcome, Outgoing, Parcel
from bot.service.records import Matter, Record, Removal

CHAT = -40
OTHER = -41
PERSON = 7
LEASE = 30.0


def arrival(update: int, lane: int = CHAT, body: str = "{}") -> Arrival:
    return Arrival(update, lane, body)


def call(
    text: str, slot: str | None = None, chat: int = CHAT, *, due: float | None = None, expires: float | None = None
) -> Outgoing:
    return Outgoing(chat, "sendMessage", {"chat_id": chat, "text": text}, slot=slot, due=due, expires=expires)


def answer(
    name: str, chat: int = CHAT, asked: int = 5, at: float = 0.0, digest: str = "d", topic: int | None = None
) -> KeptAnswer:
    article = Article(f"The dam at Velmora holds, {name} says.", "Dam holds", author="Pia Lund", is_page=True)
    return KeptAnswer(name, chat, topic, asked, f"slot of {name}", article, digest, at, links=("https://example.org/dam",))


def feedback(of: str = "a", statement: int = 1, person: int = PERSON, wrong: str = "wrong words", at: float = 0.0) -> Feedback:
    return Feedback(of, statement, person, wrong, "en.hedged.may", "It [[may]] rain.", at)


def record(
    identity: str = "r",
    matter: Matter = Matter.WATCH,
    chat: int = CHAT,
    person: int | None = PERSON,
    at: float = 0.0,
    ends: float | None = None,
    **body: object,
) -> Record:
    return Record(matter, chat, identity, person, at, body, ends)


def end(identity: str = "r", matter: Matter = Matter.WATCH, chat: int = CHAT) -> Removal:
    return Removal(matter, chat, identity)


async def finish(memory: Memory, outcome: Outcome, update: int, lane: int = CHAT) -> None:
    """Let an update arrive and lead to this."""
    await memory.inbox.put([arrival(update, lane)], 0.0)
    await memory.inbox.finish(update, outcome, 0.0)


async def send(memory: Memory, message: int | None = 100, now: float = 0.0) -> Parcel:
    """Send the oldest call that is due."""
    (parcel,) = await memory.outbox.claim(now, LEASE, 1)
    await memory.outbox.note_sent(parcel.number, message, now)
    return parcel


async def claim_texts(memory: Memory, now: float = 0.0, most: int = 10) -> list[object]:
    """Claim calls and give what they say."""
    return [parcel.outgoing.payload["text"] for parcel in await memory.outbox.claim(now, LEASE, most)]


async def claim_updates(memory: Memory, now: float = 0.0, most: int = 10) -> list[int]:
    """Claim updates and give their ids."""
    return [arrival.update for arrival in await memory.inbox.claim(now, LEASE, most)]
