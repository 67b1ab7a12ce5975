"""Elements of HTML and SVG, built as a tree and escaped by the standard library: no text of a stranger becomes markup."""

import re
from collections.abc import Iterable
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

Node: TypeAlias = Element
Content: TypeAlias = Node | str

SVG = "http://www.w3.org/2000/svg"

_UNDRAWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no document may hold; each is shown as a replacement character."""


def node(tag: str, /, *content: Content, **attributes: object) -> Node:
    """Give an element; an underscore in a keyword stands for a hyphen ("class_" is "class"), None leaves an attribute out."""
    named = {_name(key): _plain(str(value)) for key, value in attributes.items() if value is not None}
    made = Element(tag, named)
    fill(made, content)
    return made


def fill(parent: Node, content: Iterable[Content]) -> None:
    """Put texts and elements into an element, behind what it holds."""
    last = parent[-1] if len(parent) else None
    for one in content:
        if isinstance(one, str):
            _add_text(parent, last, _plain(one))
        else:
            parent.append(one)
            last = one


def render_html(root: Node) -> str:
    """Write an HTML document."""
    return f"<!DOCTYPE html>\n{tostring(root, encoding='unicode', method='html')}\n"


def render_svg(root: Node) -> str:
    """Write an SVG document."""
    return tostring(root, encoding="unicode")


def _add_text(parent: Node, last: Node | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _plain(text: str) -> str:
    return _UNDRAWN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
