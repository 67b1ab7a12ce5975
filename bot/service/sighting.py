"""What is kept of a text that was read, so that its statements are known when they come back."""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from bot.model import Article, Family, Part, Reading, Role, Source, Statement, Status
from bot.reading.compare_line import KNOWN, SMALL, split_line
from bot.service.statements import Sighting

FEWEST_TELLING = 4
"""Telling words of the shortest statement that is kept: "Police are investigating" comes back with any text."""
MOST_KEPT = 200
"""Statements of one text that are kept; those of a whole book would fill the file."""
LOOKED_AT = 1_000
"""Statements of one text that are looked at."""
LONGEST = 1_000
"""Characters of the longest one; what is longer is no statement."""

_SAYS_NOTHING = frozenset((Family.NO_COMMENT, Family.PRESSURE))
_VOUCHES = frozenset((Part.VOUCHES, Part.ORIGIN))


def digest_text(text: str, topic: int | None = None) -> str:
    """Give the digest by which the same text is known again, whatever its spaces, case and forms of letters.

    With a topic it is known again there only.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(f"{topic or 0}\n{plain}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def find_kept(reading: Reading) -> tuple[Statement, ...]:
    """Give the statements that are worth knowing again, in the order of the text, each wording once."""
    found: dict[str, Statement] = {}
    for statement in islice(filter(_is_kept, reading.statements[:LOOKED_AT]), MOST_KEPT):
        found.setdefault(statement.text, statement)
    return tuple(found.values())


def _is_kept(statement: Statement) -> bool:
    """Tell whether a statement asserts something by which it can be known: that somebody gave no comment stands in any text."""
    if statement.role is Role.BOILERPLATE or statement.status is Status.OTHER or len(statement.text) > LONGEST:
        return False
    if any(cue.family in _SAYS_NOTHING for cue in statement.cues):
        return False
    return _count_telling(statement.text) >= FEWEST_TELLING


@lru_cache(maxsize=KNOWN)
def _count_telling(text: str) -> int:
    return len({form for form in split_line(text).forms if form[0].isalnum() and form not in SMALL})


def make_sightings(
    reading: Reading, chat: int, message: int, sender: int | None, now: float, known: Mapping[str, float]
) -> Iterator[Sighting]:
    """Give what is to be kept of a reading; `known` says of texts that the message held before when that was seen first."""
    post, origin = digest_text(reading.article.text), find_origin(reading.article)
    for one in find_kept(reading):
        labels = (one.status, one.certainty, one.polarity)
        yield Sighting(chat, message, one.text, *labels, known.get(one.text, now), post, name_sources(one), origin, sender)


def name_sources(statement: Statement) -> tuple[str, ...]:
    """Give the names of those who vouch for a statement, or the words for them, outlets included."""
    return tuple(dict.fromkeys(_name(source) for source in statement.sources if source.part in _VOUCHES))


def _name(source: Source) -> str:
    return source.name or source.text


def find_origin(article: Article) -> str | None:
    """Give the first place that is known of a text: the address of its page, else the channel or group it was forwarded from."""
    return article.url or article.site
