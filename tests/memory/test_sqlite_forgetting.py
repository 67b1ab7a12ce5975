"""What is forgotten is in no byte of the file nor of its log."""

import asyncio
import random
from pathlib import Path

import pytest

from bot.memory import SqliteMemory
from bot.model import Article, Certainty, Polarity, Status
from bot.service.keeping import Arrival, Feedback, KeptAnswer, Outcome, Outgoing
from bot.service.records import Matter
from bot.service.statements import Sighting
from tests.memory.builder import CHAT, OTHER, PERSON, finish, record
from tests.memory.test_records import NOTE

MARK = "Quendelmoor"
"""A word that stands in nothing but what is to be forgotten."""


@pytest.fixture
def memory(file: SqliteMemory) -> SqliteMemory:
    return file


def count_marks(path: Path) -> int:
    """How often the word stands in the file and in its log."""
    return sum(file.read_bytes().count(MARK.encode()) for file in (path, path.with_name(f"{path.name}-wal")) if file.exists())


async def fill(memory: SqliteMemory) -> None:
    """Let two chats have had much of all sizes side by side, one of them with the word in every text."""
    sizes = random.Random(1)  # noqa: S311  no secret
    await asyncio.gather(*(have(memory, number, sizes.choice([1, 3, 5, 20, 40, 300])) for number in range(600)))


async def have(memory: SqliteMemory, number: int, size: int) -> None:
    """Let one update of one of the chats wait and another be done."""
    chat, word = ((PERSON, MARK), (OTHER, "Other words"))[number % 3 == 0]
    text, name = word * size, f"{chat} {number % 211}"
    outgoing = [Outgoing(chat, "sendMessage", {"text": text, "number": number}, slot=name if size < 9 else None)]
    answers = [KeptAnswer(name, chat, None, number, "s", Article(text), "d", 0.0)]
    said = [Feedback(name, number, chat, "wrong words", "en.hedged.may", text[:400], 0.0)]
    await memory.inbox.put([Arrival(number, chat, text), Arrival(number + 10_000, chat, text)], 0.0)
    await memory.inbox.finish(number, Outcome(outgoing, answers, said), 0.0)


@pytest.mark.parametrize("forget", ["chat", "person"])
async def test_no_byte_of_what_is_forgotten_stays(memory: SqliteMemory, path: Path, forget: str) -> None:
    await fill(memory)
    assert count_marks(path) > 1000
    counts = await (memory.forget_chat(PERSON) if forget == "chat" else memory.forget_person(PERSON))
    assert counts["answers"] > 100
    assert count_marks(path) == 0
    assert (await memory.forget_chat(OTHER))["answers"] > 50


async def test_no_byte_of_what_a_person_wrote_in_a_group_stays_nor_of_their_name(memory: SqliteMemory, path: Path) -> None:
    labels = (Status.NAMED, Certainty.CERTAIN, Polarity.POSITIVE)
    for number in range(300):
        name = f"{number}"
        note = record(name, Matter.NOTE, OTHER, ends=9e9, **NOTE, name=MARK * (number % 40))
        others = [record(name, matter, OTHER, text=f"{MARK} {number}") for matter in (Matter.WATCH, Matter.DRAFT)]
        listed = record(name, Matter.MODERATOR, OTHER, person=8, member=PERSON, name=MARK)
        seen = Sighting(OTHER, number, f"Bridge {number} holds.", *labels, 0.0, "post", sender=PERSON)
        await finish(memory, Outcome(sightings=[seen], records=[note, *others, listed]), number, OTHER)
    assert count_marks(path) > 1000
    removed = {"drafts": 300, "watches": 300, "moderators": 300, "references": 600}
    assert await memory.forget_person(PERSON) == removed
    assert count_marks(path) == 0
    assert {one.sender for one in await memory.statements.list_chat(OTHER)} == {None}


async def test_no_byte_of_a_text_stays_where_a_chat_wants_none(memory: SqliteMemory, path: Path) -> None:
    labels = (Status.NAMED, Certainty.CERTAIN, Polarity.POSITIVE)
    for number in range(300):
        text = f"{MARK} {number} " * (1 + number % 40)
        seen = Sighting(CHAT, number, text, *labels, 0.0, "post", (MARK,), MARK)
        kept = KeptAnswer(f"{number}", CHAT, None, number, "s", Article(text, MARK, MARK), "d", 0.0, (MARK,))
        await finish(memory, Outcome(answers=[kept], sightings=[seen]), number)
    assert count_marks(path) > 1000
    assert await memory.drop_texts(CHAT) == 600
    assert count_marks(path) == 0


async def test_a_text_whose_update_is_done_leaves_the_file_when_things_expire(memory: SqliteMemory, path: Path) -> None:
    await memory.inbox.put([Arrival(1, CHAT, MARK)], 0.0)
    await memory.inbox.finish(1, Outcome([Outgoing(CHAT, "sendMessage", {"text": MARK}, slot="s")]), 0.0)
    (parcel,) = await memory.outbox.claim(0.0, 30.0, 1)
    await memory.outbox.note_sent(parcel.number, 100, 0.0)
    await memory.expire(1.0)
    assert count_marks(path) == 0
    assert await memory.outbox.find_message("s") == 100
