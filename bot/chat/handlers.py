"""What the bot does with a message: reads it and answers in the same chat."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from html import escape
from typing import Any

from telegram import Message, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import Application, BaseHandler, CallbackContext, CommandHandler, ExtBot, MessageHandler, filters

from bot.chat.log import describe
from bot.model import Article
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import summarise
from bot.reply.telegram import render_telegram
from bot.service import Service

log = logging.getLogger(__name__)

Data = dict[Any, Any]
Context = CallbackContext[ExtBot[None], Data, Data, Data]
Telegram = Application[Any, Context, Data, Data, Data, Any]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
TYPED = PRIVATE & ~filters.FORWARDED
"""A forwarded post that begins with "/start" is a text to read."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where messages are handled: one service reads, one phrasebook speaks."""

    service: Service
    phrasebook: Phrasebook

    def handlers(self) -> list[BaseHandler[Update, Context, None]]:
        """Give the handlers; the first that fits a message has it."""
        return [
            CommandHandler("start", self._saying("start"), TYPED),
            CommandHandler("help", self._saying("help"), TYPED),
            MessageHandler(PRIVATE & (filters.TEXT | filters.CAPTION), self._read),
            MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, self._saying("no-text")),
        ]

    async def apologise(self, update: object, context: Context) -> None:
        """Log an error without what was written, and tell whoever wrote in one calm line."""
        log.error("A message could not be answered: %s", describe(context.error))
        if isinstance(update, Update) and update.message and not isinstance(context.error, Forbidden):
            try:
                await reply(update.message, self._say("chat", "trouble"))
            except TelegramError as error:
                log.warning("Nor could that be said: %s", describe(error))

    def compose(self, text: str) -> str:
        """Write the reply to a text, as Telegram HTML.

        Not in a thread: a message holds 4,096 characters at most, which take ten milliseconds, and a thread would not take fewer.
        """
        answer = self.service.answer(Article(text))
        if answer.reading is None:
            return self._say("refusal", answer.refusal)
        return render_telegram(summarise(answer.reading, self.phrasebook))

    async def _read(self, update: Update, _context: Context) -> None:
        if update.message:
            await reply(update.message, self.compose(update.message.text or update.message.caption or ""))

    def _saying(self, key: str) -> Callback:
        async def say(update: Update, _context: Context) -> None:
            if update.message:
                await reply(update.message, self._say("chat", key))

        return say

    def _say(self, part: str, key: str) -> str:
        return escape(self.phrasebook.say(part, key), quote=False)


async def reply(message: Message, text: str) -> None:
    """Answer under the message, or without pointing to it where it is gone by now."""
    await message.reply_html(text, do_quote=True)
