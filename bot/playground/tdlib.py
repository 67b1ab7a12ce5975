"""Telegram's own parser of markup, TDLib, run offline through the package tdjson."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import tdjson

from bot.playground.formatted import Entity, Formatted
from bot.playground.refusal import bad_request

TYPES = {
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeBold": "bold",
    "textEntityTypeBotCommand": "bot_command",
    "textEntityTypeCashtag": "cashtag",
    "textEntityTypeCode": "code",
    "textEntityTypeCustomEmoji": "custom_emoji",
    "textEntityTypeEmailAddress": "email",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeHashtag": "hashtag",
    "textEntityTypeItalic": "italic",
    "textEntityTypeMention": "mention",
    "textEntityTypeMentionName": "text_mention",
    "textEntityTypePhoneNumber": "phone_number",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeUrl": "url",
}
"""TDLib's entities by the Bot API's names; the others (bank cards, media times, …) a bot here is not shown."""

MODES: Mapping[str, Mapping[str, object]] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}


class TdlibFormatter:
    """A Formatter that asks TDLib."""

    def __init__(self) -> None:
        _execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})

    def parse(self, marked: str, mode: str = "html") -> Formatted:
        """Give the formatted text. Raises Refusal with TDLib's own words where the markup is wrong."""
        parsed = _execute({"@type": "parseTextEntities", "text": marked, "parse_mode": MODES[mode]})
        if parsed["@type"] == "error":
            raise bad_request(parsed["message"][0].lower() + parsed["message"][1:])
        return Formatted(parsed["text"], tuple(_entities(parsed["entities"])))

    def find(self, text: str) -> Sequence[Entity]:
        """Give the links, commands, mentions and the like that Telegram sees in a text."""
        found = _execute({"@type": "getTextEntities", "text": text})
        return tuple(_entities(found.get("entities", ())))


def _execute(query: Mapping[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(query).encode()) or b"{}")
    return answer


def _entities(given: Iterable[Mapping[str, Any]]) -> Iterable[Entity]:
    for entity in given:
        kind = entity["type"]
        if kind["@type"] in TYPES:
            yield {"type": TYPES[kind["@type"]], "offset": entity["offset"], "length": entity["length"], **_more(kind)}


def _more(kind: Mapping[str, Any]) -> Entity:
    """Give what an entity says beside its kind; of a mentioned user only the id is known here."""
    named = {name: str(kind[name]) for name in ("url", "language", "custom_emoji_id") if name in kind}
    return {**named, "user": {"id": kind["user_id"]}} if "user_id" in kind else named
