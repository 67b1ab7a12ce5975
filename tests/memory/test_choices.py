"""What a chat has chosen holds in its topics, unless they have chosen otherwise."""

import pytest

from bot.model import FindingKind, Level
from bot.service.keeping import ChatChoice, Memory, Mode
from tests.memory.builder import CHAT, OTHER

LINE = ChatChoice(Mode.LINE, Level.UNNAMED, 3600, "de", members=True, reaction="🤔", retention_days=7, hashes=True)
WHISPER = ChatChoice(Mode.WHISPER, FindingKind.SILENCE)


async def test_what_holds_everywhere_holds_where_nothing_was_chosen(memory: Memory) -> None:
    assert await memory.settings.get(CHAT) == await memory.settings.get(CHAT, 3) == ChatChoice()


@pytest.mark.parametrize("threshold", [*Level, *FindingKind])
async def test_a_choice_comes_back_with_its_threshold(memory: Memory, threshold: Level | FindingKind) -> None:
    await memory.settings.put(CHAT, ChatChoice(threshold=threshold))
    kept = (await memory.settings.get(CHAT)).threshold
    assert (kept, type(kept)) == (threshold, type(threshold))


async def test_a_choice_comes_back_whole_and_of_its_chat_only(memory: Memory) -> None:
    await memory.settings.put(CHAT, WHISPER)
    await memory.settings.put(CHAT, LINE)
    assert await memory.settings.get(CHAT) == LINE
    assert await memory.settings.get(OTHER) == ChatChoice()


async def test_a_topic_goes_before_its_chat_until_it_is_cleared(memory: Memory) -> None:
    await memory.settings.put(CHAT, LINE)
    await memory.settings.put(CHAT, WHISPER, topic=3)
    assert [await memory.settings.get(CHAT, topic) for topic in (None, 3, 4)] == [LINE, WHISPER, LINE]
    await memory.settings.clear(CHAT, 3)
    assert await memory.settings.get(CHAT, 3) == LINE


async def test_a_chat_that_the_bot_left_is_listed_after_its_time(memory: Memory) -> None:
    await memory.settings.note_member(CHAT, inside=False, now=10.0)
    await memory.settings.note_member(OTHER, inside=False, now=5.0)
    assert [list(await memory.settings.list_left(before)) for before in (5.0, 10.0, 11.0)] == [[], [OTHER], [OTHER, CHAT]]


async def test_leaving_twice_counts_from_the_first_time(memory: Memory) -> None:
    await memory.settings.note_member(CHAT, inside=False, now=10.0)
    await memory.settings.note_member(CHAT, inside=False, now=20.0)
    assert list(await memory.settings.list_left(11.0)) == [CHAT]


async def test_a_chat_that_the_bot_came_back_to_is_not_listed(memory: Memory) -> None:
    await memory.settings.note_member(CHAT, inside=False, now=10.0)
    await memory.settings.note_member(CHAT, inside=True, now=11.0)
    assert list(await memory.settings.list_left(99.0)) == []
