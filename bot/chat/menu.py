"""Settings as a keyboard that is edited in place; who presses needs the right each time."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.chat.buttons import Button, Keyboard, keyboard
from bot.chat.composer import Composer, Shown
from bot.chat.here import Here
from bot.chat.moderators import Moderators, note_change
from bot.chat.place import Place, find_pressed
from bot.chat.rights import Right, Rights
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.model import FindingKind, Level
from bot.reply.phrasebook import Phrasebook
from bot.service.changes import Deed
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


_PRESS = re.compile(r"m:([0-9]{1,15}):([a-z]{1,12}):([^:]{0,40})", re.ASCII)


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


def make_language(phrasebooks: Sequence[Phrasebook]) -> Setting:
    """Give the setting that chooses between the languages there are."""
    languages = tuple(phrasebook.language for phrasebook in phrasebooks)
    return Setting("language", languages, lambda choice: choice.language, lambda choice, value: replace(choice, language=value))


@dataclass(frozen=True, slots=True)
class Menu:
    """Shows and changes what a chat has chosen."""

    here: Here
    rights: Rights

    async def open(self, _: Message, place: Place, __: str, work: Work) -> None:
        """Show the settings of the chat, or of the topic that was asked in."""
        composer, choice = await self.here.composer(place), await self.here.choice(place)
        shown = Shown(self._text(place, composer), self._top(choice, place, composer))
        show(shown, place, work)

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Change what was pressed, and show the keyboard as it is then. `data` is "m:topic:key:value"."""
        found, pressed = _PRESS.fullmatch(data), find_pressed(query.message)
        if pressed is None or found is None:
            end_press(query, work)
            return
        place = pressed if pressed.private else replace(pressed, topic=int(found[1]) or None)
        composer = await self.here.composer(place)
        if not place.private and not await self.rights.may(place.chat, query.from_user.id, Right.CHANGE_INFO):
            end_press(query, work, composer.plain("chat", "only-admins"))
            return
        end_press(query, work)
        before = await self.here.choice(place)
        shown = await self._do(place, composer, found[2], found[3], work)
        if shown:
            show_instead(shown, place, work)
        if not place.private and await self.here.choice(place) != before:
            person = query.from_user
            author = await Moderators(self.here, self.rights).find_author(place.chat, person.id, person.full_name)
            note_change(author, place.chat, Deed.SETTING, ": ".join(filter(None, found.groups()[1:])), work)

    async def _do(self, place: Place, composer: Composer, key: str, value: str, work: Work) -> Shown | None:
        """Do what a press asks and give what the message shows then; None where nothing is to be shown."""
        if key == "leave" and not place.private:
            return self._leave(place, composer, value, work)
        if key == "follow" and place.topic:
            await self.here.memory.settings.clear(place.chat, place.topic)
        elif key not in ("top", *(setting.key for setting in self._settings(place))):
            return None
        setting = next((one for one in self._settings(place) if one.key == key), None)
        choice = await self.here.choice(place)
        if setting is None:
            return Shown(self._text(place, composer), self._top(choice, place, composer))
        if value in setting.values:
            choice = setting.put(choice, value)
            await self.here.memory.settings.put(place.chat, choice, place.topic)
            composer = self.here.speak(choice.language)
        return Shown(self._text(place, composer, setting), self._values(setting, choice, place, composer))

    def _leave(self, place: Place, composer: Composer, value: str, work: Work) -> Shown | None:
        """Ask once whether the bot is to go, then go without a word."""
        if value == "yes":
            work.call(place.chat, "leaveChat", {"chat_id": place.chat})
            return None
        rows = [
            [self._button(composer, "leave-yes", place, "leave", "yes")],
            [self._button(composer, "settings", place, "top", "")],
        ]
        return Shown(composer.say("menu", "leave-sure"), keyboard(rows))

    def _settings(self, place: Place) -> Sequence[Setting]:
        return (*(IN_PRIVATE if place.private else IN_GROUPS), make_language(self.here.phrasebooks))

    def _text(self, place: Place, composer: Composer, setting: Setting | None = None) -> str:
        key = setting.key if setting else "private" if place.private else "topic" if place.topic else "group"
        return composer.say("menu", f"about-{key}")

    def _top(self, choice: ChatChoice, place: Place, composer: Composer) -> Keyboard:
        """Give one row for each setting, with what holds now; in a group the ways out too."""
        rows = [[self._row(setting, choice, place, composer)] for setting in self._settings(place)]
        if place.topic:
            rows.append([self._button(composer, "follow", place, "follow", "")])
        if not place.private:
            rows.append([self._button(composer, "leave", place, "leave", "")])
        return keyboard(rows)

    def _row(self, setting: Setting, choice: ChatChoice, place: Place, composer: Composer) -> Button:
        name, value = composer.plain("menu", setting.key), self._name(setting, setting.get(choice), composer)
        return {"text": f"{name}: {value}", "callback_data": _data(place, setting.key, "")}

    def _values(self, setting: Setting, choice: ChatChoice, place: Place, composer: Composer) -> Keyboard:
        now = setting.get(choice)
        rows = [
            [
                {
                    "text": f"{MARK * (value == now)}{self._name(setting, value, composer)}",
                    "callback_data": _data(place, setting.key, value),
                }
            ]
            for value in setting.values
        ]
        return keyboard([*rows, [self._button(composer, "settings", place, "top", "")]])

    def _name(self, setting: Setting, value: str, composer: Composer) -> str:
        """Give a value's name; a language has its own, and what has none in the phrasebook speaks for itself."""
        if setting.key == "language":
            return self.here.speak(value).plain("menu", "language-name")
        return composer.phrasebook.phrases["menu"].get(f"{setting.key}-{value}", value)

    def _button(self, composer: Composer, phrase: str, place: Place, key: str, value: str) -> Button:
        return {"text": composer.plain("menu", phrase), "callback_data": _data(place, key, value)}


def _data(place: Place, key: str, value: str) -> str:
    return f"m:{place.topic or 0}:{key}:{value}"
