"""What happens around every command: arguments in, exit status out, expected trouble in one calm line."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.cli.arguments import build_parser
from bot.cli.output import complain
from bot.cli.status import INTERRUPTED, MISUSED, PIPE_CLOSED, UNREADABLE
from bot.errors import CaveatError, InputError


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of one `caveat` command, after it is done."""
    arguments = build_parser().parse_args(argv)
    try:
        status: int = import_module(f"bot.cli.{arguments.command}").run(arguments)
        sys.stdout.flush()
    except CaveatError as error:
        complain(str(error))
        return UNREADABLE if isinstance(error, InputError) else MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return PIPE_CLOSED
    return status


def _forget_stdout() -> None:
    """The reader is gone; without this, Python complains at exit that it cannot flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
