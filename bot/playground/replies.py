"""What a reply shows of the message it replies to: the message, one level deep, a message elsewhere, the quoted part."""

from collections.abc import Iterable

from bot.playground.formatted import Formatted
from bot.playground.origins import find_origin
from bot.playground.refusal import not_now
from bot.playground.rights import Kind
from bot.playground.rooms import Room
from bot.playground.state import State
from bot.playground.things import MEDIA, Fields, Thing, without, words_of
from bot.playground.units import find_places, utf16_length

LONGEST_QUOTE = 1024
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"})
"""The entities that a quote keeps, and in which it must agree with the message."""


def show_replied(state: State, room: Room, replied: Thing) -> Thing:
    """Give the fields that show what a message in this chat replies to."""
    if replied["chat"]["id"] == room.id:
        return {"reply_to_message": without(replied, "reply_to_message")}
    shown: Thing = {"origin": find_origin(state, replied)}
    if replied["chat"]["type"] in {Kind.SUPERGROUP, Kind.CHANNEL}:
        shown |= {"chat": replied["chat"], "message_id": replied["message_id"]}
    return {"external_reply": {**shown, **{name: replied[name] for name in MEDIA if name in replied}}}


def show_quote(replied: Thing, quoted: Formatted, near: int = 0) -> Thing:
    """Give the field that shows the quoted part. Raises Refusal where it does not stand in the message just so."""
    if not quoted.text:
        return {}
    text, entities = words_of(replied)
    styles = _styles(quoted.entities)
    places = [at for at in find_places(text, quoted.text) if _styles_within(entities, at, utf16_length(quoted.text)) == styles]
    if not places or utf16_length(quoted.text) > LONGEST_QUOTE:
        raise not_now("QUOTE_TEXT_INVALID")
    position = min(places, key=lambda at: abs(at - near))
    shown = [dict(entity) for entity in quoted.entities if entity["type"] in STYLES]
    return {"quote": {"text": quoted.text, "position": position, "is_manual": True, **({"entities": shown} if shown else {})}}


def quote_part(replied: Thing, part: str) -> Thing:
    """Give the field that shows what a person marked in a message, styles and all."""
    text, entities = words_of(replied)
    at = next(find_places(text, part), None)
    if at is None:
        raise ValueError("a quote must stand in the message it is taken from")
    styles = [
        {"type": kind, "offset": offset, "length": length}
        for kind, offset, length in _styles_within(entities, at, utf16_length(part))
    ]
    return show_quote(replied, Formatted(part, styles), at)


def _styles(entities: Iterable[Fields]) -> list[tuple[str, int, int]]:
    return sorted((e["type"], e["offset"], e["length"]) for e in entities if e["type"] in STYLES)


def _styles_within(entities: Iterable[Fields], at: int, length: int) -> list[tuple[str, int, int]]:
    """Give the styles of a part of a text, with offsets from where the part begins."""
    cut = [(max(e["offset"], at), min(e["offset"] + e["length"], at + length), e) for e in entities]
    return _styles([{"type": e["type"], "offset": start - at, "length": end - start} for start, end, e in cut if start < end])
