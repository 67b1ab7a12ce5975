"""What can be typed, who is offered it, and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import BotCommand, Message
from telegram import BotCommandScopeAllChatAdministrators as Administrators
from telegram import BotCommandScopeAllGroupChats as Groups
from telegram import BotCommandScopeAllPrivateChats as Private
from telegram.error import TelegramError

from bot import __version__
from bot.chat.answered import Answered, find_asked
from bot.chat.asking import ask
from bot.chat.buttons import Press, View, decode, keyboard
from bot.chat.composer import Shown
from bot.chat.feature import Feature
from bot.chat.here import Here
from bot.chat.place import Place
from bot.chat.showing import show
from bot.chat.views import Views
from bot.chat.work import Work
from bot.reply.phrasebook import Phrasebook

IN_PRIVATE = (
    *("start", "help", "check", "why", "watch", "recheck", "settings", "status", "privacy", "forget"),
    *("note", "notes", "open", "export", "audit", "cue"),
)
IN_GROUPS = ("check", "why", "watch", "recheck", "help", "privacy")
FOR_ADMINISTRATORS = (
    *IN_GROUPS,
    *("settings", "status", "forget", "note", "notes", "moderators", "open", "digest", "export", "audit", "cue"),
)

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
    features: Mapping[str, Feature]
    """By the letter with which their deep links begin."""

    async def start(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        """Greet, or show what a deep link stands for; in a group, say in one line how to ask."""
        composer = await self.here.composer(place)
        press = decode(arguments)
        feature = self.features.get(arguments.partition("_")[0]) if "_" in arguments else None
        if press and place.private:
            await self.views.open(press, place, work)
        elif feature and place.private:
            await feature.start(message, place, arguments, work)
        else:
            work.outgoing.append(place.saying(composer.say("chat", "start" if place.private else "start-group"), place.slot))

    async def help(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Explain the reply."""
        await self._say("help" if place.private else "start-group", place, work)

    async def why(self, message: Message, place: Place, _: str, work: Work) -> None:
        """Show the reasons for the answer that is replied to, or the one to the post that is replied to."""
        composer, asked = await self.here.composer(place), find_asked(message)
        answer = await Answered(self.here, self.views.reader).find_or_read(asked, place, work) if asked else None
        if answer is None:
            work.outgoing.append(place.saying(composer.say("chat", "why-what"), place.slot))
        elif place.private:
            await self.views.open(Press(View.WHY, answer), place, work)
        else:
            shown = Shown(composer.say("chat", "why-here"), composer.keys.under_line(answer))
            show(shown, place, work)

    async def forget(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Ask once before everything that is kept of the person or the group is removed."""
        composer = await self.here.composer(place)
        rows = [[{"text": composer.plain("menu", "forget-yes"), "callback_data": "f:yes"}]]
        key = "forget-sure" if place.private else "forget-sure-group"
        shown = Shown(composer.say("chat", key), keyboard(rows))
        show(shown, place, work)

    async def status(self, message: Message, place: Place, _: str, work: Work) -> None:
        """Say how the bot is and, in a group, what it sees and may do."""
        composer, choice = await self.here.composer(place), await self.here.choice(place)
        lines = [composer.phrasebook.say("state", "version", version=__version__, rules=self.here.service.rulebook.version[:8])]
        waiting = await self.here.memory.inbox.count_waiting() - 1 + await self.here.memory.outbox.count_waiting()
        lines.append(composer.say("state", "waiting", n=max(0, waiting)))
        own = len(await self.here.wordings(place.chat))
        lines += [composer.say("cue", "status", n=own)] if own else []
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
            sees_all = (await ask(self.here.bot.get_me())).can_read_all_group_messages
            me = await ask(self.here.bot.get_chat_member(message.chat.id, self.here.bot.id))
            chat = await ask(self.here.bot.do_api_request("getChat", api_kwargs={"chat_id": message.chat.id}))
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
