"""`caveat schema`: prints the JSON Schema of a reading."""

from argparse import Namespace

from bot.cli.output import json_output, to_json
from bot.cli.status import DONE
from bot.reply.contract import schema


def run(_arguments: Namespace) -> int:
    """Print the schema that every reading of `caveat scan` and `check --json` keeps; a bad line is {"id", "error"} instead."""
    json_output().write(f"{to_json(schema(), indent=2)}\n")
    return DONE
