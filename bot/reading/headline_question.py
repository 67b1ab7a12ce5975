"""Whether a headline's question puts a claim before the reader ("Mayor dead?") or asserts nothing ("Who sold the mill?")."""

from collections.abc import Sequence

from bot.reading.lexicon import Lists
from bot.text.words import Words

FEWEST_BESIDE = 3
"""Words and marks beside a question that show that the line is a headline, and not somebody who wants to know."""
FEWEST_ALONE = 7
"""Words and marks in a question that stands alone and yet tells in full who is said to have done what."""
_BEFORE = frozenset((".", "!", "?", ":", ";", '"', "(", "|", "\u2026", "\u2014", "-", "--", "but"))
"""What a question begins behind."""
_OPENERS = frozenset(("and", "so", "or", "wait", "yet", "just", ",", "'"))
_READERS = frozenset(("your", "our", "my"))


def puts_claim(words: Words, mark: int, lists: Lists, *, title: bool) -> bool:
    """Tell whether the question before the mark puts a claim without asserting it: "Mayor dead?", "Did the mayor pay?".

    Not what asks for more ("Who paid?"), what asks the reader ("Will you pay?"), or a choice ("Real or fake?"). Where no `title`
    says that it is a headline, its own look must: "Is the bridge closed?" is what somebody in a chat may want to know.
    """
    first = _start_of_clause(words.forms, mark)
    clause = words.forms[first:mark]
    if (
        not clause
        or clause[0] in lists["clause-openers"]
        or clause[0] in lists["relative-pronouns"]
        or _is_personal(clause, lists)
    ):
        return False
    claims = _inverts(clause, lists) or _tells(clause, lists)
    return claims and (title or _has_more(words.forms, first, mark, lists) or _is_styled(words, first, mark, lists))


def _start_of_clause(forms: Sequence[str], mark: int) -> int:
    first = mark
    while first > 0 and forms[first - 1] not in _BEFORE:
        first -= 1
    while first < mark and forms[first] in _OPENERS:
        first += 1
    return first


def _is_personal(forms: Sequence[str], lists: Lists) -> bool:
    """Tell whether the reader or the writer is spoken of: "Have you seen it?", "Is your mill safe?"."""
    return not (lists["own-voice"].isdisjoint(forms) and _READERS.isdisjoint(forms))


def _inverts(clause: Sequence[str], lists: Lists) -> bool:
    """Tell whether it begins as a question for yes or no does: "Has the mayor died?", not "Will it rain?"."""
    return clause[0] in lists["auxiliaries"] and clause[0] not in lists["modals"]


def _tells(clause: Sequence[str], lists: Lists) -> bool:
    """Tell whether it would be a statement without its mark: somebody, then what happened: "Mayor secretly sold mill?"."""
    opens = clause[0] in lists["instructions"] or clause[0] in lists["modals"] or clause[0].endswith(("ed", "ing"))
    acts = any(is_verb(form, lists) for form in clause[1:]) or any(form.endswith("ing") for form in clause[1:-1])
    return acts and not opens and "or" not in clause


def is_verb(form: str, lists: Lists) -> bool:
    """Tell whether the word may be the verb of a headline: "sold", "dead" where "is" is left out, "banned"."""
    return form in lists["plain-verbs"] or form in lists["auxiliaries"] or form.endswith("ed")


def _has_more(forms: Sequence[str], first: int, mark: int, lists: Lists) -> bool:
    """Tell whether a headline goes on around the question: "Mill fire: was it arson?", not "Is it shut? I heard so"."""
    return first + len(forms) - mark - 1 >= FEWEST_BESIDE and not _is_personal(forms, lists)


def _is_styled(words: Words, first: int, mark: int, lists: Lists) -> bool:
    """Tell whether it reads like a headline: it names somebody and says much, or Writes Small Words With Capitals."""
    if mark - first >= FEWEST_ALONE and any(words.is_capital(place) for place in range(first + 1, mark)):
        return True
    return _has_small_capitals(words, first, mark, lists)


def _has_small_capitals(words: Words, first: int, mark: int, lists: Lists) -> bool:
    """Tell whether a small word or a verb behind the first has a capital, as In Every Word Of Such Headlines."""
    small = [
        place
        for place in range(first + 1, mark)
        if words.forms[place] in lists["function-words"] or is_verb(words.forms[place], lists)
    ]
    return any(words.is_capital(place) and not words.is_all_capitals(place) for place in small)
