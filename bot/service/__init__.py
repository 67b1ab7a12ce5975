"""The use case, and the small Protocols through which it asks for pages and for what is kept."""

from bot.service.answer import FEWEST_WORDS, LONGEST, Answer, Service
from bot.service.pages import Pages

__all__ = ["FEWEST_WORDS", "LONGEST", "Answer", "Pages", "Service"]
