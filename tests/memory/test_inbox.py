"""What arrives is kept until it is done, and done once."""

from dataclasses import replace

import pytest

from bot.memory.times import MOST_CLAIMS
from bot.service.keeping import MOST_TRIES, Arrival, Memory, Outcome, SetAside
from bot.service.records import Matter
from tests.memory.builder import CHAT, LEASE, OTHER, answer, arrival, call, claim_texts, claim_updates, end, feedback, record
from tests.memory.write_schema import SIGHTING


async def test_an_update_comes_back_as_it_arrived(memory: Memory) -> None:
    arrived = Arrival(9, CHAT, '{"text": "Wörter 🚢 \ud83d\ude00 \x00"}')
    assert await memory.inbox.put([arrived], 1.0) == 1
    assert list(await memory.inbox.claim(1.0, LEASE, 10)) == [arrived]


async def test_an_update_that_waits_is_not_new_again(memory: Memory) -> None:
    assert await memory.inbox.put([arrival(1), arrival(2), arrival(1)], 0.0) == 2
    assert await memory.inbox.put([arrival(2), arrival(3)], 0.0) == 1
    assert await memory.inbox.count_waiting() == 3


async def test_an_update_that_is_done_is_not_new_again_a_day_later(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.inbox.finish(1, Outcome(), 0.0)
    await memory.expire(86_400.0)
    assert await memory.inbox.put([arrival(1)], 86_400.0) == 0
    assert await memory.inbox.count_waiting() == 0


async def test_the_id_of_an_update_is_forgotten_after_days(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.inbox.finish(1, Outcome(), 0.0)
    await memory.expire(4 * 86_400.0)
    assert await memory.inbox.put([arrival(1)], 0.0) == 1


async def test_the_id_of_an_update_that_still_waits_is_never_forgotten(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.expire(40 * 86_400.0)
    assert await memory.inbox.put([arrival(1)], 0.0) == 0
    assert await claim_updates(memory) == [1]


async def test_the_oldest_come_first_one_a_lane(memory: Memory) -> None:
    await memory.inbox.put([arrival(5), arrival(4), arrival(3, OTHER), arrival(2, OTHER), arrival(1, 7)], 0.0)
    assert await claim_updates(memory) == [5, 3, 1]


async def test_no_more_are_given_than_asked_for(memory: Memory) -> None:
    await memory.inbox.put([arrival(number, lane=number) for number in range(5)], 0.0)
    assert await claim_updates(memory, most=0) == []
    assert await claim_updates(memory, most=2) == [0, 1]
    assert await claim_updates(memory, most=9) == [2, 3, 4]


async def test_a_lane_that_is_worked_on_is_left_alone(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2)], 0.0)
    assert await claim_updates(memory) == [1]
    assert await claim_updates(memory) == []
    await memory.inbox.finish(1, Outcome(), 0.0)
    assert await claim_updates(memory) == [2]


async def test_a_lease_that_ran_out_gives_the_update_again(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2)], 0.0)
    assert await claim_updates(memory, now=0.0) == [1]
    assert await claim_updates(memory, now=LEASE - 0.1) == []
    assert await claim_updates(memory, now=LEASE) == [1]


async def test_released_updates_are_given_again(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await claim_updates(memory)
    await memory.inbox.release()
    assert await claim_updates(memory) == [1]


async def test_finishing_keeps_all_that_the_update_led_to(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.inbox.finish(1, Outcome([call("read")], [answer("a")], [feedback("a")]), 0.0)
    assert await memory.inbox.count_waiting() == 0
    assert await claim_texts(memory) == ["read"]
    assert await memory.answers.get("a") == answer("a")
    assert list(await memory.feedback.list_all()) == [feedback("a")]


async def test_finishing_keeps_what_was_seen_and_written_down(memory: Memory) -> None:
    await memory.records.put([record("gone")])
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.inbox.finish(1, Outcome(sightings=[SIGHTING], records=[record("a")], removals=[end("gone")]), 0.0)
    assert list(await memory.statements.list_chat(CHAT)) == [SIGHTING]
    assert list(await memory.records.list_chat(Matter.WATCH, CHAT)) == [record("a")]


async def test_finishing_keeps_no_word_where_the_chat_keeps_hashes(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.inbox.finish(1, Outcome(sightings=[SIGHTING], hashes=True), 0.0)
    assert list(await memory.statements.list_chat(CHAT)) == [replace(SIGHTING, text="", sources=(), origin=None)]


@pytest.mark.parametrize("again", [1, 404])
async def test_finishing_what_is_done_or_unknown_keeps_nothing(memory: Memory, again: int) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.inbox.finish(1, Outcome([call("once")]), 0.0)
    twice = Outcome([call("twice")], [answer("b")], [feedback("b")], [SIGHTING], records=[record("b")])
    await memory.inbox.finish(again, twice, 0.0)
    assert await memory.outbox.count_waiting() == 1
    assert await memory.answers.get("b") is None
    assert await memory.statements.count(CHAT) == 0
    assert await memory.records.get(Matter.WATCH, CHAT, "b") is None
    assert list(await memory.feedback.list_all()) == []


async def test_an_update_that_failed_is_tried_again_before_the_next_of_its_lane(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2)], 0.0)
    await claim_updates(memory)
    assert not await memory.inbox.fail(1, "no", 0.0)
    assert await claim_updates(memory) == [1]


async def test_the_third_failure_sets_an_update_aside(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2)], 0.0)
    assert [await memory.inbox.fail(1, f"error {number}", 5.0) for number in range(MOST_TRIES)] == [False, False, True]
    assert list(await memory.inbox.list_set_aside()) == [SetAside(1, CHAT, "error 2", 5.0)]
    assert await claim_updates(memory) == [2]
    assert await memory.inbox.put([arrival(1)], 6.0) == 0
    assert not await memory.inbox.fail(1, "late", 6.0)


async def test_updates_set_aside_are_listed_newest_first_for_a_month(memory: Memory) -> None:
    await memory.inbox.put([arrival(number) for number in range(3)], 0.0)
    for number, at in ((1, 5.0), (0, 5.0), (2, 4.0)):
        for _ in range(MOST_TRIES):
            await memory.inbox.fail(number, "no", at)
    assert [aside.update for aside in await memory.inbox.list_set_aside()] == [0, 1, 2]
    await memory.expire(30 * 86_400.0 + 4.5)
    assert [aside.update for aside in await memory.inbox.list_set_aside()] == [0, 1]


async def test_an_endless_error_is_cut(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    for _ in range(MOST_TRIES):
        await memory.inbox.fail(1, "\ud800" + "x" * 10_000, 0.0)
    (aside,) = await memory.inbox.list_set_aside()
    assert aside.error == "\ud800" + "x" * 499


async def test_an_update_whose_work_is_broken_off_every_time_is_set_aside(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2)], 0.0)
    for _ in range(MOST_CLAIMS):
        assert await claim_updates(memory) == [1]
        await memory.inbox.release()
    assert await claim_updates(memory, now=8.0) == [2]
    (aside,) = await memory.inbox.list_set_aside()
    assert (aside.update, aside.error, aside.at) == (1, "the work on it was broken off 10 times", 8.0)
