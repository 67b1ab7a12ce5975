"""Who handles which update: the one table, and the way a message takes."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.chat.buttons import decode
from bot.chat.commands import Commands, offer_commands
from bot.chat.elsewhere import Elsewhere
from bot.chat.files import is_text_file, read_file
from bot.chat.groups import Groups
from bot.chat.here import Here
from bot.chat.log import describe
from bot.chat.menu import Menu
from bot.chat.place import Place, find_place
from bot.chat.post import Post, find_post, has_words
from bot.chat.reader import Reader
from bot.chat.rights import Right, Rights
from bot.chat.views import Views
from bot.chat.work import Handle, Work

log = logging.getLogger(__name__)

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.GUEST_MESSAGE,
)
"""The kinds of updates that are asked for."""

Handler = BaseHandler[Any, Any, Any]
Wrap = Callable[[Handle], Any]
"""Makes a callback of python-telegram-bot out of what handles an update."""

NEW = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
TYPED = NEW & ~filters.FORWARDED
"""A forwarded post that begins with "/start" is a text to read."""

FORGET = "f:yes"
ALBUM = 60.0
"""Seconds in which the pictures of one album arrive."""

_COMMAND = re.compile(r"/\w+(@\w+)?\s*")
_CALL = re.compile(r"\s*(/\w+(@\w+)?|@\w+)\s*")


class Desk:
    """Where updates are handled."""

    def __init__(self, here: Here) -> None:
        self.here = here
        self._rights = Rights(here.bot)
        self._reader = Reader(here)
        self._groups = Groups(here, self._reader)
        self._views = Views(here, self._reader)
        self._menu = Menu(here, self._rights, self._views)
        self._commands = Commands(here, self._rights, self._views)
        self._elsewhere = Elsewhere(here, self._reader)

    def handlers(self, wrap: Wrap) -> list[Handler]:
        """Give the handlers; the first that fits an update has it."""
        commands = {
            "start": self._commands.start,
            "help": self._commands.help,
            "privacy": self._commands.privacy,
            "why": self._commands.why,
            "forget": self._commands.forget,
            "status": self._commands.status,
            "settings": self._open_menu,
            "check": self._check,
        }
        return [
            CallbackQueryHandler(wrap(self._press)),
            InlineQueryHandler(wrap(self._answer_inline)),
            MessageHandler(filters.UpdateType.GUEST_MESSAGE, wrap(self._answer_guest)),
            ChatMemberHandler(wrap(self._note_member), ChatMemberHandler.MY_CHAT_MEMBER),
            *(CommandHandler(name, wrap(self._typed(do)), TYPED) for name, do in commands.items()),
            MessageHandler(filters.StatusUpdate.MIGRATE, wrap(self._migrate)),
            MessageHandler(filters.ALL & ~filters.StatusUpdate.ALL, wrap(self._take)),
        ]

    async def apologise(self, update: Update, work: Work) -> None:
        """Tell whoever wrote in one calm line that it could not be read; in a group only who asked."""
        message = update.effective_message
        if message and message.chat.type == ChatType.PRIVATE:
            place = find_place(message)
            composer = await self.here.composer(place)
            work.outgoing.append(place.saying(composer.say("chat", "trouble"), place.slot))

    async def open(self) -> None:
        """Tell Telegram the commands; where it takes none just now, the old ones stay."""
        try:
            await offer_commands(self.here)
        except TelegramError as error:
            log.warning("Telegram took no commands: %s", describe(error))

    async def close(self) -> None:
        """Give up pages that are being fetched."""
        if self.here.service.pages:
            await self.here.service.pages.aclose()

    # --- messages

    async def _take(self, update: Update, work: Work) -> None:
        message = update.effective_message
        if message is None:
            return
        place = find_place(message)
        if update.edited_message or update.edited_channel_post:
            await self._take_edited(message, place, work)
        elif place.private:
            await self._read_private(message, place, work)
        elif self._is_asked(message):
            await self._read_asked(message, place, work)
        else:
            await self._groups.look_at(message, place, work)

    async def _take_edited(self, message: Message, place: Place, work: Work) -> None:
        """Answer again what was answered, in the same place; what was not answered stays so."""
        if not has_words(message):
            return
        if place.private or await self.here.memory.answers.find_asked(place.chat, place.message):
            await self._reader.answer(find_post(message), place, work)

    async def _read_private(self, message: Message, place: Place, work: Work) -> None:
        first = not place.album or await self.here.memory.limits.bump(place.slot, ALBUM, work.now) == 1
        if is_text_file(message.document):
            await self._read_file(message, place, work)
        elif has_words(message):
            await self._reader.answer(find_post(message), place, work)
        elif first:
            await self._say("no-text", place, work)

    async def _read_file(self, message: Message, place: Place, work: Work) -> None:
        post = await read_file(message)
        if post is None:
            await self._say("file-too-large", place, work)
        else:
            await self._reader.answer(post, place, work)

    def _is_asked(self, message: Message) -> bool:
        """Tell whether a message in a group speaks to the bot: it mentions it, or replies to it with something to read."""
        me = self.here.bot
        mentions = (
            message.parse_entities([MessageEntity.MENTION])
            if message.text
            else message.parse_caption_entities([MessageEntity.MENTION])
        )
        named = any(words.casefold() == f"@{me.username}".casefold() for words in mentions.values())
        reply = message.reply_to_message
        return named or bool(reply and reply.from_user and reply.from_user.id == me.id and find_post(message).links)

    async def _read_asked(self, message: Message, place: Place, work: Work) -> None:
        """Read what a message in a group points at: the message that it replies to, or what stands beside the mention."""
        about = _find_about(message)
        if about and about.from_user and about.from_user.id == self.here.bot.id:
            about = None
        await self._read_one(about if about and not message.quote else message, place, work)

    async def _check(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        """Read the message that /check replies to, the part of it that is quoted, or what stands behind the command."""
        about = _find_about(message)
        if message.quote or (about is None and arguments):
            await self._read_one(message, place, work)
        elif about:
            await self._read_one(about, place, work)
        else:
            await self._say("check-what", place, work)

    async def _read_one(self, message: Message, place: Place, work: Work) -> None:
        """Read a message that somebody pointed at; the answer replies to that message."""
        place = Place(place.chat, place.topic, message.message_id, place.private, place.album)
        if is_text_file(message.document):
            await self._read_file(message, place, work)
        elif not has_words(message):
            await self._say("no-text-there", place, work)
        elif place.private:
            await self._reader.answer(_without_command(find_post(message)), place, work)
        else:
            await self._groups.answer(_without_command(find_post(message)), place, work)

    async def _say(self, key: str, place: Place, work: Work) -> None:
        composer = await self.here.composer(place)
        work.outgoing.append(place.saying(composer.say("chat", key), place.slot))

    # --- commands and buttons

    def _typed(self, do: Callable[[Message, Place, str, Work], Any]) -> Handle:
        """Give what handles a typed command: it gets what stands behind the command."""

        async def handle(update: Update, work: Work) -> None:
            message = update.effective_message
            if message:
                await do(message, find_place(message), _COMMAND.sub("", message.text or "", count=1).strip(), work)

        return handle

    async def _open_menu(self, message: Message, place: Place, _: str, work: Work) -> None:
        await self._menu.open(message, place, work)

    async def _press(self, update: Update, work: Work) -> None:
        query = update.callback_query
        if query is None:
            return
        data = query.data or ""
        press = decode(data)
        if press:
            await self._views.press(query, press, work)
        elif data.startswith("m:"):
            await self._menu.press(query, data, work)
        elif data == FORGET:
            await self._forget(update, work)
        else:
            self._views.tell(query, "", work)

    async def _forget(self, update: Update, work: Work) -> None:
        """Remove everything that is kept of the person or the group, and say what was removed."""
        query = update.callback_query
        message = query.message if query else None
        if query is None or not isinstance(message, Message):
            return
        place = find_place(message)
        composer = await self.here.composer(place)
        if not place.private and not await self._rights.may(message.chat, query.from_user, Right.CHANGE_INFO):
            self._views.tell(query, composer.plain("chat", "only-admins"), work, alert=True)
            return
        memory = self.here.memory
        removed = await (memory.forget_person(query.from_user.id) if place.private else memory.forget_chat(place.chat))
        self._views.tell(query, "", work)
        text = composer.forgotten(removed)
        work.call(place.chat, "editMessageText", {"chat_id": place.chat, "message_id": message.message_id, "text": text})

    # --- elsewhere, and coming and going

    async def _answer_inline(self, update: Update, work: Work) -> None:
        if update.inline_query:
            await self._elsewhere.answer_inline(update.inline_query, work)

    async def _answer_guest(self, update: Update, work: Work) -> None:
        if update.guest_message:
            await self._elsewhere.answer_guest(update.guest_message, work)

    async def _note_member(self, update: Update, work: Work) -> None:
        """Note that the bot was added or removed; say one line when it was added to a group."""
        change = update.my_chat_member
        if change is None or change.chat.type == ChatType.PRIVATE:
            return
        was, is_in = _is_inside(change.old_chat_member.status), _is_inside(change.new_chat_member.status)
        await self.here.memory.settings.note_member(change.chat.id, inside=is_in, now=work.now)
        if is_in and not was and change.chat.type != ChatType.CHANNEL:
            place = Place(change.chat.id, None, 0, private=False)
            composer = await self.here.composer(place)
            work.outgoing.append(place.saying(composer.say("chat", "welcome"), f"w:{change.chat.id}:{work.update}"))

    async def _migrate(self, update: Update, _: Work) -> None:
        """Let a group that became a supergroup keep everything."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            await self.here.memory.move_chat(message.chat.id, message.migrate_to_chat_id)
        elif message and message.migrate_from_chat_id:
            await self.here.memory.move_chat(message.migrate_from_chat_id, message.chat.id)


def _find_about(message: Message) -> Message | None:
    """Give the message that this one replies to; in a topic, what replies to nothing points at the topic's first message."""
    about = message.reply_to_message
    return None if about and about.forum_topic_created else about


def _is_inside(status: str) -> bool:
    return status in ("member", "administrator", "creator", "restricted")


def _without_command(post: Post) -> Post:
    """Give a post without the command or the mention that it begins with."""
    text = _CALL.sub("", post.text, count=1)
    return post if text == post.text else replace(post, text=text, entities=(), quotes=False)
