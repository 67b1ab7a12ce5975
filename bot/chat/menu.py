"""Settings as a keyboard that is edited in place; who presses needs the right each time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.chat.buttons import Button, Keyboard, keyboard
from bot.chat.composer import Composer
from bot.chat.here import Here
from bot.chat.place import Place, find_place
from bot.chat.rights import Right, Rights
from bot.chat.views import Views
from bot.chat.work import Work
from bot.model import FindingKind, Level
from bot.service.keeping import ChatChoice, Mode, Threshold

LEVELS = (Level.WITHDRAWN, Level.DOUBTED, Level.UNNAMED, Level.UNSOURCED)
FINDINGS = (
    FindingKind.HEADLINE_OUTRUNS_BODY,
    FindingKind.FLAT_HERE_UNCONFIRMED_THERE,
    FindingKind.PRESSURE,
    FindingKind.OLD_DATE,
)
LIFETIMES = (0, 60, 600, 3_600, 86_400)
"""Seconds that the bot's own messages may stay; 0 is for good."""
RETENTIONS = (1, 7, 30, 90)
"""Days for which texts are kept."""
REACTIONS = ("👀", "🤔", "✍", "👌")
"""Neutral reactions out of those that Telegram knows."""

MARK = "• "
"""Stands before what holds now."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be chosen: its key in the phrasebook and the values there are, as texts."""

    key: str
    values: Sequence[str]
    get: Callable[[ChatChoice], str]
    put: Callable[[ChatChoice, str], ChatChoice]


def _threshold(value: str) -> Threshold:
    return Level(value) if value in set(Level) else FindingKind(value)


MODE = Setting("mode", tuple(Mode), lambda choice: choice.mode, lambda choice, value: replace(choice, mode=Mode(value)))
THRESHOLD = Setting(
    "threshold",
    (*LEVELS, *FINDINGS),
    lambda choice: choice.threshold,
    lambda choice, value: replace(choice, threshold=_threshold(value)),
)
MEMBERS = Setting(
    "members",
    ("no", "yes"),
    lambda choice: "yes" if choice.members else "no",
    lambda choice, value: replace(choice, members=value == "yes"),
)
LIFETIME = Setting(
    "lifetime",
    tuple(map(str, LIFETIMES)),
    lambda choice: str(choice.lifetime or 0),
    lambda choice, value: replace(choice, lifetime=int(value) or None),
)
REACTION = Setting("reaction", REACTIONS, lambda choice: choice.reaction, lambda choice, value: replace(choice, reaction=value))
RETENTION = Setting(
    "retention",
    tuple(map(str, RETENTIONS)),
    lambda choice: str(choice.retention_days),
    lambda choice, value: replace(choice, retention_days=int(value)),
)

IN_GROUPS = (MODE, THRESHOLD, MEMBERS, REACTION, LIFETIME, RETENTION)
IN_PRIVATE = (RETENTION,)


@dataclass(frozen=True, slots=True)
class Menu:
    """Shows and changes what a chat has chosen."""

    here: Here
    rights: Rights
    views: Views

    async def open(self, message: Message, place: Place, work: Work) -> None:
        """Show the settings of the chat, or of the topic that was asked in, to who may change them."""
        composer = await self.here.composer(place)
        if not place.private and not await self.rights.may_write(message, Right.CHANGE_INFO):
            work.outgoing.append(place.saying(composer.say("chat", "only-admins"), place.slot))
            return
        choice = await self.here.choice(place)
        payload = {
            **place.aim(),
            "text": self._text(place, composer),
            "parse_mode": "HTML",
            "reply_markup": self._top(choice, place, composer),
        }
        work.call(place.chat, "sendMessage", payload, slot=place.slot)

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Change what was pressed, and show the keyboard as it is then. `data` is "m:topic:key:value"."""
        message = query.message
        parts = data.split(":")
        if not isinstance(message, Message) or len(parts) != 4 or not parts[1].isdigit():
            self.views.tell(query, "", work)
            return
        place = replace(find_place(message), topic=int(parts[1]) or None)
        composer = await self.here.composer(place)
        if not place.private and not await self.rights.may(message.chat, query.from_user, Right.CHANGE_INFO):
            self.views.tell(query, composer.plain("chat", "only-admins"), work, alert=True)
            return
        self.views.tell(query, "", work)
        if parts[2] in ("top", "follow", "leave", *(setting.key for setting in _settings(place))):
            await self._do(message, place, composer, (parts[2], parts[3]), work)

    async def _do(self, message: Message, place: Place, composer: Composer, asked: tuple[str, str], work: Work) -> None:
        key, value = asked
        setting = next((one for one in _settings(place) if one.key == key), None)
        choice = await self.here.choice(place)
        if key == "leave" and not place.private:
            self._leave(message, place, composer, value, work)
            return
        if key == "follow" and place.topic:
            await self.here.memory.settings.clear(place.chat, place.topic)
            choice = await self.here.choice(place)
        elif setting and value in setting.values:
            choice = setting.put(choice, value)
            await self.here.memory.settings.put(place.chat, choice, place.topic)
        keys = self._values(setting, choice, place, composer) if setting else self._top(choice, place, composer)
        self._show(message, place, self._text(place, composer, setting), keys, work)

    def _leave(self, message: Message, place: Place, composer: Composer, value: str, work: Work) -> None:
        """Ask once whether the bot is to go, then go without a word."""
        if value == "yes":
            work.call(place.chat, "leaveChat", {"chat_id": place.chat})
            return
        rows = [
            [self._button(composer, "leave-yes", place, "leave", "yes")],
            [self._button(composer, "settings", place, "top", "")],
        ]
        self._show(message, place, composer.say("menu", "leave-sure"), keyboard(rows), work)

    def _show(self, message: Message, place: Place, html: str, keys: Keyboard, work: Work) -> None:
        payload = {
            "chat_id": place.chat,
            "message_id": message.message_id,
            "text": html,
            "parse_mode": "HTML",
            "reply_markup": keys,
        }
        work.call(place.chat, "editMessageText", payload)

    def _text(self, place: Place, composer: Composer, setting: Setting | None = None) -> str:
        key = setting.key if setting else "private" if place.private else "topic" if place.topic else "group"
        return composer.say("menu", f"about-{key}")

    def _top(self, choice: ChatChoice, place: Place, composer: Composer) -> Keyboard:
        """Give one row for each setting, with what holds now; in a group the ways out too."""
        rows = [[self._row(setting, choice, place, composer)] for setting in _settings(place)]
        if place.topic:
            rows.append([self._button(composer, "follow", place, "follow", "")])
        if not place.private:
            rows.append([self._button(composer, "leave", place, "leave", "")])
        return keyboard(rows)

    def _row(self, setting: Setting, choice: ChatChoice, place: Place, composer: Composer) -> Button:
        name, value = composer.plain("menu", setting.key), _name(setting, setting.get(choice), composer)
        return {"text": f"{name}: {value}", "callback_data": _data(place, setting.key, "")}

    def _values(self, setting: Setting, choice: ChatChoice, place: Place, composer: Composer) -> Keyboard:
        now = setting.get(choice)
        rows = [
            [
                {
                    "text": f"{MARK * (value == now)}{_name(setting, value, composer)}",
                    "callback_data": _data(place, setting.key, value),
                }
            ]
            for value in setting.values
        ]
        return keyboard([*rows, [self._button(composer, "settings", place, "top", "")]])

    def _button(self, composer: Composer, phrase: str, place: Place, key: str, value: str) -> Button:
        return {"text": composer.plain("menu", phrase), "callback_data": _data(place, key, value)}


def _settings(place: Place) -> Sequence[Setting]:
    return IN_PRIVATE if place.private else IN_GROUPS


def _data(place: Place, key: str, value: str) -> str:
    return f"m:{place.topic or 0}:{key}:{value}"


def _name(setting: Setting, value: str, composer: Composer) -> str:
    """Give a value's name; one that has none in the phrasebook speaks for itself."""
    phrases: Mapping[str, str] = composer.phrasebook.phrases["menu"]
    return phrases.get(f"{setting.key}-{value}", value)
