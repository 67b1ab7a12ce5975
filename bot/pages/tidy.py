"""Makes a found text what a reader reads: without the page's furniture, with the corrections that stand apart from it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, takewhile

from lxml.html import HtmlElement

from bot.pages.body import PROSE, is_aside, is_prose
from bot.pages.byline import is_furniture
from bot.pages.markup import HEADINGS, Line, key_of
from bot.pages.wording import ALONE, BARE_CUE, COMMENTS, CUE, HEADING, WALL

_LONGEST_CUE = 120
"""Words in a line that is put back."""
_LONGEST_REQUEST = 60
"""Words in a request to subscribe under a text."""
_LONGEST_NOTE = 40
"""Words in a photo's credit or a call to subscribe."""
_SECTION = 3
"""Words in the name of a section above a headline."""
_TELLING = 12
"""Letters in a line that nothing else on a page repeats by chance."""
_SUBHEADS = HEADINGS - {"h1"}
_MOST_PUT_BACK = 40
_MOST_TRIED = 100


def tidy(text: str, unwanted: AbstractSet[str], known: Sequence[str]) -> str:
    """The text without headline, byline and date above it, and without what is unwanted. `known` are title, author and site."""
    kept = [part for part in text.split("\n\n") if key_of(part) and not _is_unwanted(part, unwanted)]
    while kept and len(kept[-1].split()) < _LONGEST_REQUEST and WALL.search(kept[-1]):
        kept.pop()
    above = {key_of(word) for word in known} - {""}
    head = list(takewhile(lambda part: _stands_above(part, above), kept))
    return "\n\n".join([*(part for part in head if is_cue(part) or not _is_label(part, above)), *kept[len(head) :]])


def _stands_above(part: str, above: AbstractSet[str]) -> bool:
    """Tell whether a part may still be something above the first sentence."""
    return len(part.split()) < PROSE or _is_label(part, above)


def _is_label(part: str, above: AbstractSet[str]) -> bool:
    """Tell whether a part above the first sentence is the headline again, a byline, a date or the name of a section."""
    is_section = len(part.split()) <= _SECTION and part[-1].isalnum()
    return is_section or key_of(part) in above or is_furniture(part)


def _is_unwanted(part: str, unwanted: AbstractSet[str]) -> bool:
    if key_of(part) in unwanted or BARE_CUE.fullmatch(part):
        return True
    if is_cue(part):
        return False
    return bool(HEADING.fullmatch(part)) or (len(part.split()) < _LONGEST_NOTE and bool(ALONE.match(part)))


def find_furniture(lines: Sequence[Line]) -> set[str]:
    """Links, lists of other articles and what is under the comments, as keys; never what stands in the article as well."""
    furniture: set[str] = set()
    article: set[str] = set()
    in_list, in_comments, read = False, False, 0
    for line in lines:
        label = not line.is_link and line.words < 12
        in_comments = in_comments or (label and read > 40 and _opens_comments(line))
        if label and HEADING.fullmatch(line.text):
            in_list = True
        elif in_list and (is_prose(line) or line.is_heading) and not line.is_link:
            in_list = False
        outside = in_list or in_comments or _only_leads_away(line)
        read += 0 if outside or not is_prose(line) else line.words
        (furniture if outside else article).add(key_of(line.text))
    return furniture - article


def _opens_comments(line: Line) -> bool:
    """Tell whether a line stands above comments; the word alone may be a button, unless it is a heading."""
    return bool(COMMENTS.fullmatch(line.text)) and (line.is_heading or line.words > 1)


def _only_leads_away(line: Line) -> bool:
    """Tell whether a line is a link and no sentence."""
    return line.is_link and not (line.words >= PROSE and line.text[-1] in '.!?”"»')


def is_cue(text: str) -> bool:
    """Tell whether a line says that the article was updated, corrected, or is not finished."""
    return bool(CUE.match(text.lstrip("*•[(_ –—-")))


def put_back(text: str, lines: Sequence[Line], unwanted: AbstractSet[str]) -> str:
    """The text in the order of the page, with the corrections and headings it lacks, each behind the line it follows there."""
    parts = text.split("\n\n")
    found = _places(parts, lines)
    if not found:
        return text
    around = {block for place in found for block in (lines[place].home, *lines[place].home.iterancestors())}
    missing = islice(_find_missing(lines, key_of(text), min(found), max(found)), _MOST_TRIED)
    wanted = (place for place in missing if key_of(lines[place].text) not in unwanted)
    kept = islice((place for place in wanted if not _is_of_another(lines[place].home, around)), _MOST_PUT_BACK)
    return "\n\n".join(_weave(parts, found, {place: lines[place].text for place in kept}))


def _weave(parts: Sequence[str], found: Mapping[int, int], added: Mapping[int, str]) -> list[str]:
    """Parts and additions by their place on the page; a part that is no line of it stays behind the one before."""
    places = {part: place for place, part in found.items()}
    ordered, last = [], -1
    for number, part in enumerate(parts):
        last = places.get(number, last)
        ordered.append((last, number, part))
    return [part for *_, part in sorted([*ordered, *((place, -1, text) for place, text in added.items())])]


def _places(parts: Sequence[str], lines: Sequence[Line]) -> dict[int, int]:
    """Which line of the page stands in which part of the text, each part found once, for parts long enough to tell."""
    rows = [(key_of(row), number) for number, part in enumerate(parts) for row in part.replace(" | ", "\n").split("\n")]
    known = {key: number for key, number in reversed(rows) if len(key) > _TELLING}
    numbers: dict[int, int] = {}
    for place, line in enumerate(lines):
        number = known.get(key_of(line.text))
        if number is not None:
            numbers.setdefault(number, place)
    return {place: number for number, place in numbers.items()}


def _find_missing(lines: Sequence[Line], whole: str, first: int, last: int) -> Iterator[int]:
    """The places of lines that the text should have and has not, each said once: corrections, and headings inside it."""
    for place, line in enumerate(lines):
        if line.is_link or line.words > _LONGEST_CUE or not (is_cue(line.text) or (first < place < last and _is_subhead(line))):
            continue
        if (key := key_of(line.text)) not in whole:
            whole += key
            yield place


def _is_subhead(line: Line) -> bool:
    return (
        line.home.tag in _SUBHEADS and line.words > 1 and not any(known.match(line.text) for known in (HEADING, ALONE, COMMENTS))
    )


def _is_of_another(home: HtmlElement, around: AbstractSet[HtmlElement]) -> bool:
    """Tell whether an element belongs to navigation, comments or another article: by its blocks below those of the text."""
    apart = takewhile(lambda block: block not in around, (home, *home.iterancestors()))
    return any(is_aside(block) or _holds_linked_heading(block) for block in apart)


def _holds_linked_heading(block: HtmlElement) -> bool:
    """Tell whether a block holds the headline of another article: a heading that is a link, or in one."""
    return any(
        heading.find(".//a[@href]") is not None or next(heading.iterancestors("a"), None) is not None
        for heading in block.iter(*HEADINGS)
    )
