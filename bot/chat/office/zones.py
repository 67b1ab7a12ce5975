"""Time zones by their IANA names."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


def find_zone(name: str) -> tzinfo:
    """Give a time zone by its IANA name; one that this machine does not know is that of Greenwich."""
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return UTC


def find_zone_name(words: str) -> str:
    """Give the IANA name that is meant, whatever its case and blanks; empty for none."""
    return _list_zones().get("_".join(words.casefold().split()), "")


@cache
def _list_zones() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones()}
