"""Whether a text is in a language, by the share of its small words; explainable, and the same every time."""

from collections.abc import Set as AbstractSet

from bot.text.words import split_words

FEWEST_WORDS = 8
"""Below this many words any text passes: a headline may be all names."""
_SHARE = 0.12
_PREFIX = 20_000
"""Characters looked at."""


def is_in_language(text: str, function_words: AbstractSet[str]) -> bool:
    """Tell whether one word in eight is a small word of the language; always true for fewer than eight words of Latin letters."""
    forms = [form for form in split_words(text[:_PREFIX]).forms if form[0].isalpha()]
    if not forms:
        return True
    latin = sum(form[0] < "\u0250" for form in forms)
    if latin * 2 < len(forms):
        return False
    if len(forms) < FEWEST_WORDS:
        return True
    return sum(form in function_words for form in forms) >= _SHARE * len(forms)
