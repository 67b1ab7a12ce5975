"""A made-up photograph: a sea, a sky and a sun in a few lines, so that albums have something to show."""

import struct
import zlib

WIDTH, HEIGHT = 320, 240

Colour = tuple[int, int, int]
SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((176, 205, 226), (58, 92, 120)),
    ((226, 214, 190), (70, 96, 104)),
    ((198, 202, 214), (64, 74, 98)),
)
"""Pairs of a sky and a sea."""


def draw_sea(number: int) -> bytes:
    """Give a picture as PNG; numbers give different ones."""
    sky, sea = SKIES[number % len(SKIES)]
    horizon = HEIGHT // 2 + 12 * (number % 5)
    rows = (_draw_row(y, horizon, sky, sea) for y in range(HEIGHT))
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _draw_row(y: int, horizon: int, sky: Colour, sea: Colour) -> bytes:
    shade = (y - horizon) // 4 if y > horizon else y // 6
    colour = sea if y > horizon else sky
    return bytes(max(0, min(255, part - shade if y > horizon else part + shade)) for part in colour) * WIDTH


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
