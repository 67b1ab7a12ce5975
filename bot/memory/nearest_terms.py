"""What a text is looked for by: the stems of its telling words, and a number for each."""

import re
import zlib
from functools import lru_cache

from bot.reading.content import stem_word
from bot.text.words import split_words

LONGEST = 20_000
"""Characters of a text that are looked at."""

_SMALL_WORDS = """
    a an the and or but nor of in on at by for from to with without into onto over under about after before between against
    during through as than that this these those it its he him his she her they them their we us our you your i my me who whom
    whose which what when where why how is are was were be been being am do does did done have has had having will would can
    could shall should may might must not no so if then there here just also only very too more most some any all each every
    such own same other up down out off again re ve ll m
"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words too common to find anything by. Whatever else is common is noticed when it is looked for."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.-])[\w-]++(?:\.[\w-]++)++/\S*")
_TAG = re.compile(r"[#@]\w+")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+|\d+")


def find_terms(text: str) -> list[str]:
    """Give the stems of a text's telling words in order. "#SaveTheDam" is read as its parts too, an address not at all."""
    text = text[:LONGEST]
    if "#" in text or "@" in text:
        text = _TAG.sub(_open_tag, text)
    if "/" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    return list(filter(None, map(_stem, split_words(text).forms)))


def _open_tag(found: re.Match[str]) -> str:
    return f"{found[0]} {' '.join(_PART.findall(found[0]))}"


@lru_cache(maxsize=50_000)
def _stem(form: str) -> str:
    telling = len(form) > 1 and form[0].isalnum() and form not in _SMALL
    return stem_word(form)[:40] if telling else ""


@lru_cache(maxsize=50_000)
def number_term(term: str) -> int:
    """Give the number by which an index knows a term; few share one, which costs a little time."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))
