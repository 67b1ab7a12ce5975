"""`caveat run`: starts the Telegram bot."""

from argparse import Namespace

from bot.chat import run_bot
from bot.cli.parts import load_parts
from bot.cli.status import DONE
from bot.service import Service


def run(arguments: Namespace) -> int:
    """Poll Telegram and answer until stopped. Raises SettingsError without a token."""
    settings, rulebook, phrasebook = load_parts(arguments)
    run_bot(settings, Service(rulebook), phrasebook)
    return DONE
