"""Facts about polls: which kinds of update come, what is remembered, which offsets and limits hold."""

import asyncio

import pytest

from bot.playground.updates import Queue
from bot.playground.world import Thing, World
from tests.playground.caller import Caller


async def test_what_was_asked_for_is_remembered_until_it_is_named_again(caller: Caller, world: World, ann: Thing) -> None:
    await caller.call("getUpdates", allowed_updates=["edited_message"])
    world.edit(world.write(ann, "one"), "two")
    assert await caller.kinds() == ["edited_message"]
    assert (await caller.result("getWebhookInfo"))["allowed_updates"] == ["edited_message"]
    await caller.call("getUpdates", allowed_updates=[])
    world.edit(world.write(ann, "one"), "two")
    assert await caller.kinds() == ["message", "edited_message"]


async def test_reactions_and_changes_of_members_come_only_when_named(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("Neighbours", "supergroup", bot_rights=[])
    message = world.write(ann, "hello", group)
    world.react(ann, message, "👍")
    world.restrict(ann, group)
    assert await caller.kinds() == ["message"]
    await caller.call("getUpdates", allowed_updates=["message_reaction", "chat_member"])
    world.react(ann, message, "👎")
    bob = world.add_person("Bob")
    world.restrict(ann, group, by=bob)
    updates = await caller.updates()
    assert updates[0]["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert updates[0]["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👎"}]
    assert updates[1]["chat_member"]["new_chat_member"]["status"] == "restricted"
    assert updates[1]["chat_member"]["from"] == bob


async def test_reactions_and_changes_of_members_come_only_to_an_administrator(caller: Caller, world: World, ann: Thing) -> None:
    await caller.call("getUpdates", allowed_updates=["message_reaction", "chat_member"])
    group = world.add_group("Neighbours")
    world.react(ann, world.write(ann, "hello", group), "👍")
    world.kick(ann, group)
    assert await caller.kinds() == []


async def test_an_unknown_kind_of_update_is_refused(caller: Caller) -> None:
    says = 'Bad Request: unknown kind of update "massage" in allowed_updates'
    assert await caller.refusal("getUpdates", allowed_updates=["massage"]) == says


@pytest.mark.parametrize(
    ("given", "ids"), [({"limit": 2}, [1, 2]), ({"limit": 0}, [1]), ({"offset": -2}, [2, 3]), ({}, [1, 2, 3])]
)
async def test_limits_and_negative_offsets(caller: Caller, world: World, ann: Thing, given: Thing, ids: list[int]) -> None:
    for text in ("one", "two", "three"):
        world.write(ann, text)
    assert await caller.update_ids(**given) == ids


async def test_an_offset_further_back_than_all_updates_keeps_them_all(caller: Caller, world: World, ann: Thing) -> None:
    world.write(ann, "one")
    assert await caller.update_ids(offset=-9) == [1]


async def test_what_was_written_stands_in_the_update_as_it_was_then(caller: Caller, world: World, ann: Thing) -> None:
    world.edit(world.write(ann, "one"), "two")
    first, second = await caller.updates()
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("one", "two")
    assert "edit_date" not in first["message"]
    assert second["edited_message"]["edit_date"] == caller.clock.now


async def test_a_dropped_poll_does_not_disturb_the_next(caller: Caller, world: World, ann: Thing) -> None:
    poll = asyncio.create_task(caller.update_ids(timeout=20))
    await asyncio.sleep(0.1)
    poll.cancel()
    await asyncio.sleep(0.1)
    world.write(ann, "one")
    assert await caller.update_ids() == [1]


async def test_pending_updates_are_dropped_on_demand(caller: Caller, world: World, ann: Thing) -> None:
    world.write(ann, "one")
    await caller.result("deleteWebhook", drop_pending_updates=True)
    assert await caller.update_ids() == []


def test_a_long_queue_is_confirmed_one_by_one_without_going_through_it_all() -> None:
    queue = Queue()
    for _ in range(50_000):
        queue.add("message", {})
    for offset in range(50_000):
        queue.confirm(offset + 2)  # minutes, were each to look at all
    assert len(queue) == 0
