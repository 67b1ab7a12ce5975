"""Facts about what the bot sees of a group while its privacy mode is on."""

import pytest

from bot.playground.world import Thing, World
from tests.playground.caller import Caller


@pytest.fixture
def group(world: World, ann: Thing) -> Thing:
    world.privacy_mode = True
    return world.add_group("G", "supergroup", owner=ann)


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [
        ("hello", False),
        ("/check", True),
        ("/check@caveat_bot now", True),
        ("/check@Caveat_Bot", True),
        ("/check@other_bot", False),
        ("what of this, @caveat_bot?", True),
        ("what of this, @caveat_bot2?", False),
        ("see https://example.org/@caveat_bot", False),
    ],
)
async def test_what_is_meant_for_the_bot_is_seen(
    caller: Caller, world: World, ann: Thing, group: Thing, text: str, is_seen: bool
) -> None:
    pytest.importorskip("tdjson")
    message = world.write(ann, text, group)
    assert await caller.kinds() == (["message"] if is_seen else [])
    world.edit(message, f"{text} ")
    assert await caller.kinds() == (["edited_message"] if is_seen else [])


async def test_a_reply_to_the_bot_is_seen_and_to_others_not(caller: Caller, world: World, ann: Thing, group: Thing) -> None:
    world.write(ann, "so?", group, reply_to=await caller.send(group))
    world.write(ann, "so?", group, reply_to=world.write(ann, "hello", group))
    assert await caller.kinds() == ["message"]


async def test_a_mention_without_a_name_is_seen_by_whom_it_means(
    caller: Caller, world: World, ann: Thing, bob: Thing, group: Thing
) -> None:
    for user in (bob, world.bot):
        mention = {"type": "text_mention", "offset": 0, "length": 3, "user": user}
        world.write(ann, {"text": f"you, {user['id']}", "entities": [mention]}, group)
    assert [update["message"]["text"] for update in await caller.updates()] == [f"you, {world.bot['id']}"]


async def test_events_of_the_group_are_seen(caller: Caller, world: World, bob: Thing, group: Thing) -> None:
    world.enter(bob, group)
    assert await caller.kinds() == ["message"]


async def test_an_administrator_sees_everything(caller: Caller, world: World, ann: Thing, group: Thing) -> None:
    world.promote(world.bot, group, [])
    world.write(ann, "hello", group)
    assert await caller.kinds() == ["my_chat_member", "message"]


async def test_private_chats_and_channels_are_seen(caller: Caller, world: World, ann: Thing, group: Thing) -> None:
    world.write(ann, "hello")
    world.publish(world.add_channel("News"), "hello")
    assert await caller.kinds() == ["message", "channel_post"]
    assert group["type"] == "supergroup"


async def test_the_bot_is_told_which_mode_it_has(caller: Caller, world: World) -> None:
    assert (await caller.result("getMe"))["can_read_all_group_messages"] is True
    world.privacy_mode = True
    assert (await caller.result("getMe"))["can_read_all_group_messages"] is False


async def test_bots_do_not_see_each_other(caller: Caller, world: World) -> None:
    group = world.add_group("G")
    world.write(world.add_bot("Other", "other_bot"), "/check@caveat_bot", group)
    assert await caller.kinds() == []


async def test_where_the_bot_is_not_it_sees_nothing(caller: Caller, world: World, ann: Thing) -> None:
    world.write(ann, "/check@caveat_bot", world.add_group("G", bot_in=False))
    assert await caller.kinds() == []
