"""What there is to read at a message: its own words, its album's, its file's, or those of the message that it answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from bot.model import Article
from bot.playground.access import is_own
from bot.playground.refusal import Refusal
from bot.playground.state import State, place_of
from bot.playground.things import Thing, is_service, words_of
from bot.playground.units import cut_units
from bot.service import FEWEST_WORDS

_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")
_WORD = re.compile(r"\w+")
_TEXTS = (".txt", ".text", ".md")
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Original:
    """What there is to read: the message and the article that it is.

    Where it is little more than a link, that is to be opened; where it is a saved page, the text is its markup.
    """

    message: Thing
    article: Article
    link: str = ""
    is_page: bool = False


def find_original(state: State, message: Thing) -> Thing:
    """Give the message that is meant: of an answer of the bot, or of a command that replies, the one that was replied to."""
    replied = message.get("reply_to_message")
    if replied and (is_own(state, message) or _is_command(message)):
        found = state.messages.get(place_of({"chat": message["chat"], **replied}))
        return find_original(state, found) if found else message
    return message


def read_original(state: State, message: Thing) -> Original | None:
    """Give what there is to read at a message; None where there is nothing: a command, an event, a picture without words."""
    message = find_original(state, message)
    text = _read_file(state, message) or _join_album(state, message)
    if is_own(state, message) or is_service(message) or not text:
        return None
    is_page = _has_file(message, "text/html", _PAGES)
    link = "" if is_page else _find_link(message, text)
    origin = message.get("forward_origin", {})
    site = (origin.get("chat") or origin.get("sender_chat") or {}).get("title")
    posted = _day(origin["date"]) if origin else None
    return Original(message, Article(text, site=site, published=posted, passed_on=_day(message["date"])), link, is_page)


def is_readable(original: Original | None) -> bool:
    """Tell whether there is enough to read that a reading of it says anything."""
    return original is not None and (bool(original.link) or len(_WORD.findall(original.article.text)) >= FEWEST_WORDS)


def _is_command(message: Thing) -> bool:
    return "forward_origin" not in message and bool(_COMMAND.match(words_of(message)[0]))


def _join_album(state: State, message: Thing) -> str:
    """Give the words of a message, or those of all pictures of its album; without the command that they begin with."""
    album = message.get("media_group_id")
    among = state.history(message["chat"]) if album else [message]
    texts = [words_of(one)[0] for one in among if not album or one.get("media_group_id") == album]
    text = "\n\n".join(filter(None, texts))
    return _COMMAND.sub("", text, count=1).strip() if _is_command(message) else text


def _read_file(state: State, message: Thing) -> str:
    """Give what a text file or a saved page holds."""
    if not (_has_file(message, "text/plain", _TEXTS) or _has_file(message, "text/html", _PAGES)):
        return ""
    from bot.pages.decode import decode  # takes a moment, and most messages are no files

    try:
        return decode(state.stored.find(message["document"]["file_id"]).data)
    except Refusal:
        return ""


def _has_file(message: Thing, kind: str, endings: tuple[str, ...]) -> bool:
    document = message.get("document", {})
    return document.get("mime_type") == kind or PurePath(document.get("file_name", "")).suffix.lower() in endings


def _find_link(message: Thing, text: str) -> str:
    """Give the first link of a message that has few words beside its links."""
    links = list(_list_links(message))
    rest = text
    for link in links:
        rest = rest.replace(link, " ").replace(link.removeprefix("https://"), " ")
    return links[0] if links and len(_WORD.findall(rest)) < FEWEST_WORDS else ""


def _list_links(message: Thing) -> Iterator[str]:
    text, entities = words_of(message)
    for entity in entities:
        if entity["type"] == "text_link":
            yield entity["url"]
        elif entity["type"] == "url":
            words = cut_units(text, entity["offset"], entity["length"])
            yield words if "://" in words else f"https://{words}"


def _day(date: int) -> str:
    return datetime.fromtimestamp(date, UTC).date().isoformat()
