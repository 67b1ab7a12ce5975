"""Facts about chats and their members: what the bot can look up, how it comes, rises, goes, and what it is told of that."""

import pytest

from bot.playground.authors import ANONYMOUS, CHANNEL, TELEGRAM
from bot.playground.rights import all_permissions, all_rights
from bot.playground.world import Thing, World
from tests.playground.caller import Caller


async def test_a_member_is_what_it_was_made(caller: Caller, world: World, ann: Thing, bob: Thing) -> None:
    group = world.add_group("G", "supergroup", owner=ann, members=[bob])
    assert await look(caller, group, ann) == {"user": ann, "status": "creator", "is_anonymous": False}
    assert await look(caller, group, bob) == {"user": bob, "status": "member"}
    world.promote(bob, group, ["can_change_info"], title="Editor")
    member = await look(caller, group, bob)
    assert (member["status"], member["can_change_info"], member["can_delete_messages"]) == ("administrator", True, False)
    assert (member["custom_title"], member["can_be_edited"], "can_post_messages" in member) == ("Editor", False, False)
    world.restrict(bob, group, ["can_send_photos"])
    member = await look(caller, group, bob)
    assert {name for name in all_permissions() if member[name]} == {"can_send_photos"}
    world.kick(bob, group)
    assert await look(caller, group, bob) == {"user": bob, "status": "kicked", "until_date": 0}
    assert await look(caller, group, world.add_person("New")) | {"user": 0} == {"user": 0, "status": "left"}


async def look(caller: Caller, chat: Thing, user: Thing) -> Thing:
    return await caller.result("getChatMember", chat_id=chat["id"], user_id=user["id"])


async def test_each_right_can_be_given_alone(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("G", "supergroup")
    for right in sorted(all_rights() - {"can_post_messages", "can_edit_messages", "can_manage_direct_messages"}):
        world.promote(ann, group, [right])
        member = await look(caller, group, ann)
        assert [name for name in all_rights() if member.get(name)] == [right]


def test_a_right_that_does_not_exist_cannot_be_given(world: World, ann: Thing) -> None:
    with pytest.raises(ValueError, match="no such right: can_fly"):
        world.promote(ann, world.add_group("G"), ["can_fly"])


async def test_nobody_known_is_no_member(caller: Caller, world: World) -> None:
    group = world.add_group("G")
    assert await caller.refusal("getChatMember", chat_id=group["id"], user_id=5) == "Bad Request: user not found"
    channel = world.add_channel("News")
    world.demote(world.bot, channel)
    refusal = await caller.refusal("getChatMember", chat_id=channel["id"], user_id=world.bot["id"])
    assert refusal == "Bad Request: member list is inaccessible"


async def test_administrators_are_listed_without_other_bots(caller: Caller, world: World, ann: Thing, bob: Thing) -> None:
    group = world.add_group("G", owner=ann, members=[bob], bot_rights=[])
    world.promote(world.add_bot("Other", "other_bot"), group)
    listed = (await caller.call("getChatAdministrators", chat_id=group["id"]))["result"]
    assert [member["user"] for member in listed] == [ann, world.bot]
    assert (await caller.call("getChatMemberCount", chat_id=group["id"]))["result"] == 4
    refusal = await caller.refusal("getChatAdministrators", chat_id=ann["id"])
    assert refusal == "Bad Request: there are no administrators in the private chat"


async def test_a_chat_tells_its_reactions_permissions_and_links(caller: Caller, world: World) -> None:
    group = world.add_group("G", "supergroup", reactions=["👍"], permissions=["can_send_messages"])
    channel = world.add_channel("News", discussion=group)
    told = await caller.result("getChat", chat_id=group["id"])
    assert told["available_reactions"] == [{"type": "emoji", "emoji": "👍"}]
    assert told["permissions"]["can_send_messages"] is True
    assert told["permissions"]["can_send_polls"] is False
    assert told["linked_chat_id"] == channel["id"]
    assert (await caller.result("getChat", chat_id=channel["id"]))["linked_chat_id"] == group["id"]


async def test_who_has_blocked_the_bot_can_still_be_looked_up(caller: Caller, world: World, ann: Thing) -> None:
    world.block(ann)
    assert (await caller.result("getChat", chat_id=ann["id"]))["first_name"] == "Ann"


async def test_the_bot_is_told_how_it_comes_rises_and_goes(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("G", "supergroup", owner=ann, bot_in=False)
    world.invite(group)
    world.promote(world.bot, group, ["can_delete_messages"])
    world.demote(world.bot, group)
    world.kick(world.bot, group)
    updates = await caller.updates()
    changes = [update["my_chat_member"] for update in updates if "my_chat_member" in update]
    statuses = [(change["old_chat_member"]["status"], change["new_chat_member"]["status"]) for change in changes]
    assert statuses == [("left", "member"), ("member", "administrator"), ("administrator", "member"), ("member", "kicked")]
    assert {change["from"]["id"] for change in changes} == {ann["id"]}
    assert [update["message"]["new_chat_members"] for update in updates if "message" in update] == [[world.bot]]


async def test_the_bot_leaves_and_is_out(caller: Caller, world: World) -> None:
    group = world.add_group("G", "supergroup")
    assert (await caller.call("leaveChat", chat_id=group["id"]))["result"] is True
    assert await caller.kinds() == ["my_chat_member"]
    assert await caller.refusal("leaveChat", chat_id=group["id"]) == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_private_chat_cannot_be_left(caller: Caller, ann: Thing) -> None:
    says = "Bad Request: chat member status can't be changed in private chats"
    assert await caller.refusal("leaveChat", chat_id=ann["id"]) == says


async def test_the_bot_comes_to_a_channel_as_an_administrator(caller: Caller, world: World) -> None:
    channel = world.add_channel("News", bot_in=False)
    world.invite(channel)
    (update,) = await caller.updates()
    member = update["my_chat_member"]["new_chat_member"]
    assert (member["status"], member["can_post_messages"], "can_pin_messages" in member) == ("administrator", True, False)


async def test_people_who_come_and_go_are_shown_in_the_group(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("G", "supergroup", bot_rights=[])
    await caller.call("getUpdates", allowed_updates=["message", "chat_member"])
    world.enter(ann, group)
    world.leave(ann, group)
    updates = await caller.updates()
    assert [kind for update in updates for kind in update][1::2] == ["chat_member", "message", "message", "chat_member"]
    assert updates[1]["message"]["new_chat_members"] == [ann]
    assert updates[2]["message"]["left_chat_member"] == ann


async def test_a_group_that_becomes_a_supergroup_says_where_it_went(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("G", owner=ann, bot_rights=["can_change_info"])
    supergroup = world.migrate(group)
    old, new = await caller.updates()
    assert (old["message"]["chat"], old["message"]["migrate_to_chat_id"]) == (group, supergroup["id"])
    assert (new["message"]["chat"], new["message"]["migrate_from_chat_id"]) == (supergroup, group["id"])
    body = await caller.call("sendMessage", chat_id=group["id"], text="hello")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert (body["error_code"], body["parameters"]) == (400, {"migrate_to_chat_id": supergroup["id"]})
    with pytest.raises(ValueError, match="has become a supergroup"):
        world.write(ann, "hello", group)
    assert (await caller.send(supergroup))["chat"]["type"] == "supergroup"
    assert (await look(caller, supergroup, world.bot))["can_change_info"] is True


async def test_an_anonymous_administrator_writes_as_the_group(caller: Caller, world: World, ann: Thing, bob: Thing) -> None:
    group = world.add_group("G", "supergroup", owner=ann)
    world.promote(ann, group, anonymous=True, title="Desk")
    world.write(ann, "/settings", group)
    update = (await caller.updates())[-1]
    message = update["message"]
    assert (message["from"], message["sender_chat"], message["author_signature"]) == (ANONYMOUS, group, "Desk")
    assert await look(caller, group, ann) == {"user": ann, "status": "creator", "is_anonymous": True, "custom_title": "Desk"}
    assert bob not in (message["from"], message["sender_chat"])


async def test_a_channel_writes_in_its_group_and_its_posts_arrive_there(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("Talk", "supergroup")
    channel = world.add_channel("News", owner=ann, discussion=group)
    post = world.publish(channel, "The depot burned", signature="Ann")
    first, second = await caller.updates()
    assert first["channel_post"] == post
    forward = second["message"]
    assert (forward["from"], forward["sender_chat"], forward["is_automatic_forward"]) == (TELEGRAM, channel, True)
    assert forward["forward_origin"] == {
        "type": "channel",
        "date": post["date"],
        "chat": channel,
        "message_id": post["message_id"],
        "author_signature": "Ann",
    }
    comment = world.write(ann, "is it so?", group, reply_to=forward)
    assert comment["message_thread_id"] == forward["message_id"]
    world.write(ann, "we say", group, as_channel=channel)
    message = (await caller.updates())[-1]["message"]
    assert (message["from"], message["sender_chat"]) == (CHANNEL, channel)


async def test_a_post_of_the_bot_arrives_in_the_group_too(caller: Caller, world: World) -> None:
    group = world.add_group("Talk", "supergroup")
    channel = world.add_channel("News", discussion=group)
    post = await caller.send(channel, "by the bot")
    (update,) = await caller.updates()
    assert (update["message"]["text"], update["message"]["is_automatic_forward"]) == ("by the bot", True)
    await caller.result("editMessageText", chat_id=channel["id"], message_id=post["message_id"], text="changed")
    (update,) = await caller.updates()
    assert update["edited_message"]["text"] == "changed"
    world.edit(world.publish(channel, "one"), "two")
    assert await caller.kinds() == ["channel_post", "message", "edited_channel_post", "edited_message"]
    assert [message["text"] for message in world.history(group)] == ["changed", "two"]


def test_people_do_only_what_their_rights_allow(world: World, ann: Thing, bob: Thing) -> None:
    group = world.add_group("G", "supergroup", owner=ann)
    world.restrict(bob, group)
    for forbidden in (group, world.add_group("Quiet", permissions=[])):
        with pytest.raises(ValueError, match="may not write"):
            world.write(bob, "hello", forbidden)
    world.block(bob)
    with pytest.raises(ValueError, match="blocked"):
        world.write(bob, "hello")
    with pytest.raises(ValueError, match="supergroups only"):
        world.restrict(bob, world.add_group("Small"))
