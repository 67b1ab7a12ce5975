"""A message as something to read: its words, the links in it, where it was first posted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import (
    Message,
    MessageEntity,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.model import Article
from bot.service import FEWEST_WORDS

MOST_LINKS = 5
"""How many links of one message can be opened."""

QUOTABLE = frozenset(("bold", "italic", "underline", "strikethrough", "spoiler"))
"""Entities that a quotation of a message must repeat (Bot API, ReplyParameters)."""

_WORD = re.compile(r"\w+")
_COMMAND = re.compile(r"/(\w+)(?:@(\w+))?\s*")
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """What a message gives to read. Where `quotes` is true, `text` is exactly the message's, and its words can be quoted back."""

    text: str
    links: tuple[str, ...]
    origin: str | None
    """The channel or group that posted it first; people are not named."""
    posted: str | None
    passed_on: str
    entities: Sequence[MessageEntity] = ()
    quotes: bool = True
    is_link: bool = False
    """Whether its links are what somebody wants read, because beside them it says too little."""
    page: Article | None = None
    """The article of a saved page, where that is what was sent."""

    def article(self) -> Article:
        """Give the post's own words as an article, or the article of the page that was sent."""
        if self.page:
            return replace(self.page, passed_on=self.passed_on)
        return Article(self.text, site=self.origin, published=self.posted, passed_on=self.passed_on)


def find_post(message: Message) -> Post:
    """Give what there is to read in a message: its text, its caption, or only the part of another message that it quotes."""
    day, part = message.date.date().isoformat(), find_part(message)
    if part is not None:
        elsewhere = message.external_reply
        origin, posted = _find_origin(elsewhere.origin if elsewhere else None)
        return Post(part, (), origin, posted, day, quotes=False)
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    origin, posted = _find_origin(message.forward_origin)
    links = tuple(dict.fromkeys(_find_links(message)))
    return Post(text, links[:MOST_LINKS], origin, posted, day, entities, is_link=says_little(text, links))


def find_part(message: Message) -> str | None:
    """Give the part of another message that somebody chose to quote; of one in another chat there is nothing but a quotation."""
    quote = message.quote
    return quote.text if quote and (quote.is_manual or message.external_reply) else None


def find_command(message: Message, me: str) -> str:
    """Give the name of the command that a message or caption begins with, unless it is for another bot or was passed on."""
    found = _COMMAND.match(message.text or message.caption or "")
    is_mine = found and (found[2] or me).casefold() == me.casefold()
    return found[1].lower() if found and is_mine and not message.forward_origin else ""


def drop_command(text: str) -> str:
    """Give what stands behind the command that a text begins with."""
    return _COMMAND.sub("", text, count=1).strip() if _COMMAND.match(text) else text


def drop_call(post: Post, me: str) -> Post:
    """Give a post without what was said to the bot in it: the command that it begins with, and the bot's own name."""
    if post.page:
        return post
    text = re.sub(rf"\s*@{re.escape(me)}\b", "", drop_command(post.text), flags=re.IGNORECASE).strip()
    if text == post.text.strip():
        return post
    return replace(post, text=text, entities=(), quotes=False, is_link=says_little(text, post.links))


def says_little(text: str, links: Sequence[str]) -> bool:
    """Tell whether a text has links and beside them too few words to be read."""
    for link in links:
        text = text.replace(link, " ").replace(link.removeprefix("https://"), " ")
    return bool(links) and len(_WORD.findall(text)) < FEWEST_WORDS


def has_words(message: Message) -> bool:
    """Tell whether a message holds anything to read."""
    return bool(message.text or message.caption or find_part(message))


def _find_origin(origin: MessageOrigin | None) -> tuple[str | None, str | None]:
    """Give the channel or group that a post was forwarded from, and its day. Of a person only the day: nobody is to be shamed."""
    if origin is None:
        return None, None
    day = origin.date.date().isoformat()
    match origin:
        case MessageOriginChannel(chat=chat):
            return chat.title, day
        case MessageOriginChat(sender_chat=chat):
            return chat.title, day
        case MessageOriginUser() | MessageOriginHiddenUser():
            return None, day
    return None, day


def _find_links(message: Message) -> Iterator[str]:
    """Give the addresses in a message: written, hidden behind words, or only shown as its preview."""
    found = message.parse_entities() if message.text else message.parse_caption_entities()
    for entity, words in found.items():
        if entity.type == MessageEntity.TEXT_LINK and entity.url:
            yield entity.url
        elif entity.type == MessageEntity.URL:
            yield from _as_address(words)
    preview = message.link_preview_options
    if preview and isinstance(preview.url, str):
        yield preview.url


def _as_address(words: str) -> Iterator[str]:
    """Give the address that was written; a name that merely looks like one ("readme.md") is none unless it has a path."""
    if _WEB.match(words):
        yield words
    elif "/" in words or words.lower().startswith("www."):
        yield f"https://{words}"
