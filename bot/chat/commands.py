"""What can be typed, who is offered it, and what it does."""

from dataclasses import dataclass, replace

from telegram import BotCommand, Message
from telegram import BotCommandScopeAllChatAdministrators as Administrators
from telegram import BotCommandScopeAllGroupChats as Groups
from telegram import BotCommandScopeAllPrivateChats as Private
from telegram.error import TelegramError

from bot import __version__
from bot.chat.buttons import Press, View, decode, find_answer, keyboard
from bot.chat.composer import Shown
from bot.chat.here import Here
from bot.chat.place import Place
from bot.chat.post import find_post
from bot.chat.views import Views
from bot.chat.work import Work
from bot.reply.phrasebook import Phrasebook

IN_PRIVATE = ("start", "help", "check", "why", "settings", "status", "privacy", "forget")
IN_GROUPS = ("check", "why", "help", "privacy")
FOR_ADMINISTRATORS = (*IN_GROUPS, "settings", "status", "forget")

SCOPES = ((Private, IN_PRIVATE), (Groups, IN_GROUPS), (Administrators, FOR_ADMINISTRATORS))
"""Which commands Telegram offers to whom."""


async def offer_commands(here: Here) -> None:
    """Tell Telegram the commands of each scope in each language, the first language for everybody else."""
    for phrasebook in here.phrasebooks:
        for scope, names in SCOPES:
            commands = _describe(names, phrasebook)
            await here.bot.set_my_commands(commands, scope(), language_code=phrasebook.language)
            if phrasebook is here.phrasebooks[0]:
                await here.bot.set_my_commands(commands, scope())


def _describe(names: tuple[str, ...], phrasebook: Phrasebook) -> list[BotCommand]:
    return [BotCommand(name, phrasebook.say("command", name)) for name in names]


@dataclass(frozen=True, slots=True)
class Commands:
    """Does what was typed, except what reads something."""

    here: Here
    views: Views

    async def start(self, _: Message, place: Place, arguments: str, work: Work) -> None:
        """Greet, or show what a deep link stands for; in a group, say in one line how to ask."""
        composer = await self.here.composer(place)
        press = decode(arguments)
        if press and place.private:
            await self.views.open(press, place, work)
        else:
            work.outgoing.append(place.saying(composer.say("chat", "start" if place.private else "start-group"), place.slot))

    async def help(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Explain the reply."""
        await self._say("help" if place.private else "start-group", place, work)

    async def privacy(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Say what is kept and for how long."""
        composer, choice = await self.here.composer(place), await self.here.choice(place)
        text = composer.count("privacy", choice.retention_days)
        work.outgoing.append(place.saying(text, place.slot))

    async def why(self, message: Message, place: Place, _: str, work: Work) -> None:
        """Show the reasons for the answer that is replied to, or the one to the post that is replied to."""
        composer, asked = await self.here.composer(place), message.reply_to_message
        answer = await self._find_answer(asked, place) if asked else None
        if asked and answer is None and not place.private:
            answer = await self._read_now(asked, place, work)
        if answer is None:
            work.outgoing.append(place.saying(composer.say("chat", "why-what"), place.slot))
        elif place.private:
            await self.views.open(Press(View.WHY, answer), place, work)
        else:
            shown = Shown(composer.say("chat", "why-here"), composer.keys.under_line(answer))
            work.call(place.chat, "sendMessage", {**place.aim(), **shown.payload()}, slot=place.slot)

    async def _find_answer(self, asked: Message, place: Place) -> str | None:
        is_mine = self.here.bot.id in [who.id for who in (asked.from_user, asked.via_bot) if who]
        named = find_answer(asked.reply_markup.to_dict()) if is_mine and asked.reply_markup else None
        kept = None if named else await self.here.memory.answers.find_asked(place.chat, asked.message_id)
        return kept.id if kept else named

    async def _read_now(self, asked: Message, place: Place, work: Work) -> str | None:
        """Read a post of a group that was marked with a reaction, or not at all; only the way to the reasons is shown."""
        post = find_post(asked)
        reading = (await self.here.service.answer_later(post.article())).reading
        if reading is None:
            return None
        there = replace(place, message=asked.message_id)
        return self.views.reader.keep(reading.article, post.text, there, there.slot, work).id

    async def forget(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Ask once before everything that is kept of the person or the group is removed."""
        composer = await self.here.composer(place)
        rows = [[{"text": composer.plain("menu", "forget-yes"), "callback_data": "f:yes"}]]
        key = "forget-sure" if place.private else "forget-sure-group"
        shown = Shown(composer.say("chat", key), keyboard(rows))
        work.call(place.chat, "sendMessage", {**place.aim(), **shown.payload()}, slot=place.slot)

    async def status(self, message: Message, place: Place, _: str, work: Work) -> None:
        """Say how the bot is and, in a group, what it sees and may do."""
        composer, choice = await self.here.composer(place), await self.here.choice(place)
        lines = [composer.phrasebook.say("state", "version", version=__version__, rules=self.here.service.rulebook.version[:8])]
        waiting = await self.here.memory.inbox.count_waiting() - 1 + await self.here.memory.outbox.count_waiting()
        lines.append(composer.say("state", "waiting", n=max(0, waiting)))
        if not place.private:
            mode = composer.plain("menu", f"mode-{choice.mode}")
            lines += [
                composer.say("state", "mode", mode=mode),
                *[composer.say("state", key) for key in await self._find_lacks(message)],
            ]
        work.outgoing.append(place.saying("\n".join(lines), place.slot))

    async def _find_lacks(self, message: Message) -> list[str]:
        """Give what keeps the bot from seeing or marking posts in the group, as keys of the phrasebook."""
        try:
            sees_all = (await self.here.bot.get_me()).can_read_all_group_messages
            me = await self.here.bot.get_chat_member(message.chat.id, self.here.bot.id)
            chat = await self.here.bot.do_api_request("getChat", api_kwargs={"chat_id": message.chat.id})
        except TelegramError:
            return ["unknown"]
        lacks = []
        if not sees_all and me.status != me.ADMINISTRATOR:
            lacks.append("privacy-mode")
        if getattr(me, "can_send_messages", True) is False:
            lacks.append("cannot-send")
        if chat.get("available_reactions") == []:  # left out where all are allowed, which ChatFullInfo does not tell apart
            lacks.append("no-reactions")
        return lacks or ["sees-all"]

    async def _say(self, key: str, place: Place, work: Work) -> None:
        composer = await self.here.composer(place)
        work.outgoing.append(place.saying(composer.say("chat", key), place.slot))
