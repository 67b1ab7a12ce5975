"""`caveat run`: starts the Telegram bot."""

from argparse import Namespace

from bot.chat import run_bot
from bot.cli import parts
from bot.cli.status import DONE
from bot.files import load_phrasebooks
from bot.service import Service


def run(arguments: Namespace) -> int:
    """Take in messages and answer until stopped. Raises SettingsError without a token."""
    settings, rulebook, _ = parts.load_parts(arguments)
    service = Service(rulebook, parts.make_pages(settings.pages), parts.make_checks(settings.factchecks))
    run_bot(settings, service, load_phrasebooks(settings.reply.language))
    return DONE
