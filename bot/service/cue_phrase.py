"""What somebody typed as a cue of their own: the phrase and the family in it, and whether it may be one."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product

from bot.model import Family
from bot.reading.cues import QUIET
from bot.reply.quote import clean
from bot.rulebook import Kind, Rule, Rulebook
from bot.rulebook.elements import CAPITAL, NUMBER, Brace, Choice, Element, Form, Gap, Word
from bot.rulebook.extend import GROUP, OWN
from bot.rulebook.grammar import PhraseError, read_phrase
from bot.service.cues import LONGEST, MANNERS, MOST
from bot.text.words import split_words

MOST_FORMS = 100
"""Ways in which a phrase may be read."""
WIDEST_GAPS = 8
"""Words that all gaps of a phrase may hold together: more, and a text made for it is slow to read."""
MOST_SAMPLES = 300
_LONGEST_NAME = 40

_MARKS = dict.fromkeys(map(ord, "“”„‟«»″＂❝❞"), '"')
_IN_SINGLE = re.compile(r"(['‘‚`]).*['’‘`]", re.DOTALL)
_LAST_AS = re.compile(r"(.*\S)\s+as\s+(\S.*)", re.IGNORECASE)
_FIRST_AS = re.compile(r"as\s+([a-z]+(?:-[a-z]+)?)\s*:?\s+(\S.*)", re.IGNORECASE)


def parse(text: str) -> tuple[str, str] | None:
    """The phrase and the family of `"phrase" as family`; None where the one or the other is missing.

    Quotation marks may be of any kind or missing, and the family may come first: `as hearsay "phrase"`.
    """
    line = clean(text.translate(_MARKS))
    before, *rest = line.split('"')
    if len(rest) > 1:
        phrase, family = '"'.join(rest[:-1]), f"{before} {rest[-1]}".strip(" :.,")
        return _asked(phrase, family[2:] if re.match(r"as\b", family, re.IGNORECASE) else family)
    line = line.replace('"', " ").strip()
    found = _FIRST_AS.fullmatch(line)
    if found and _name_family(found[1]) in set(MANNERS):
        return _asked(found[2], found[1])
    found = _LAST_AS.fullmatch(line)
    return _asked(found[1], found[2]) if found else None


def _asked(phrase: str, family: str) -> tuple[str, str] | None:
    phrase, family = " ".join(phrase.split()), _name_family(family)
    if _IN_SINGLE.fullmatch(phrase):
        phrase = phrase[1:-1].strip()
    return (phrase, family) if phrase and family else None


def _name_family(text: str) -> str:
    return "-".join(text.casefold().strip(" .,:;!'").replace("_", " ").replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cue that somebody wants: a key of the phrasebook's part "cue", and what its phrase is filled with."""

    key: str
    values: Mapping[str, object]


def find_fault(phrase: str, family: str, pack: Rulebook) -> Fault | None:
    """What is wrong with a phrase as a cue of a family, if anything is; quick, whatever the phrase says."""
    if family not in set(MANNERS):
        return Fault("family", {"families": ", ".join(MANNERS)})
    if len(phrase) > LONGEST:
        return Fault("too-long", {"most": LONGEST})
    try:
        forms = read_phrase(phrase, pack.phrase_lists)
    except PhraseError as error:
        return Fault("wrong", {"says": error})
    if len(forms) > MOST_FORMS:
        return Fault("too-many-forms", {"most": MOST_FORMS})
    if max(map(_count_gaps, forms)) > WIDEST_GAPS:
        return Fault("too-wide", {"most": WIDEST_GAPS})
    return None


def _count_gaps(form: Form) -> int:
    return sum(element.most for element in form if isinstance(element, Gap))


def find_known(phrase: str, family: Family, rulebook: Rulebook) -> Rule | None:
    """The cue that counts already for the very words of a phrase, in each of the ways it may be read; None where there is none.

    A cue that changes no status is known only to another such: it takes the place of none that does.
    """
    known = None
    for sample in islice(chain.from_iterable(map(_list_samples, read_phrase(phrase, rulebook.phrase_lists))), MOST_SAMPLES):
        known = _find_cue(sample, family, rulebook)
        if known is None:
            return None
    return known


def _find_cue(sample: str, family: Family, rulebook: Rulebook) -> Rule | None:
    """The cue that is all of a sentence."""
    words = split_words(sample)
    whole = (0, len(words.forms))
    found = [rulebook.rules[number] for number, *span in rulebook.matcher.find(words, *whole) if tuple(span) == whole]
    cues = [rule for rule in found if rule.kind is Kind.CUE and (rule.family not in QUIET or family in QUIET)]
    return cues[0] if cues else None


def _list_samples(form: Form) -> Iterator[str]:
    """Sentences of nothing but the words of a form; one that no cue knows where other words must stand beside it."""
    if Brace in map(type, form):
        yield ""
        return
    for words in product(*map(_list_words, form)):
        yield " ".join(filter(None, words))


def _list_words(element: Element) -> Sequence[str]:
    """What may stand for one element of a form."""
    if isinstance(element, Word):
        return (element.form.capitalize() if element.capital else element.form,)
    if isinstance(element, Gap):
        return tuple(" ".join(["qux"] * n) for n in range(element.least, element.most + 1))
    if isinstance(element, Choice):
        named = {NUMBER: ("7",), CAPITAL: ("Qux",)}.get(element.name, tuple(sorted(element.forms)))
        return (*named, "") if element.optional else named
    return ("",)


def name_rule(phrase: str, family: Family, taken: Collection[str], *, private: bool) -> str:
    """A new id for a phrase: `group.hearsay.telegram-channels-write`, with a number behind it where that is taken."""
    plain = unicodedata.normalize("NFKD", phrase.casefold()).encode("ascii", "ignore").decode()
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_NAME].strip("-") or "cue"
    stem = f"{OWN if private else GROUP}.{family}.{name}"
    return next(id_ for id_ in (stem, *(f"{stem}-{n}" for n in range(2, MOST + 3))) if id_ not in taken)
