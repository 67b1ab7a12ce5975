"""What is kept around a message is given in one step, and nothing of another chat with it."""

from bot.model import FactCheck
from bot.service.keeping import ChatChoice, Memory, Mode, Outcome, Surroundings
from bot.service.records import Matter
from tests.memory.builder import CHAT, OTHER, answer, finish, record


async def test_what_is_kept_around_a_message_is_given_at_once(memory: Memory) -> None:
    await memory.settings.put(CHAT, ChatChoice(mode=Mode.LINE, hashes=True))
    await memory.settings.put(CHAT, ChatChoice(mode=Mode.OFF), topic=3)
    notes = [record("b", Matter.NOTE, at=2.0), record("a", Matter.NOTE, at=1.0)]
    cue, others = record("c", Matter.CUE), [record("d", Matter.CHANGE), record("e", Matter.NOTE, OTHER)]
    await memory.records.put([*notes, cue, *others])
    read = [answer("first", asked=5), answer("newest", asked=5, at=1.0), answer("another", asked=6)]
    await finish(memory, Outcome(answers=read), 1)
    around = await memory.look_around(CHAT, 3, 5)
    assert around.choice == ChatChoice(mode=Mode.OFF, hashes=True)
    assert around.before == answer("newest", asked=5, at=1.0)
    assert around.records == {Matter.NOTE: (notes[1], notes[0]), Matter.CUE: (cue,)}
    assert not around.published


async def test_around_a_message_in_a_strange_chat_nothing_is_kept(memory: Memory) -> None:
    assert await memory.look_around(OTHER, None, 5) == Surroundings(ChatChoice(), None, {}, published=False)


async def test_around_a_message_it_is_told_that_fact_checks_were_imported(memory: Memory) -> None:
    await memory.published.put([FactCheck("The dam at Velmora broke.", "Ostrel Desk", "Mostly so", "https://example.org/check")])
    assert (await memory.look_around(OTHER, None, 5)).published
