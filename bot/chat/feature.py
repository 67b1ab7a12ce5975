"""A part of what can be done in a chat: its commands, its buttons, its deep links; and what is done by the clock."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from telegram import CallbackQuery, Message

from bot.chat.place import Place
from bot.chat.work import Work

Do = Callable[[Message, Place, str, Work], Awaitable[None]]
"""Does what a command asks; it gets the place, and what stands behind the command."""


class Feature(Protocol):
    """Something that the desk offers. What it may do, and for whom, it finds out itself."""

    @property
    def letter(self) -> str:
        """The letter with which its callback data ("n:…") and deep links ("n_…") begin; it stands in old messages for ever."""
        ...

    def commands(self) -> Mapping[str, Do]:
        """Give what is done at which command."""
        ...

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Do what a button asks; `data` is all of its callback data, which anybody may have made up."""
        ...

    async def start(self, message: Message, place: Place, parameter: str, work: Work) -> None:
        """Do in the private chat what a deep link asks; `parameter` is all of it, which anybody may have made up."""
        ...


class Timed(Protocol):
    """Something that is done by the clock."""

    async def tick(self, work: Work) -> None:
        """Do what is due; called once a minute, and at the start."""
        ...
