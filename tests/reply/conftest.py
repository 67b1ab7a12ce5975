"""What every test of the reply starts from: the English phrasebook as it ships."""

from pathlib import Path

import pytest

import bot.reply
from bot.reply.phrasebook import Phrasebook, parse_phrasebook

PHRASES = Path(bot.reply.__file__).parent / "phrases" / "en.toml"


@pytest.fixture(scope="session")
def phrase_text() -> str:
    return PHRASES.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def phrasebook(phrase_text: str) -> Phrasebook:
    return parse_phrasebook(phrase_text, "en.toml")
