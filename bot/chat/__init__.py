"""The Telegram bot: listens, has what people send read, and answers."""

from bot.chat.run import run_bot

__all__ = ["run_bot"]
