"""Facts about edits, deletions and reactions of the bot."""

import pytest

from bot.playground.methods.changing import NOT_MODIFIED
from bot.playground.world import Thing, World
from tests.playground.caller import Caller

MARKUP = {"inline_keyboard": [[{"text": "Why", "callback_data": "why"}]]}
TWO_DAYS = 48 * 3600


@pytest.fixture
async def sent(caller: Caller, ann: Thing) -> Thing:
    return await caller.send(ann, "one", reply_markup=MARKUP)


def place(message: Thing) -> Thing:
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


async def test_an_edit_changes_the_text_and_drops_a_keyboard_that_is_not_named(caller: Caller, world: World, sent: Thing) -> None:
    caller.clock.now += 9
    edited = await caller.result("editMessageText", **place(sent), text="<b>two</b>", parse_mode="HTML")
    assert (edited["text"], edited["date"], edited["edit_date"]) == ("two", sent["date"], sent["date"] + 9)
    assert "reply_markup" not in edited
    assert world.current(sent) == edited
    assert await caller.kinds() == []


async def test_an_edit_that_changes_nothing_is_refused(caller: Caller, sent: Thing) -> None:
    given = {**place(sent), "text": "one", "reply_markup": MARKUP}
    assert await caller.refusal("editMessageText", **given) == f"Bad Request: {NOT_MODIFIED}"
    assert await caller.refusal("editMessageReplyMarkup", **place(sent), reply_markup=MARKUP) == f"Bad Request: {NOT_MODIFIED}"
    assert caller.playground.violations() == []
    await caller.result("editMessageText", **place(sent), text="one")


async def test_a_keyboard_is_changed_alone(caller: Caller, sent: Thing) -> None:
    edited = await caller.result("editMessageReplyMarkup", **place(sent))
    assert (edited["text"], "reply_markup" in edited) == ("one", False)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"message_id": 99}, "message to edit not found"),
        ({"text": "x" * 4097}, "MESSAGE_TOO_LONG"),
        ({"text": " "}, "message text is empty"),
        ({"text": "<b>", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ({"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}}, "BUTTON_DATA_INVALID"),
        ({"chat_id": 4}, "chat not found"),
    ],
)
async def test_a_wrong_edit_is_refused(caller: Caller, sent: Thing, given: Thing, says: str) -> None:
    assert await caller.refusal("editMessageText", **{**place(sent), "text": "two", **given}) == f"Bad Request: {says}"


async def test_an_edit_names_its_message(caller: Caller) -> None:
    assert await caller.refusal("editMessageText", text="two") == "Bad Request: message identifier is not specified"
    assert await caller.refusal("editMessageText", text="two", chat_id=1) == "Bad Request: message identifier is not specified"
    assert await caller.refusal("editMessageText", text="two", inline_message_id="no") == "Bad Request: MESSAGE_ID_INVALID"


async def test_only_texts_of_its_own_are_edited_as_texts(caller: Caller, world: World, ann: Thing) -> None:
    message = world.write(ann, "mine")
    assert await caller.refusal("editMessageText", **place(message), text="two") == "Bad Request: message can't be edited"
    photo = await caller.result(
        "sendPhoto", chat_id=ann["id"], photo=world.media("photo", b"\xff\xd8\xff")["photo"][0]["file_id"]
    )
    says = "Bad Request: there is no text in the message to edit"
    assert await caller.refusal("editMessageText", **place(photo), text="two") == says


async def test_a_forward_of_its_own_is_not_edited(caller: Caller, ann: Thing, sent: Thing) -> None:
    given = {"from_chat_id": ann["id"], "message_id": sent["message_id"]}
    forwarded = await caller.result("forwardMessage", chat_id=ann["id"], **given)
    assert await caller.refusal("editMessageText", **place(forwarded), text="two") == "Bad Request: message can't be edited"


async def test_an_edit_needs_a_text(caller: Caller, sent: Thing) -> None:
    assert await caller.refusal("editMessageText", **place(sent)) == "Bad Request: message text is empty"
    refusal = await caller.refusal("editMessageText", **place(sent), rich_message={"html": "x"})
    assert refusal == "Bad Request: rich messages are not played here"


async def test_in_a_channel_posts_of_others_are_edited_with_the_right_to(caller: Caller, world: World) -> None:
    channel = world.add_channel("News", bot_rights=["can_post_messages"])
    post = world.publish(channel, "one")
    assert await caller.refusal("editMessageText", **place(post), text="two") == "Bad Request: message can't be edited"
    world.promote(world.bot, channel, ["can_edit_messages"])
    assert (await caller.result("editMessageText", **place(post), text="two"))["text"] == "two"


async def test_its_own_message_is_deleted_within_two_days(caller: Caller, world: World, ann: Thing, sent: Thing) -> None:
    old = await caller.send(ann)
    caller.clock.now += TWO_DAYS - 1
    assert (await caller.call("deleteMessage", **place(sent)))["result"] is True
    assert world.current(sent) is None
    assert await caller.refusal("deleteMessage", **place(sent)) == "Bad Request: message to delete not found"
    caller.clock.now += 1
    assert await caller.refusal("deleteMessage", **place(old)) == "Bad Request: message can't be deleted"


async def test_the_messages_of_others_are_deleted_with_the_right_to(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("G", "supergroup", bot_rights=["can_pin_messages"])
    message = world.write(ann, "hello", group)
    assert await caller.refusal("deleteMessage", **place(message)) == "Bad Request: message can't be deleted"
    world.promote(world.bot, group, ["can_delete_messages"])
    caller.clock.now += TWO_DAYS * 9
    await caller.call("deleteMessage", **place(message))
    assert world.current(message) is None


async def test_several_are_deleted_and_what_is_gone_is_passed_over(caller: Caller, world: World, ann: Thing) -> None:
    numbers = [world.write(ann, "x")["message_id"] for _ in range(3)]
    hundred = [*numbers, *range(901, 998)]
    assert (await caller.call("deleteMessages", chat_id=ann["id"], message_ids=hundred))["result"] is True
    assert world.messages == {}
    says = {(): "message identifiers are not specified", tuple(range(101)): "too many message identifiers specified"}
    for wrong, words in says.items():
        assert await caller.refusal("deleteMessages", chat_id=ann["id"], message_ids=wrong) == f"Bad Request: {words}"


def reaction(emoji: str) -> Thing:
    return {"type": "emoji", "emoji": emoji}


async def test_a_reaction_is_put_on_a_message_and_taken_away(caller: Caller, world: World, ann: Thing) -> None:
    message = world.write(ann, "hello")
    await caller.call("setMessageReaction", **place(message), reaction=[reaction("👀")])
    assert world.reactions_of_bot(message) == ["👀"]
    await caller.call("setMessageReaction", **place(message))
    assert world.reactions_of_bot(message) == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([reaction("🦄"), reaction("👀")], "REACTIONS_TOO_MANY"),
        ([reaction("🦩")], "REACTION_INVALID"),
        ([reaction("🔥")], "REACTION_INVALID"),
        ([{"type": "custom_emoji", "custom_emoji_id": "5"}], "REACTION_INVALID"),
        ([{"type": "paid"}], "REACTION_INVALID"),
    ],
)
async def test_a_reaction_that_the_group_does_not_allow_is_refused(
    caller: Caller, world: World, ann: Thing, given: list[Thing], says: str
) -> None:
    message = world.write(ann, "hello", world.add_group("G", "supergroup", reactions=["👀", "❤"]))
    await caller.call("setMessageReaction", **place(message), reaction=[reaction("❤️")])
    assert await caller.refusal("setMessageReaction", **place(message), reaction=given) == f"Bad Request: {says}"
    assert world.reactions_of_bot(message) == ["❤️"]


async def test_a_reaction_to_what_is_gone_is_refused(caller: Caller, ann: Thing) -> None:
    refusal = await caller.refusal("setMessageReaction", chat_id=ann["id"], message_id=99, reaction=[reaction("👀")])
    assert refusal == "Bad Request: message to react not found"
