"""What can be typed: every command with its options. Nothing that a command needs is imported here."""

import argparse
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot import __version__


def build_parser() -> ArgumentParser:
    """The parser of `caveat`; what it parses carries `command`, the name of the module in this folder that does it."""
    parser = ArgumentParser(
        prog="caveat",
        description="Reads an article and says what the text itself says about how it is known. It never rules on truth.",
        epilog="Exit status: 0 read, 1 something could not be read, 2 wrong usage, settings or rules.",
    )
    parser.add_argument("--version", action="version", version=f"caveat {__version__}")
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings to use (default: ./config.toml, else the shipped one)"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for command in COMMANDS:
        command.fill(commands.add_parser(command.name, help=command.says, description=f"{_sentence(command.says)}"))
    return parser


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it does in a few words, and its arguments."""

    name: str
    says: str
    fill: Callable[[ArgumentParser], object]


def _fill_check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "inputs", nargs="*", metavar="FILE|-|URL|TEXT", help="a file, - for standard input, a link, or the text itself"
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="the whole reading as JSON, one line for each text")
    shape.add_argument("--explain", action="store_true", help="each statement with its words, rules and scopes")
    shape.add_argument("--set-aside", action="store_true", help="the summary, and what was taken for no part of the article")
    parser.add_argument("--no-text", action="store_true", help="with --json: leave the article's text out")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write a page of the whole reading as well")
    parser.add_argument("--picture", type=Path, metavar="FILE.png", help="write a picture of the summary as well")
    parser.add_argument("--saved", metavar="FILE", help="a saved web page, read without the network; with --url")
    parser.add_argument("--url", metavar="URL", help="with --saved: the address that the page was saved from")
    parser.add_argument(
        "--passed-on", type=_day, metavar="DATE", help="the day on which the link was sent, such as 2026-03-29: shows an old date"
    )


def _fill_scan(parser: ArgumentParser) -> None:
    parser.add_argument(
        "input", metavar="FILE|-", help='JSON lines with "id" and "text" (if wanted "title", "url"), or "id" and "url"'
    )
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes that read (default: 1)")
    parser.add_argument("--no-text", action="store_true", help="leave the articles' texts out")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="file to write (default: standard output)")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as in 2026-03-29") from None


def _fill_rules(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    actions.add_parser("list", help="every rule, one a line")
    show = actions.add_parser("show", help="one rule with its examples")
    show.add_argument("id", metavar="ID", help="for example en.unconfirmed.no-confirmation")
    check = actions.add_parser("check", help="try every rule on its own examples and name what is wrong")
    check.add_argument("directory", nargs="?", type=Path, metavar="DIR", help="a folder of rules (default: the ones in use)")
    actions.add_parser("feedback", help='what people pressed under "Wrong?", as examples for rule files')
    attempt = actions.add_parser("try", help="what the rules find in a sentence, and why")
    attempt.add_argument("sentence", metavar="SENTENCE", help="a sentence, in quotation marks")


def _fill_db(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    backup = actions.add_parser("backup", help="write a copy of the file, also while the bot runs")
    backup.add_argument("target", type=Path, metavar="FILE", help="the copy; kept for this user alone")
    check = actions.add_parser("check", help="see that the file is whole, and say what to do where it is not")
    vacuum = actions.add_parser(
        "vacuum", help="write the file anew without the room that removed entries left; stop the bot first"
    )
    export = actions.add_parser("export", help="write every entry as one JSON object a line, also while the bot runs")
    export.add_argument("-o", "--output", type=Path, metavar="OUT", help="file to write (default: standard output)")
    take = actions.add_parser("import", help="make a file of what export wrote; stop the bot first")
    take.add_argument("input", metavar="FILE|-", help="what export wrote, or - for standard input")
    for action in (backup, export):
        action.add_argument("--force", action="store_true", help="replace the file that is written, where there is one")
    for action in (backup, check, vacuum, export, take):
        action.add_argument("--file", type=Path, metavar="DB", help="the file in question (default: the one of the settings)")


def _fill_claims(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    bench = actions.add_parser(
        "bench", help="store the claims of one file, look for each post of another, count how often it is found"
    )
    bench.add_argument(
        "seen", metavar="SEEN", help='JSON lines with "id" and "text" (if wanted "title"): the claims that are known'
    )
    bench.add_argument(
        "new", metavar="NEW", help='JSON lines with "id", "text" and "claim": the id of the claim that the post repeats'
    )
    take = actions.add_parser(
        "import", help="keep published fact-checks (ClaimReview), to be shown beside readings; stop the bot first"
    )
    take.add_argument(
        "files", nargs="+", metavar="FILE|-", help="JSON or JSON-LD: a feed, a list, an object, lines; or a saved page"
    )
    clear = actions.add_parser("clear", help="remove all fact-checks that were imported; stop the bot first")
    for action in (take, clear):
        action.add_argument("--file", type=Path, metavar="DB", help="where they are kept (default: the file of the settings)")


def _fill_measure(parser: ArgumentParser) -> None:
    parser.add_argument("gold", type=Path, metavar="GOLD", help="a folder with texts and labels, such as tests/gold")
    parser.add_argument("--show", action="store_true", help="each miss with the words and rules that decided; none of held texts")
    parser.add_argument("--text", default="", metavar="NAME", help="only texts whose names begin so")


def _fill_play(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, metavar="N", help="where the page is (default: 8377; any free one if that is taken)"
    )
    parser.add_argument("--no-open", action="store_true", help="print the address and open no browser")


def _fill_nothing(parser: ArgumentParser) -> None:
    """The command takes no arguments."""


COMMANDS = (
    Command("check", "read articles and print what they say about how they are known", _fill_check),
    Command("scan", "read many texts, one JSON object a line, and write one reading a line in the same order", _fill_scan),
    Command("rules", "list, show, check and try the rules", _fill_rules),
    Command("schema", "print the JSON Schema of a reading", _fill_nothing),
    Command("db", "back up, check, shrink, export and import the file in which everything is kept", _fill_db),
    Command("claims", "import published fact-checks; measure how well statements that come back are found again", _fill_claims),
    Command("measure", "read a gold set and count how often that agrees with its labels", _fill_measure),
    Command("play", "try the bot in a chat in the browser, with no token and no account", _fill_play),
    Command("run", "start the Telegram bot; its token is read from TELEGRAM_BOT_TOKEN", _fill_nothing),
)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not allowed; allowed: a whole number, 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"{text} is not allowed; allowed: a port, 1 to 65535")
    return int(text)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
