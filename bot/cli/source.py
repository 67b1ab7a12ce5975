"""What a person names on the command line becomes text: a file, standard input, or the words themselves."""

import codecs
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.errors import InputError
from bot.service import LONGEST

_ENOUGH_BYTES = 4 * (LONGEST + 2)
"""No character takes more than four bytes: that many hold at least one character more than is read, so nobody loads a film."""

_FILE_NAME = re.compile(r"[^\s/\\]*\.\w{1,8}|\S*[/\\]\S*")
_FILE_NAME_LIMIT = 255
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]*:/?/|www\.|(?:data|javascript|file):)\S+", re.IGNORECASE)
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Input:
    """A text and, where it came out of a file, the name of that file."""

    text: str
    name: str | None


def read_argument(argument: str) -> Input:
    """The text that an argument stands for: `-`, a file's name, or the words themselves. Raises InputError."""
    if argument == "-":
        return read_standard_input()
    if os.path.exists(argument):  # noqa: PTH110  a long text is no path, and Path.exists raises on it
        return _read_file(argument)
    if _looks_like_file(argument):
        raise InputError(f"{argument}: no such file; check the name, or put a text in quotation marks")
    return Input(argument, None)


def find_link(argument: str) -> str | None:
    """The address that an argument is, as a browser would take it; None where it is anything else, a file of that name first."""
    if not _LINK.fullmatch(argument) or os.path.exists(argument):  # noqa: PTH110  see above
        return None
    return f"https://{argument}" if argument.lower().startswith("www.") else argument


def read_bytes(name: str) -> bytes:
    """A file's bytes, or as many as can matter. Raises InputError."""
    with open_file(name) as stream:
        return stream.read(_ENOUGH_BYTES)


def read_standard_input() -> Input:
    """Standard input to its end, or to one character more than is read."""
    return Input(decode(sys.stdin.buffer.read(_ENOUGH_BYTES)), None)


def decode(raw: bytes) -> str:
    """Text from bytes of unknown care: UTF-8, or UTF-16 with its mark; what cannot be decoded stays visible as U+FFFD."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if raw.startswith(mark)), "utf-8")
    return raw.decode(encoding, errors="replace")


def open_file(name: str) -> BinaryIO:
    """A file opened for reading bytes. Raises InputError that says why it cannot be."""
    try:
        return Path(name).open("rb")
    except FileNotFoundError as error:
        raise InputError(f"{name}: no such file; check the name") from error
    except IsADirectoryError as error:
        raise InputError(f"{name}: is a folder; name a file in it") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({(error.strerror or 'unknown reason').lower()})") from error


def _read_file(name: str) -> Input:
    return Input(decode(read_bytes(name)), name)


def _looks_like_file(argument: str) -> bool:
    return len(argument) <= _FILE_NAME_LIMIT and _FILE_NAME.fullmatch(argument) is not None
