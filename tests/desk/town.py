"""Telegram as people see it, with a bot in it: they write, press and wait, and see what stands in the chat."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.playground.world import Thing, World
from tests.chat.local_telegram import LocalTelegram, wait_until

ARTICLE = (
    "Lowmere ferry stops for good\n\n"
    "The last ferry left on Thursday, two drivers who asked not to be named said. "
    "There was no direct confirmation of the closure from the harbour office. "
    "Mayor Ada Doe said on Friday that she had not been told. Some residents believe that the boats are gone."
)
FLAT = (
    "The harbour of Lowmere has eleven berths. The lock was built of granite. The bridge opens twice a day. Boats pass at noon."
)

T = TypeVar("T")
Content = str | Mapping[str, Any]


class Town:
    """Everything a test does in Telegram; each wait has an end."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram
        self.world: World = telegram.playground.world

    def do(self, act: Callable[[], T]) -> T:
        return self.telegram.run(act)

    def person(self, name: str = "Ann") -> Thing:
        return self.do(lambda: self.world.add_person(name))

    def group(self, owner: Thing, *members: Thing, **settings: Any) -> Thing:  # noqa: ANN401  the world's own keywords
        given = {"kind": "supergroup", "bot_rights": [], **settings}
        return self.do(lambda: self.world.add_group("Lowmere watch", owner=owner, members=members, **given))

    def channel(self, title: str = "North now") -> Thing:
        return self.do(lambda: self.world.add_channel(title, bot_in=False))

    def write(self, person: Thing, content: Content, group: Thing | None = None, **manner: Any) -> Thing:  # noqa: ANN401
        given = {"text": content} if isinstance(content, str) else content
        return self.do(lambda: self.world.write(person, given, group, **manner))

    def forward(self, person: Thing, text: str, group: Thing | None = None, channel: Thing | None = None) -> Thing:
        source = channel or self.channel()
        post = self.do(lambda: self.world.publish(source, {"text": text}))
        return self.do(lambda: self.world.forward(person, post, group))

    def answers(self, message: Thing) -> list[Thing]:
        return self.telegram.answers_to(message)

    def answer(self, message: Thing) -> Thing:
        """Wait for the bot's one answer to a message."""
        wait_until(lambda: self.answers(message))
        (answer,) = self.answers(message)
        return answer

    def ask(self, content: Content, person: Thing | None = None, group: Thing | None = None, **manner: Any) -> Thing:  # noqa: ANN401
        return self.answer(self.write(person or self.person(), content, group, **manner))

    def now(self, message: Thing) -> Thing:
        """A message as it stands; it must be there."""
        found = self.do(lambda: self.world.current(message))
        assert found is not None
        return found

    def press(self, person: Thing, message: Thing, button: str) -> Thing:
        """Press a button and wait until the press is answered; give that answer."""
        query = self.do(lambda: self.world.press(person, self.now_inside(message), button))
        wait_until(lambda: self.do(lambda: self.world.answer_to(query)))
        answer = self.do(lambda: self.world.answer_to(query))
        assert answer is not None
        return answer

    def make_up(self, person: Thing, message: Thing, data: str) -> Thing:
        """Press a button that the message does not have, wait until the press is answered, and give that answer."""
        query = self.do(lambda: self.world.press(person, self.now_inside(message), data=data))
        wait_until(lambda: self.do(lambda: self.world.answer_to(query)))
        return self.do(lambda: self.world.answer_to(query)) or {}

    def turn(self, person: Thing, message: Thing, button: str) -> Thing:
        """Press a button and wait until the message shows something else; give it."""
        before = self.now(message)
        self.press(person, message, button)
        wait_until(lambda: self.now(message) != before)
        return self.now(message)

    def now_inside(self, message: Thing) -> Thing:
        """As `now`, but already in the world's own thread."""
        return self.world.current(message) or message

    def settle(self, group: Thing | None = None) -> None:
        """Wait until everything written so far was handled: something written after it was answered."""
        if group is None:
            self.ask("/privacy")
        else:
            somebody = self.person("Zed")
            self.do(lambda: self.world.enter(somebody, group))
            self.ask("/privacy@caveat_bot", somebody, group)

    def said_in(self, chat: Thing) -> list[Thing]:
        """Everything that the bot said in a chat, as it stands now."""
        me = self.world.bot["id"]
        return self.do(
            lambda: [
                message
                for (where, _), message in sorted(self.world.messages.items())
                if where == chat["id"] and message.get("from", {}).get("id") == me
            ]
        )

    def reactions(self, message: Thing) -> list[str]:
        return self.do(lambda: self.world.reactions_of_bot(message))


def choose(town: Town, person: Thing, group: Thing, row: str, value: str) -> None:
    """Open the settings and choose."""
    menu = town.ask("/settings", person, group)
    town.turn(person, menu, next(label for label in labels(menu) if label.startswith(row)))
    town.turn(person, menu, value)


def labels(message: Thing) -> list[str]:
    """The labels of a message's buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def button(message: Thing, label: str) -> Thing:
    rows = message["reply_markup"]["inline_keyboard"]
    found: Thing = next(button for row in rows for button in row if button["text"] == label)
    return found
