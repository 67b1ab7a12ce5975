"""What the parameters of a call arrive as: texts of a form, which may stand for anything, and uploaded files."""

from dataclasses import dataclass


class Packed(str):
    """A value as a form carries it: a text that may stand for a number, a truth value or JSON."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes
    mime_type: str = "application/octet-stream"
