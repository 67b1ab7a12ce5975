"""The names that somebody may have meant who wrote one that is not known."""

from collections.abc import Collection

_MOST = 4
_MOST_SHOWN = 8
"""So few names are all shown."""


def name_nearest(name: str, known: Collection[str], what: str) -> str:
    """The names nearest to a wrong one, then how many there are: "did you mean cat, car? There are 40 lists"."""
    from difflib import get_close_matches  # only where something is wrong

    near = get_close_matches(name, sorted(known), _MOST)
    if not near and len(known) <= _MOST_SHOWN:
        return f"allowed: {', '.join(sorted(known))}"
    there_are = f"there are {len(known)} {what}"
    return f"did you mean {', '.join(near)}? {there_are.capitalize()}" if near else f"{there_are}, none of a name like it"
