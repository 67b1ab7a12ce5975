"""How much of anything a page may take, and by what name we ask for it."""

from dataclasses import dataclass

from bot import __version__

NAME = "Caveat"
"""What robots.txt calls us."""

USER_AGENT = f"{NAME}/{__version__} (+https://github.com/caveat-bot/caveat)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    seconds: float = 15
    """For all of a fetch: the look-up of names, waiting for the site's turn, robots.txt, redirects and the body."""
    seconds_to_connect: float = 5
    """For one address; a name may have several."""
    seconds_to_extract: float = 15
    """From the finished fetch to the article, waiting for other pages included."""
    page_bytes: int = 2_000_000
    """After decompression; what comes compressed may be no longer either."""
    robots_bytes: int = 500_000
    """What follows is not read: RFC 9309, 2.5, asks for at least this much."""
    redirects: int = 5
    fetches: int = 16
    """Under way at the same moment, until they are read; who waits longer than a fetch and an extraction take is told so."""
    seconds_page_is_kept: float = 600
    seconds_fault_is_kept: float = 60
    seconds_robots_are_kept: float = 3_600
    kept: int = 256
    """Pages that are kept, and sites whose robots.txt is."""
    kept_bytes: int = 16_000_000
    """Of either."""
