"""How each status looks: a colour for light and for dark paper, a line under its words, a fill of its part of the bar.

No two statuses share both colour and line, or both colour and fill. The hues are of the set by Okabe and Ito (2008), which most
colour-blind people can tell apart, made dark or light enough to be read; none is an alarm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model import Status


class Line(StrEnum):
    """A line under words, as CSS names it."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"
    WAVY = "wavy"
    NONE = "none"


class Fill(StrEnum):
    """What an area is filled with."""

    PLAIN = "plain"
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"
    UPRIGHT = "upright"
    CROSSED = "crossed"
    DOTS = "dots"
    SPARSE = "sparse"


@dataclass(frozen=True, slots=True)
class Look:
    """How one status looks; colours as #rrggbb, for light and for dark paper."""

    light: str
    dark: str
    line: Line
    fill: Fill


@dataclass(frozen=True, slots=True)
class Paper:
    """What is drawn on: its own colour, that of words, of words beside them, of thin lines."""

    ground: str
    ink: str
    faint: str
    rule: str


LIGHT = Paper("#fdfdfb", "#1d2127", "#5a626e", "#d5d8dc")
DARK = Paper("#17191c", "#e8e9ea", "#a2a9b3", "#3a3f46")

LOOKS: Mapping[Status, Look] = {
    Status.CONFIRMED: Look("#00664d", "#45c3a0", Line.SOLID, Fill.PLAIN),
    Status.NAMED: Look("#0a5ba8", "#78b2f2", Line.SOLID, Fill.PLAIN),
    Status.SECOND_HAND: Look("#5b4aa6", "#b5a6f4", Line.DASHED, Fill.RISING),
    Status.UNNAMED: Look("#8a5200", "#e3a652", Line.DASHED, Fill.FALLING),
    Status.HEARSAY: Look("#8a5200", "#e3a652", Line.DOTTED, Fill.DOTS),
    Status.HEDGED: Look("#6a6000", "#d0c04a", Line.DOTTED, Fill.SPARSE),
    Status.FUTURE: Look("#006873", "#58c4d0", Line.DASHED, Fill.LEVEL),
    Status.UNCONFIRMED: Look("#9c4a00", "#ef9a5a", Line.WAVY, Fill.CROSSED),
    Status.DISPUTED: Look("#8d3b7c", "#dd9bd0", Line.WAVY, Fill.CROSSED),
    Status.DENIED: Look("#8d3b7c", "#dd9bd0", Line.DOUBLE, Fill.UPRIGHT),
    Status.WITHDRAWN: Look("#4d5560", "#b4bac4", Line.DOUBLE, Fill.UPRIGHT),
    Status.STATED: Look("#5f6773", "#9aa2ae", Line.SOLID, Fill.SPARSE),
    Status.OTHER: Look("#6b727c", "#8f97a2", Line.NONE, Fill.PLAIN),
}
