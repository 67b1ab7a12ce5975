"""Telegram's own preview pages: t.me/s/channel, t.me/s/channel/123 and t.me/channel/123?embed=1."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.model import Article, NoPage, Page, PageFault
from bot.pages.byline import to_iso
from bot.pages.markup import find_lines, squeeze, text_of
from bot.pages.same_address import same_address

_HOSTS = frozenset({"t.me", "www.t.me", "telegram.me", "www.telegram.me", "telegram.dog"})
_POST = re.compile(r"/(?:s/)?([A-Za-z]\w{2,40})/(\d{1,12})/?")


def is_telegram(url: str) -> bool:
    """Tell whether an address is Telegram's."""
    try:
        return (urlsplit(url).hostname or "") in _HOSTS
    except ValueError:
        return False


def read_post(tree: HtmlElement, url: str) -> Page | NoPage:
    """The post that an address names. A channel's page without the number of a post is a home page."""
    wanted = _POST.fullmatch(urlsplit(url).path)
    if wanted is None:
        return NoPage(PageFault.HOME_PAGE, url, {"site": _channel(tree)} if _channel(tree) else {})
    name = f"{wanted[1]}/{wanted[2]}".lower()
    for post in _with_class(tree, "tgme_widget_message"):
        if (post.get("data-post") or "").lower() == name and (page := _page(post, url)):
            return page
    return NoPage(PageFault.NEARLY_EMPTY, url, {"words": "0"})


def _page(post: HtmlElement, url: str) -> Page | None:
    """The article of a post, None where it holds no text: a picture or a sticker."""
    bodies = [body for body in _with_class(post, "tgme_widget_message_text") if "js-message_reply_text" not in _classes(body)]
    text = "\n\n".join(line.text for body in bodies[:1] for line in find_lines(body))
    if not text:
        return None
    channel = next(map(text_of, _with_class(post, "tgme_widget_message_owner_name")), "") or _channel(
        post.getroottree().getroot()
    )
    published = next(filter(None, (to_iso(time.get("datetime") or "") for time in post.iter("time"))), None)
    signed = next(map(text_of, _with_class(post, "tgme_widget_message_from_author")), "")
    return Page(Article(text, None, url, channel or None, signed or channel or None, published, is_page=True), same_address(url))


def _channel(tree: HtmlElement) -> str:
    return next(map(text_of, _with_class(tree, "tgme_channel_info_header_title")), "")


def _with_class(tree: HtmlElement, name: str) -> list[HtmlElement]:
    return [element for element in tree.iter() if name in _classes(element)]


def _classes(element: HtmlElement) -> list[str]:
    return squeeze(element.get("class") or "").split()
