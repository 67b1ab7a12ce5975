"""Who handles which update: the one table, and the way a message takes."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from telegram import Message, Update
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

from bot.chat.beside import Beside
from bot.chat.buttons import decode
from bot.chat.commands import Commands, offer_commands
from bot.chat.cues.cues import Cues
from bot.chat.drawing import DRAWING, Drawing
from bot.chat.elsewhere import Elsewhere
from bot.chat.feature import Do, Feature, Timed
from bot.chat.groups import Groups
from bot.chat.here import Here
from bot.chat.menu import Menu
from bot.chat.messages import Messages
from bot.chat.moderators import Moderators
from bot.chat.notes.forward import Forwards
from bot.chat.notes.notes import Notes
from bot.chat.notes.parts import Parts
from bot.chat.notes.teller import NoteTeller
from bot.chat.office.audit import Audit
from bot.chat.office.backroom import Backroom
from bot.chat.office.digest import Digest
from bot.chat.office.exporting import Exporting
from bot.chat.office.hashes import Hashes
from bot.chat.office.open_list import OpenList
from bot.chat.office.sending import Sending
from bot.chat.place import Place, find_place
from bot.chat.post import drop_command
from bot.chat.reader import Reader
from bot.chat.returning.herald import Herald
from bot.chat.returning.published import PublishedSearch, PublishedTeller
from bot.chat.returning.recalling import Recalling
from bot.chat.returning.rechecking import Rechecking
from bot.chat.returning.watching import Watching
from bot.chat.rights import Right, Rights, is_inside
from bot.chat.showing import end_press
from bot.chat.transport.log import describe
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


class Desk:
    """Where updates are handled."""

    def __init__(self, here: Here) -> None:
        self.here = here
        self._rights = Rights(here)
        moderators = Moderators(here, self._rights)
        recalling = Recalling(here)
        tellers = (NoteTeller(here), recalling, PublishedTeller(here))
        herald = Herald(here)
        noticers = (recalling, Forwards(Parts(here, moderators)), herald)
        reader = Reader(here, Beside(tellers, noticers))
        self._groups = Groups(here, reader)
        self._messages = Messages(here, reader, self._groups)
        self._views = Views(here, reader, self._groups, self._rights)
        self._menu = Menu(here, self._rights)
        self._notes = Notes.build(here, reader, moderators)
        self._timed: Sequence[Timed] = (herald, Sending(here, self._groups))
        drawing = Drawing(here, self._rights)
        self.makers = {DRAWING: drawing.make}
        """What makes the files that waiting calls name."""
        features: Sequence[Feature] = (
            self._notes,
            Cues(here, moderators),
            Watching(here, reader, self._rights),
            Rechecking(here, reader, self._groups),
            Backroom(here, OpenList(here, moderators)),
            Digest(here, moderators),
            Backroom(here, Exporting(here, moderators)),
            Backroom(here, Audit(here, self._rights)),
            Hashes(here, moderators),
            PublishedSearch(here),
            drawing,
        )
        self._features: Mapping[str, Feature] = {feature.letter: feature for feature in features}
        self._commands = Commands(here, self._views, self._features)
        self._elsewhere = Elsewhere(here)

    def handlers(self, wrap: Wrap) -> list[Handler]:
        """Give the handlers; the first that fits an update has it."""
        commands = {
            "start": self._for_everybody(self._commands.start),
            "help": self._for_everybody(self._commands.help),
            "why": self._for_everybody(self._commands.why),
            "status": self._for_everybody(self._commands.status, even_off=True),
            "forget": self._for_administrators(self._commands.forget),
            "settings": self._for_administrators(self._menu.open, even_off=True),
            "check": self._messages.check,
            **{name: self._for_everybody(do) for feature in self._features.values() for name, do in feature.commands().items()},
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
        if message and (message.chat.type == ChatType.PRIVATE or (update.message and self._messages.is_asked(message))):
            await self._messages.say("trouble", find_place(message), work)
            await self._groups.let_go(find_place(message), work)

    async def open(self) -> None:
        """Tell Telegram the commands; where it takes none just now, the old ones stay."""
        try:
            await offer_commands(self.here)
        except TelegramError as error:
            log.warning("Telegram took no commands: %s", describe(error))

    async def close(self) -> None:
        """Give up pages that are being fetched, and let go of other lines."""
        for line in (self.here.service.pages, self.here.service.checks):
            if line:
                await line.aclose()

    # --- messages, commands and buttons

    async def _take(self, update: Update, work: Work) -> None:
        message = update.effective_message
        if message is None or await self._take_reply(message, work):
            return
        await self._messages.take(update, work)
        await self._groups.let_go(find_place(message), work)

    async def _take_reply(self, message: Message, work: Work) -> bool:
        """Let the notes have a private message that answers a question of theirs; tell whether it did."""
        place, asked = find_place(message), message.reply_to_message
        if (
            not place.private
            or message.forward_origin
            or not asked
            or not asked.from_user
            or asked.from_user.id != self.here.bot.id
        ):
            return False
        return await self._notes.take_reply(message, place, work)

    async def tick(self) -> None:
        """Do what is due by the clock, each thing in a step of its own."""
        for timed in self._timed:
            try:
                await self._do_due(timed)
            except Exception as error:  # noqa: BLE001  the others have their turn; its words may quote somebody
                log.warning("Something that is due by the clock cannot be done: %s", describe(error))
        self.here.wake()

    async def _do_due(self, timed: Timed) -> None:
        work = Work(0, self.here.clock())
        await timed.tick(work)
        await self.here.memory.outbox.put(work.outgoing, work.now)
        await self.here.memory.records.put(work.records, work.removals)

    def _typed(self, do: Do) -> Handle:
        """Give what handles a typed command: it gets what stands behind the command."""

        async def handle(update: Update, work: Work) -> None:
            message = update.effective_message
            if message:
                place = find_place(message)
                await do(message, place, drop_command(message.text or ""), work)
                await self._groups.let_go(place, work)

        return handle

    def _for_everybody(self, do: Do, *, even_off: bool = False) -> Do:
        """Have a command done; in a group not more often than it bears, and not where it is to be silent."""

        async def calmly(message: Message, place: Place, arguments: str, work: Work) -> None:
            if (even_off or not await self._groups.is_off(place)) and await self._groups.may_reply(place, work):
                await do(message, place, arguments, work)

        return calmly

    def _for_administrators(self, do: Do, *, even_off: bool = False) -> Do:
        """Have a command done where whoever wrote it may change the group's info, and say so where not."""

        async def lawfully(message: Message, place: Place, arguments: str, work: Work) -> None:
            if not even_off and await self._groups.is_off(place):
                return
            if place.private or await self._rights.may_write(message, Right.CHANGE_INFO):
                await do(message, place, arguments, work)
            else:
                await self._messages.say("only-admins", place, work)

        return lawfully

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
        elif feature := self._features.get(data.partition(":")[0]):
            await feature.press(query, data, work)
        else:
            end_press(query, work)

    async def _forget(self, update: Update, work: Work) -> None:
        """Remove everything that is kept of the person or the group, and say what was removed."""
        query = update.callback_query
        message = query.message if query else None
        if query is None or not isinstance(message, Message):
            return
        place = find_place(message)
        composer = await self.here.composer(place)
        if not place.private and not await self._rights.may(place.chat, query.from_user.id, Right.CHANGE_INFO):
            end_press(query, work, composer.plain("chat", "only-admins"))
            return
        memory = self.here.memory
        removed = await (memory.forget_person(query.from_user.id) if place.private else memory.forget_chat(place.chat))
        end_press(query, work)
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
        was, is_in = is_inside(change.old_chat_member), is_inside(change.new_chat_member)
        await self.here.memory.settings.note_member(change.chat.id, inside=is_in, now=work.now)
        place = Place(change.chat.id, None, 0, private=False)
        if is_in and not was and change.chat.type != ChatType.CHANNEL and not await self._groups.is_off(place):
            composer = await self.here.composer(place)
            work.outgoing.append(place.saying(composer.say("chat", "welcome"), f"w:{change.chat.id}:{work.update}"))

    async def _migrate(self, update: Update, _: Work) -> None:
        """Let a group that became a supergroup keep everything."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            await self.here.memory.move_chat(message.chat.id, message.migrate_to_chat_id)
        elif message and message.migrate_from_chat_id:
            await self.here.memory.move_chat(message.migrate_from_chat_id, message.chat.id)
