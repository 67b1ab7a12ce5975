"""What counts in headlines only: which lines are one, which hits of rules count there, which of the cues hold."""

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from bot.reading.cues import Found
from bot.reading.headline_question import is_verb, puts_claim
from bot.reading.lexicon import Lists
from bot.reading.quotes import Quotes
from bot.rulebook import Rulebook
from bot.rulebook.matcher import Hit
from bot.text.sentences import Sentence
from bot.text.words import Words

LONGEST = 40
"""Words and marks in a text that may be nothing but a headline."""
LONGEST_SAYING = 12
"""Words and marks in what a headline quotes of nobody."""
_ENDS_PROSE = frozenset(".;,:")
_IS_HEADLINES = attrgetter("rule.headline")


def is_headline(words: Words, sentences: Sequence[Sentence]) -> bool:
    """Tell whether a text without a title is a headline alone: one short line in which no sentence ends with a full stop."""
    if not sentences or sentences[-1].line or len(words.forms) > LONGEST:
        return False
    return all(words.forms[sentence.last - 1] not in _ENDS_PROSE for sentence in sentences)


def choose_hits(hits: list[Hit], rulebook: Rulebook, *, headline: bool) -> list[Hit]:
    """The hits that count: in the body none of a rule for headlines, in a headline these first where words are the same."""
    only = _only_in_headlines(rulebook)
    if headline:
        return sorted(hits, key=lambda hit: (hit[1], -hit[2], hit[0] not in only))
    return [hit for hit in hits if hit[0] not in only]


@lru_cache(maxsize=8)
def _only_in_headlines(rulebook: Rulebook) -> frozenset[int]:
    """The numbers of the rules that count in headlines only."""
    return frozenset(number for number, rule in enumerate(rulebook.rules) if rule.headline)


def keep_headline_cues(
    cues: list[Found], words: Words, quotes: Quotes, lists: Lists, *, title: bool, spoken: bool
) -> list[Found]:
    """The cues without question marks that put no claim, and without quotation marks around what is somebody's or a name.

    `title` for the title of an article, `spoken` where the headline names who says it.
    """
    if not any(map(_IS_HEADLINES, cues)):
        return cues
    return [cue for cue in cues if not cue.rule.headline or _holds(cue, words, quotes, lists, title=title, spoken=spoken)]


def is_question_mark(words: Words, cue: Found) -> bool:
    """Tell whether the cue is the mark of a headline's question."""
    return cue.rule.headline and words.forms[cue.first] == "?"


def _holds(cue: Found, words: Words, quotes: Quotes, lists: Lists, *, title: bool, spoken: bool) -> bool:
    mark = words.forms[cue.first]
    if mark == "?":
        return not quotes.number[cue.first] and puts_claim(words, cue.first, lists, title=title)
    if mark in ("'", '"'):
        return not spoken and _opens_saying(words, cue.first, quotes, lists)
    return True


def _opens_saying(words: Words, mark: int, quotes: Quotes, lists: Lists) -> bool:
    """Tell whether a few words with a verb, and no name, are quoted from the mark on: 'knew of leak', not 'The Mill'."""
    quotation = quotes.number[mark]
    first, last = quotes.around(mark, 0, len(words.forms))
    if not quotation or mark != first or last - first > LONGEST_SAYING:
        return False
    return any(is_verb(form, lists) for form in words.forms[first + 1 : last]) and not words.is_capital(first + 1)
