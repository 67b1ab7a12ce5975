"""What comes compressed is unpacked only as far as it may grow."""

import zlib
from typing import Protocol

from bot.model import PageFault
from bot.pages.refused import Refused

ACCEPTED = "gzip"

_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_MAGIC = b"\x1f"


class Unpacker(Protocol):
    """Unpacks a body piece by piece."""

    @property
    def is_whole(self) -> bool:
        """Whether what was fed so far ends where a body may end."""
        ...

    def feed(self, piece: bytes) -> bytes:
        """Give what a piece unpacks to. Raises Refused."""
        ...


def choose_unpacker(encoding: str, most: int) -> Unpacker:
    """Give what unpacks a Content-Encoding, up to a number of bytes. Raises Refused for one that we did not ask for."""
    words = encoding.lower()
    if words in _PLAIN:
        return _Plain()
    if words in _PACKED:
        return _Zipped(most)
    raise Refused(PageFault.NOT_TEXT, {"type": "an unknown compression"})


class _Plain:
    is_whole = True

    def feed(self, piece: bytes) -> bytes:
        return piece


class _Zipped:
    """Gzip, several members too, and zlib. No more than the most is ever unpacked, so that a bomb stays small."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    @property
    def is_whole(self) -> bool:
        return self._stream.eof or not self._begun

    def feed(self, piece: bytes) -> bytes:
        unpacked = bytearray()
        while piece and self._left > 0:
            if self._stream.eof and not self._begin_member(piece):
                break
            self._begun = True
            unpacked += (more := self._unpack(piece))
            self._left -= len(more)
            piece = self._stream.unused_data
        return bytes(unpacked)

    def _unpack(self, piece: bytes) -> bytes:
        try:
            return self._stream.decompress(piece, self._left)
        except zlib.error:
            raise Refused(PageFault.NOT_TEXT, {"type": "gzip"}) from None

    def _begin_member(self, piece: bytes) -> bool:
        """Begin another member of the stream, unless what follows is padding."""
        begins = piece.startswith(_MAGIC)
        if begins:
            self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        return begins
