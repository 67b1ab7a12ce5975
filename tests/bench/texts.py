"""The text that everything here is measured with: own words, 3,000 characters, and longer ones that do not merely repeat them."""

import re
from itertools import count

from tests.command import ROOT, SAMPLE

LENGTH = 3_000

_NAMES = re.compile(
    r"Velmora|Sarne|Coastal|Ilse|Tarn|Oden|Rask|Ivo|Maskell|Courier|Dana|Orlec|Hanne|Uldt|Petr|Lom|Tuesday|Wednesday|Thursday|Friday|March"
)
_NUMBERS = re.compile(r"\d+")
_SYLLABLES = ("ba", "do", "fen", "gi", "hu", "lan", "mer", "no", "pa", "ros", "ti", "vel")


def article() -> str:
    """The shipped sample and more of the same story, cut to 3,000 characters at a space."""
    whole = f"{SAMPLE.read_text(encoding='utf-8')}\n{(ROOT / 'tests' / 'bench' / 'more.txt').read_text(encoding='utf-8')}"
    return whole[: whole.rindex(" ", 0, LENGTH + 1)]


def long_article(times: int) -> str:
    """A text so many times as long, of tellings of the story with other names and figures and its paragraphs in another order."""
    story, length = article(), LENGTH * times
    tellings: list[str] = []
    for number in count():
        if sum(map(len, tellings)) >= length:
            break
        tellings.append(_told_again(story, number))
    return "\n\n".join(tellings)[:length]


def _told_again(story: str, number: int) -> str:
    if number == 0:
        return story
    paragraphs = story.split("\n\n")
    turned = number % len(paragraphs)
    text = "\n\n".join([*paragraphs[turned:], *paragraphs[:turned]])
    text = _NUMBERS.sub(lambda found: str(int(found[0]) + number), text)
    return _NAMES.sub(lambda found: _other_name(found[0], number), text)


def _other_name(name: str, number: int) -> str:
    """A made-up name, the same one for the same name in the same telling."""
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        name += _SYLLABLES[place]
    return name
