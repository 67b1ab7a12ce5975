"""The phrasebook: every word the bot says in one language, checked when it is loaded."""

import string
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.errors import RuleError
from bot.model import Certainty, Family, Level, Part, Polarity, SourceKind, Status, Time

LANGUAGE = "language"
"""The one key of a phrase file that stands in no part: the language it is written in."""

Table = Mapping[str, object]
Allowed = Mapping[str, frozenset[str]]


def _keys(*keys: str) -> Allowed:
    return dict.fromkeys(keys, frozenset())


def _takes(**placeholders: str) -> Allowed:
    """Map each key to its placeholders; an underscore in a keyword stands for the hyphen of the key."""
    return {key.replace("_", "-"): frozenset(names.split()) for key, names in placeholders.items()}


NO_WHO = (Status.STATED, Status.OTHER)
"""Statuses that by their meaning have nobody behind them."""

PHRASES: Mapping[str, Allowed] = {
    "level": _keys(*Level),
    "status": _keys(*Status),
    "certainty": _keys(*Certainty),
    "polarity": _keys(*Polarity),
    "time": _keys(*Time),
    "family": _keys(*Family),
    "source": _keys(*SourceKind),
    "part": _keys(*Part),
    "label": {
        **_keys(*Status),
        **{f"{status}-by": frozenset({"who"}) for status in Status if status not in NO_WHO},
        **_takes(
            disputed_said="who",
            disputed_by="denier",
            disputed_both="who denier",
            own_words="who",
            own_words_s="who",
            own_words_unknown="",
            planned="label",
            negative="label",
            also_hedged="label",
            also_unconfirmed="label",
            after="label words",
        ),
    },
    "who": _takes(comma="", last="names name", more="names n", through="names via", bare="name", collective="name"),
    "section": _keys("headline", "taken-back", "unconfirmed", "unnamed", "second-hand", "silence", "pressure", "no-comment"),
    "line": _takes(
        quote="text",
        sentence="n",
        headline="",
        item="quote says where",
        could_not="words who",
        refers="quote where",
        passage_before="",
        also="titles",
        detail="where quote label",
        detail_words="where quote label words",
        details="",
        counts="total counts",
        separator="",
        closing="",
        receipt="receipt",
    ),
    "finding": _takes(
        headline_outruns_body="headline words sentence",
        caveat_near_headline="headline words sentence",
        caveat_near_headline_about="headline words sentence about",
        flat_here_unconfirmed_there="flat sentence words",
        not_confirmed_by="who",
        not_confirmed_by_nobody="",
        no_comment="who",
        second_hand_origins="names",
        silence_all_named="of",
        pressure="words",
    ),
    "explain": _takes(
        statement="where quote",
        status="status certainty polarity time",
        label="label",
        about="quote",
        about_refers="quote where",
        cue="quote rule family",
        no_cue="",
        over="scope",
        over_until="scope words",
        quoted="",
        source="who kind part",
        source_resolved="who name kind part",
        source_via="source via",
        set_aside="",
        set_aside_by="quote rule",
        fired="",
        rule_says="explain",
        dropped="",
        dropped_mask="quote rule by words",
        dropped_inside="quote rule by words",
        reads_as="",
        nothing="",
    ),
    "refusal": _keys("empty", "too_short", "too_long", "no_language"),
    "chat": _keys("start", "help", "no-text", "trouble"),
}
"""Every phrase there is, by part and key, with the placeholders it must hold. Nothing else is said, nothing may be missing."""

PLURALS: Mapping[str, Allowed] = {
    "count": {"statements": frozenset({"n"}), **dict.fromkeys(Status, frozenset({"n"}))},
    "counted": _takes(
        more_items="line n",
        more_details="n",
        set_aside="n",
        caveat_depth="words sentence of lines",
        unnamed_only="n",
        silence="n of",
    ),
}
"""Phrases that differ for one and for several: each is a table of exactly these `FORMS`."""

FORMS = ("one", "other")


@dataclass(frozen=True, slots=True)
class Plural:
    """A phrase in its form for one and its form for any other number."""

    one: str
    other: str

    def of(self, n: int) -> str:
        """Give the form that fits a number."""
        return self.one if n == 1 else self.other


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Every word the bot says in one language."""

    language: str
    phrases: Mapping[str, Mapping[str, str]]
    plurals: Mapping[str, Mapping[str, Plural]]

    def say(self, part: str, key: str, /, **values: object) -> str:
        """Give one phrase with its values filled in, such as `say("refusal", "too_short")`."""
        return self.phrases[part][key].format(**values)

    def count(self, part: str, key: str, by: int, /, **values: object) -> str:
        """Give one phrase in the form that fits the number `by`, with its values filled in."""
        return self.plurals[part][key].of(by).format(**values)


def parse_phrasebook(text: str, file: str) -> Phrasebook:
    """Parse a phrase file; a complaint names the file, the key and what is allowed there. Raises RuleError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not TOML: {error}") from error
    _want_keys(table, {LANGUAGE, *PHRASES, *PLURALS}, file, "the top")
    phrases = {part: _read_part(table[part], allowed, file, part) for part, allowed in PHRASES.items()}
    plurals = {part: _read_plurals(table[part], allowed, file, part) for part, allowed in PLURALS.items()}
    return Phrasebook(_read_phrase(table[LANGUAGE], frozenset(), file, LANGUAGE), phrases, plurals)


def _read_part(table: object, allowed: Allowed, file: str, part: str) -> Mapping[str, str]:
    entries = _want_table(table, allowed, file, part)
    return {str(key): _read_phrase(entries[key], names, file, f"{part}.{key}") for key, names in allowed.items()}


def _read_plurals(table: object, allowed: Allowed, file: str, part: str) -> Mapping[str, Plural]:
    entries = _want_table(table, allowed, file, part)
    return {str(key): _read_plural(entries[key], names, file, f"{part}.{key}") for key, names in allowed.items()}


def _read_plural(table: object, names: frozenset[str], file: str, place: str) -> Plural:
    """Read both forms; the form for one may leave placeholders out ("the only statement")."""
    forms = _want_table(table, dict.fromkeys(FORMS, names), file, place)
    one = _read_phrase(forms["one"], names, file, f"{place}.one", strict=False)
    return Plural(one, _read_phrase(forms["other"], names, file, f"{place}.other"))


def _read_phrase(value: object, allowed: frozenset[str], file: str, place: str, *, strict: bool = True) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{file}, {place}: must be a text that is not empty")
    used = _placeholders(value, file, place)
    if used - allowed:
        raise RuleError(f"{file}, {place}: unknown placeholder {_list(used - allowed, braces=True)}; {_allowed(allowed)}")
    if strict and allowed - used:
        raise RuleError(f"{file}, {place}: missing placeholder {_list(allowed - used, braces=True)}; {_allowed(allowed)}")
    return value


def _placeholders(phrase: str, file: str, place: str) -> frozenset[str]:
    try:
        fields = [field for field in string.Formatter().parse(phrase) if field[1] is not None]
    except ValueError as error:
        raise RuleError(f"{file}, {place}: {error}; a brace that is no placeholder is written twice") from error
    if any(layout or conversion for _, _, layout, conversion in fields):
        raise RuleError(f"{file}, {place}: a placeholder is a name in braces and nothing more, such as {{n}}")
    return frozenset(name or "" for _, name, _, _ in fields)


def _want_table(table: object, allowed: Allowed, file: str, place: str) -> Table:
    if not isinstance(table, dict):
        raise RuleError(f"{file}, {place}: must be a table with the keys {_list(allowed)}")
    _want_keys(table, set(allowed), file, place)
    return table


def _want_keys(table: Table, allowed: set[str], file: str, place: str) -> None:
    unknown, missing = table.keys() - allowed, allowed - table.keys()
    if unknown:
        raise RuleError(f"{file}, {place}: unknown key {_list(unknown)}; allowed: {_list(allowed)}")
    if missing:
        raise RuleError(f"{file}, {place}: missing key {_list(missing)}")


def _allowed(names: frozenset[str]) -> str:
    return f"allowed: {_list(names, braces=True)}" if names else "none is allowed here"


def _list(names: Collection[str], *, braces: bool = False) -> str:
    """List names in one fixed order, so that the same mistake gives the same complaint."""
    return ", ".join(sorted(f"{{{name}}}" if braces else str(name) for name in names))
