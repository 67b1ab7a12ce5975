"""`caveat play`: the bot in a chat in the browser, with no token and no account."""

import threading
from argparse import Namespace
from functools import partial

from bot.cli import parts
from bot.cli.output import plain_output
from bot.cli.status import DONE
from bot.files import load_phrasebook
from bot.playground.stage.play import play
from bot.playground.stage.readings import Readings
from bot.playground.stage.rules import Rules


def run(arguments: Namespace) -> int:
    """Play until stopped."""
    settings = parts.read_settings(arguments)
    readings = Readings(load_phrasebook(settings.reply.language), partial(parts.make_pages, settings.pages), parts.extract_page)
    config = ["--config", str(arguments.config)] if arguments.config else []
    play(Rules(settings.rules), readings, [*config, "run"], arguments.port, partial(_say, is_opened=not arguments.no_open))
    return DONE


def _say(address: str, *, is_opened: bool) -> None:
    """Print where the page is, and open it."""
    stream = plain_output()
    stream.write(f"The playground is at {address}\nCtrl-C ends it.\n")
    stream.flush()
    if is_opened:
        import webbrowser  # not everybody wants one

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
