"""Facts about the stand-in and python-telegram-bot: what the one sends the other takes, over HTTP."""

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, RetryAfter

from bot.playground.refusal import too_many
from bot.playground.world import Thing, World
from tests.playground.caller import TOKEN, Caller


@pytest.fixture
async def bot(caller: Caller) -> AsyncIterator[Bot]:
    base = str(caller.client.base_url).rstrip("/")
    async with Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
        yield bot


async def one(bot: Bot) -> Update:
    """Give the one update that is new, and confirm it."""
    (update,) = await bot.get_updates(timeout=0, allowed_updates=Update.ALL_TYPES)
    await bot.get_updates(offset=update.update_id + 1, timeout=0)
    return update


async def test_the_bot_learns_who_it_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.username, me.supports_inline_queries) == ("caveat_bot", True)


async def test_a_message_with_everything_goes_through(bot: Bot, caller: Caller, world: World, ann: Thing) -> None:
    message = world.write(ann, "They said the depot burned")
    sent = await bot.send_message(
        ann["id"],
        "<b>a</b> &lt; b <blockquote expandable>c</blockquote>",
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(message["message_id"], quote="the depot", quote_position=10),
        reply_markup=InlineKeyboardMarkup(
            [
                [InlineKeyboardButton("Why", callback_data="why"), InlineKeyboardButton("Site", url="https://example.org")],
                [InlineKeyboardButton("Copy", copy_text=CopyTextButton("x" * 256))],
            ]
        ),
    )
    assert [entity.type for entity in sent.entities] == [MessageEntity.BOLD, MessageEntity.EXPANDABLE_BLOCKQUOTE]
    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position, sent.quote.is_manual) == ("the depot", 10, True)
    assert sent.reply_to_message is not None
    assert sent.reply_markup is not None
    assert sent.link_preview_options is not None
    edited = await bot.edit_message_text("other", ann["id"], sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.edit_date is not None) == ("other", True)
    assert await bot.delete_message(ann["id"], sent.message_id)
    assert await bot.send_chat_action(ann["id"], ChatAction.TYPING)
    assert await bot.set_message_reaction(ann["id"], message["message_id"], "👀")
    assert caller.playground.violations() == []


async def test_the_four_origins_of_a_forward_parse(bot: Bot, caller: Caller, world: World, ann: Thing, bob: Thing) -> None:
    shy = world.add_person("Shy", last_name="Person", hidden=True)
    group = world.add_group("G", "supergroup", owner=bob, bot_in=False)
    world.promote(bob, group, anonymous=True)
    channel = world.add_channel("News", bot_in=False)
    elsewhere = world.add_group("E", bot_in=False)
    originals: dict[type[MessageOrigin], Thing] = {
        MessageOriginUser: world.write(ann, "one", elsewhere),
        MessageOriginHiddenUser: world.write(shy, "one", elsewhere),
        MessageOriginChat: world.write(bob, "one", group),
        MessageOriginChannel: world.publish(channel, "one"),
    }
    for kind, original in originals.items():
        caller.clock.now += 60
        world.forward(ann, world.forward(bob, original, elsewhere))
        message = (await one(bot)).message
        assert message is not None
        origin = message.forward_origin
        assert isinstance(origin, kind)
        assert origin.date.timestamp() == original["date"]
        if isinstance(origin, MessageOriginChannel):
            assert origin.message_id == original["message_id"]


async def test_text_and_entities_agree(bot: Bot, world: World, ann: Thing) -> None:
    pytest.importorskip("tdjson")
    world.write(ann, world.html('🔥 <a href="https://example.org/x">this</a> and foo.bar, 1.1.1.1, @somebody, #tag'))
    message = (await one(bot)).message
    assert message is not None
    marked = [(entity.type, text) for entity, text in message.parse_entities().items()]
    assert marked == [
        ("text_link", "this"),
        ("url", "foo.bar"),
        ("url", "1.1.1.1"),
        ("mention", "@somebody"),
        ("hashtag", "#tag"),
    ]


async def test_an_album_is_several_messages_of_one_group(bot: Bot, world: World, ann: Thing) -> None:
    world.album(ann, [world.media("photo", caption="The depot"), world.media("photo")])
    first, second = await bot.get_updates(timeout=0)
    assert first.message is not None
    assert second.message is not None
    assert first.message.media_group_id == second.message.media_group_id is not None
    assert (first.message.caption, second.message.caption) == ("The depot", None)


async def test_a_file_is_fetched_and_sent(bot: Bot, world: World, ann: Thing) -> None:
    world.write(ann, world.document(b"The depot burned", "report.txt"))
    message = (await one(bot)).message
    assert message is not None
    assert message.document is not None
    assert bytes(await (await message.document.get_file()).download_as_bytearray()) == b"The depot burned"
    sent = await bot.send_document(ann["id"], b"data", filename="x.json", caption="<i>x</i>", parse_mode=ParseMode.HTML)
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("x.json", "x")


async def test_buttons_inline_and_guest_queries_are_answered(bot: Bot, caller: Caller, world: World, ann: Thing) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Why", callback_data="why"))
    sent = await bot.send_message(ann["id"], "hello", reply_markup=markup)
    world.press(ann, world.messages[ann["id"], sent.message_id], "Why")
    pressed = (await one(bot)).callback_query
    assert pressed is not None
    assert pressed.message == sent
    assert await pressed.answer("because", show_alert=True)
    result = InlineQueryResultArticle("1", "Title", InputTextMessageContent("hello"), reply_markup=markup)
    number = world.inline(ann, "the depot")
    asked = (await one(bot)).inline_query
    assert asked is not None
    assert await asked.answer([result], cache_time=0, button=InlineQueryResultsButton("More", start_parameter="x"))
    world.choose(number, "1", ann)
    _, chosen = await bot.get_updates(timeout=0)
    assert chosen.chosen_inline_result is not None
    await bot.get_updates(offset=chosen.update_id + 1, timeout=0)
    world.guest(ann, world.add_group("E", bot_in=False), "@caveat_bot so?")
    guest = (await one(bot)).guest_message
    assert guest is not None
    assert guest.guest_query_id is not None
    assert (await bot.answer_guest_query(guest.guest_query_id, result)).inline_message_id
    assert caller.playground.violations() == []


async def test_chats_and_members_parse(bot: Bot, world: World, ann: Thing, bob: Thing) -> None:
    group = world.add_group("G", "supergroup", owner=ann, reactions=["👍"], bot_rights=["can_delete_messages"])
    world.restrict(bob, group, ["can_send_messages"])
    chat = await bot.get_chat(group["id"])
    assert chat.available_reactions is not None
    assert chat.permissions is not None
    admins = await bot.get_chat_administrators(group["id"])
    assert {member.status for member in admins} == {"creator", "administrator"}
    assert (await bot.get_chat_member(group["id"], bob["id"])).status == "restricted"
    assert await bot.get_chat_member_count(group["id"]) == 3
    world.kick(world.bot, group)
    changed = [update.my_chat_member for update in await bot.get_updates(timeout=0, allowed_updates=Update.ALL_TYPES)]
    assert changed[-1] is not None
    assert changed[-1].new_chat_member.status == "kicked"


async def test_commands_are_set_for_a_scope(bot: Bot) -> None:
    commands = [BotCommand("check", "Read a text")]
    assert await bot.set_my_commands(commands, BotCommandScopeAllGroupChats(), "de")
    assert await bot.get_my_commands(BotCommandScopeAllGroupChats(), "de") == tuple(commands)


async def test_refusals_are_raised_as_their_errors(
    bot: Bot, caller: Caller, world: World, ann: Thing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it the library warns
    caller.playground.refuse("sendMessage", too_many(3))
    with pytest.raises(RetryAfter):
        await bot.send_message(ann["id"], "x")
    world.block(ann)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ann["id"], "x")
    group = world.add_group("G")
    new = world.migrate(group)
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(group["id"], "x")
    assert migrated.value.new_chat_id == new["id"]
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(new["id"], " ")
    await bot.set_webhook("http://127.0.0.1:9/")
    with pytest.raises(Conflict):
        await bot.get_updates(timeout=0)
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/"
