"""The text as a reader sees it: quotes, spaces, look-alikes and hidden characters folded, offsets kept."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DROP = "\N{ZERO WIDTH SPACE}"
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MANY = 200
"""Above this many different characters one pass of translate is cheaper than one replace for each."""

_QUOTES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u0060\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2043\u2212", "-"),
    **dict.fromkeys("\u2012\u2013\u2014\u2015\u2e3a", "\N{EM DASH}"),
    **dict.fromkeys("\u2022\u25aa\u25cf\u25e6\u2023\u2219\u00b7", "\N{BULLET}"),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    "\u2026": "\u2026",
    "\uff0c": ",",
    "\uff1a": ":",
}
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u0261\u0131\u03bf\u03b1\u03bd\u03c1\u03ba"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsdqgioavpkABEKMHOPCTYXIJSABEZHIKMNOPTYX",
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_ACCENTED = re.compile(r"[^\W_][\u0300-\u036f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f_]")
_TWO_SINGLE = re.compile(r"(?<!')''(?!')|(?<!`)``(?!`)")
_UN_HYPHEN = re.compile(r"\b([Uu]n)-(?=[a-z])")

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])[^<>]*>|<!--|<!doctype[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# fmt: off
_BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "div", "dd", "dl", "dt", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "td", "th", "title", "tr", "ul",
))
_SILENT_TAGS = frozenset(("script", "style", "noscript", "template"))
_INLINE_TAGS = frozenset((
    "a", "abbr", "b", "button", "cite", "code", "em", "font", "i", "img", "input", "label", "link", "meta", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
))
# fmt: on
_HTML_TAGS = _BLOCK_TAGS | _SILENT_TAGS | _INLINE_TAGS


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text with case kept; `offsets[i]` is the place of its i-th character in the given text, None where all agree."""

    cased: str
    lower: str
    offsets: Sequence[int] | None


def fold(text: str) -> Folded:
    """Fold a text to what a reader sees; linear in its length.

    Curly quotes, two single marks for a double one, odd spaces, full-width and mathematical letters become plain ones; soft
    hyphens, zero-width and direction marks vanish; Cyrillic and Greek look-alikes inside a Latin word become Latin; tags and
    entities of pasted HTML are read as a browser shows them.
    """
    if "<" in text:
        text = _blank_tags(text)
    if "&" in text:
        text = _ENTITY.sub(_shown_entity, text)
    if not text.isascii():
        text = _plain(text)
    if _CONTROL.search(text):
        text = _CONTROL.sub(" ", text)
    if "''" in text or "``" in text:
        text = _TWO_SINGLE.sub('"' + _DROP, text)
    if "n-" in text:
        text = _UN_HYPHEN.sub(r"\1" + _DROP, text)
    if _DROP in text:
        kept = [place for place, character in enumerate(text) if character != _DROP]
        kept.append(len(text))
        text = text.replace(_DROP, "")
        return Folded(text, _lower(text), kept)
    return Folded(text, _lower(text), None)


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower_one, text))


def _lower_one(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


class _PlainTable(dict[int, str]):
    """What each character folds to, worked out when it is first met; always exactly one character, so offsets hold."""

    def __missing__(self, code: int) -> str:
        plain = _plain_character(chr(code))
        if len(self) < 10_000:
            self[code] = plain
        return plain


def _plain_character(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    if _HIDDEN.match(character):
        return _DROP
    if character.isspace():
        return " "
    shown = unicodedata.normalize("NFKC", character)
    return shown if len(shown) == 1 else character


_PLAIN = _PlainTable()


def is_hidden(character: str) -> bool:
    """Tell whether a reader never sees the character."""
    return bool(_HIDDEN.match(character))


def _plain(text: str) -> str:
    strange = set(_NOT_ASCII.findall(text))
    if len(strange) > _MANY:
        text = text.translate(_PLAIN)
    else:
        for character in strange:
            plain = _PLAIN[ord(character)]
            if plain != character:
                text = text.replace(character, plain)
    if any("\u0300" <= character <= "\u036f" for character in strange):
        text = _ACCENTED.sub(_composed, text)
    return _LETTERS.sub(_latin_word, text) if _has_look_alikes(strange) else text


def _composed(found: re.Match[str]) -> str:
    """A letter and the accents written behind it as one character of the same width."""
    return unicodedata.normalize("NFC", found[0])[0].ljust(len(found[0]), _DROP)


def _latin_word(found: re.Match[str]) -> str:
    """A word with a Latin letter in it, in Latin letters throughout; any other word as it is."""
    return found[0].translate(_LOOK_ALIKES) if _LATIN.search(found[0]) else found[0]


def _has_look_alikes(characters: set[str]) -> bool:
    return any(ord(character) in _LOOK_ALIKES for character in characters)


def _shown_entity(found: re.Match[str]) -> str:
    shown = html.unescape(found[0])
    return shown.ljust(len(found[0]), _DROP) if len(shown) == 1 else found[0]


def _blank_tags(text: str) -> str:
    """Put blanks of the same length in place of the tags of pasted HTML, a line break where a block begins or ends."""
    parts, done = [], 0
    for found, end in _tags(text):
        parts += [text[done : found.start()], _blank(found, end)]
        done = end
    return "".join([*parts, text[done:]])


def find_unshown(text: str) -> list[tuple[int, int]]:
    """Where pasted HTML holds what a browser does not show, comments and scripts: first character and the one after the last."""
    return [(found.start(), end) for found, end in _tags(text) if end > found.end()] if "<" in text else []


def _tags(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each tag of pasted HTML and where what it hides ends: behind itself, a comment, or a whole script."""
    done = 0
    unclosed: set[str] = set()
    for found in _TAG.finditer(text):
        if found.start() >= done and _is_html(found):
            done = _end_of_silent(text, found, unclosed)
            yield found, done


def _is_html(found: re.Match[str]) -> bool:
    return found[2] is None or found[2].lower() in _HTML_TAGS


def _end_of_silent(text: str, found: re.Match[str], unclosed: set[str]) -> int:
    """Where the part ends that a browser does not show: the tag itself, a comment, or a whole script.

    `unclosed` remembers what is closed nowhere further on, so that the text is not searched for it again.
    """
    if found[0] == "<!--":
        close = "-->"
    elif found[2] and not found[1] and found[2].lower() in _SILENT_TAGS:
        close = f"</{found[2]}>"
    else:
        return found.end()
    end = -1 if close in unclosed else text.find(close, found.end())
    if end < 0:
        unclosed.add(close)
        return found.end()
    return end + len(close)


def _blank(found: re.Match[str], end: int) -> str:
    line_break = found[2] is None or found[2].lower() in _BLOCK_TAGS
    return ("\n" if line_break else " ").ljust(end - found.start())
