"""Days of what is kept: how long one is, and which one a moment is of."""

from datetime import UTC, datetime, tzinfo

DAY = 86_400.0
"""Seconds."""


def find_day(at: float, zone: tzinfo = UTC) -> str:
    """Give the day of a time in seconds since 1970, in ISO 8601."""
    return datetime.fromtimestamp(at, zone).date().isoformat()
