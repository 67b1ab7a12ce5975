"""The texts that a bot sends: their markup parsed, trimmed as Telegram trims them, and held to its limits."""

from bot.playground.formatted import Entity, Formatted
from bot.playground.refusal import bad_request
from bot.playground.state import State
from bot.playground.things import Fields, Thing
from bot.playground.units import utf16_length

LONGEST_TEXT = 4096
"""UTF-16 units of a message, after its markup is parsed."""

LONGEST_CAPTION = 1024

MOST_ENTITIES = 100
"""Telegram drops what is beyond without a word; here it is refused, for a reply has lost its shape by then."""

PARSE_MODES = frozenset({"html", "markdown", "markdownv2"})


def format_words(state: State, given: Fields, words: str = "text", entities: str = "entities") -> Formatted:
    """Give the formatted text of a call. Raises Refusal where its markup or its entities are wrong."""
    text, mode = given.get(words, ""), given.get("parse_mode", "").lower()
    if mode and mode not in PARSE_MODES:
        raise bad_request("unsupported parse_mode")
    if mode:
        return _trim(_named(state, state.formatter.parse(text, mode)))
    if entities in given:
        return _trim(_named(state, Formatted(text, [_check_entity(entity, text) for entity in given[entities]])))
    return _trim(_named(state, Formatted(text, state.formatter.find(text))))


def check_words(formatted: Formatted, too_long: str = "message is too long") -> Thing:
    """Give a message's text as its fields. Raises Refusal where it is empty or too long, in the words given for that."""
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request(too_long)
    return _as_fields(formatted, "text", "entities")


def check_caption(formatted: Formatted) -> Thing:
    """Give a caption as fields of its message; none where it is empty. Raises Refusal where it is too long."""
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return _as_fields(formatted, "caption", "caption_entities") if formatted.text else {}


def _as_fields(formatted: Formatted, words: str, entities: str) -> Thing:
    if len(formatted.entities) > MOST_ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    return {words: formatted.text, **({entities: [dict(e) for e in formatted.entities]} if formatted.entities else {})}


def _named(state: State, formatted: Formatted) -> Formatted:
    return Formatted(formatted.text, state.name_mentioned(formatted.entities))


def _check_entity(entity: Fields, text: str) -> Entity:
    if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > utf16_length(text):
        raise bad_request(f"entity {entity['type']} at {entity['offset']} lies outside the text")
    return entity


def _trim(formatted: Formatted) -> Formatted:
    """Drop white space at both ends, at the front only as far as no entity holds it, and cut entities to what is left."""
    first = min((entity["offset"] for entity in formatted.entities), default=len(formatted.text))
    blank = len(formatted.text) - len(formatted.text.lstrip())
    start = min(blank, first)  # all white space is in the basic plane: its characters and units are the same number
    text = formatted.text[start:].rstrip()
    cut = (_cut(entity, start, utf16_length(text)) for entity in formatted.entities)
    return Formatted(text, [entity for entity in cut if entity["length"] > 0])


def _cut(entity: Entity, start: int, length: int) -> Entity:
    offset = entity["offset"] - start
    return {**entity, "offset": offset, "length": min(entity["length"], length - offset)}
