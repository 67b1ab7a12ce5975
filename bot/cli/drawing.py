"""The page and the picture of a reading, written to files."""

from pathlib import Path

from bot.cli.output import complain, write_file
from bot.cli.status import DONE, UNREADABLE
from bot.errors import InputError
from bot.files import load_sheet
from bot.model import Reading
from bot.reply.phrasebook import Phrasebook


def draw(reading: Reading, phrasebook: Phrasebook, *, report: Path | None, picture: Path | None) -> int:
    """The exit status after the page, the picture or both are written; what cannot be written is named."""
    try:
        if report:
            _write_report(reading, phrasebook, report)
        if picture:
            _write_picture(reading, phrasebook, picture)
    except InputError as error:
        complain(str(error))
        return UNREADABLE
    return DONE


def _write_report(reading: Reading, phrasebook: Phrasebook, path: Path) -> None:
    from bot.reply.report import render_report

    write_file(path, render_report(reading, phrasebook, load_sheet()).encode())


def _write_picture(reading: Reading, phrasebook: Phrasebook, path: Path) -> None:
    from bot.pictures import make_picture

    write_file(path, make_picture(reading, phrasebook))
