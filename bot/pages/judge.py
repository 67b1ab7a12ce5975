"""What kind of page it is when it holds no article that could be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.model import NoPage, PageFault
from bot.pages.body import PROSE, is_prose
from bot.pages.jsonld import Linked
from bot.pages.markup import Line, key_of
from bot.pages.same_address import is_home, same_address
from bot.pages.wording import CONSENT, NOTICE, SPEAKS_TO_READER, WALL

FEWEST = 40
"""Words below which a page is nearly empty."""
FEWEST_OF_ARTICLE = 15
"""The same for a page that calls itself an article: the first lines of breaking news are short."""
TEASER = 130
"""Words below which a text above a request to log in is a teaser."""
LONG_TEASER = 200
"""The same where the page also says that its text is not free."""
CAPTION = 80
"""Words below which the text beside a video is its caption."""
LONGEST_REQUEST = 60
"""Words in a request to log in."""
LONGEST_NOTICE = 300
"""Words that a notice about cookies may have."""
_HEADLINES = 8
"""Links as long as headlines that make a page of them."""
_RUN = 3
"""Lines of prose that follow something else than a headline and make a page an article."""

_VIDEO_HOSTS = re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|tiktok\.com|rutube\.ru|dailymotion\.com|twitch\.tv)$")


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a page when it is judged: its text, its lines, what it says of itself, and what stands in it."""

    url: str
    host: str
    text: str
    lines: Sequence[Line]
    linked: Linked
    kind: str
    """What the page calls itself for sharing: "article", "website", "video.other"; empty where it does not say."""
    site: str
    has_password: bool
    has_player: bool
    buttons: Sequence[str]

    @property
    def words(self) -> int:
        """The words of the text."""
        return len(self.text.split())

    @property
    def is_article(self) -> bool:
        """Whether the page calls itself an article."""
        return self.linked.is_article or self.kind == "article"


def find_fault(sight: Sight) -> NoPage | None:
    """Why the page gives no article, the first that holds; None where its text can be read.

    The fact "words" says how many words of an article were found, "site" what the page calls its site.
    """
    tests = (
        (PageFault.CONSENT, _is_consent),
        (PageFault.LOGIN_WALL, _is_wall),
        (PageFault.HOME_PAGE, _is_home_page),
        (PageFault.VIDEO, _is_video),
        (PageFault.NEARLY_EMPTY, _is_nearly_empty),
    )
    fault = next((fault for fault, holds in tests if holds(sight)), None)
    return None if fault is None else NoPage(fault, sight.url, _facts(sight))


def _facts(sight: Sight) -> Mapping[str, str]:
    words = {"words": str(sight.words)}
    return {**words, "site": sight.site} if sight.site else words


def _is_consent(sight: Sight) -> bool:
    """Tell whether the page is a notice that asks for consent: short, with its buttons, and speaking of nothing else."""
    if (sight.is_article and sight.words >= FEWEST) or sight.words > LONGEST_NOTICE:
        return False
    if not any(CONSENT.search(label) for label in (*sight.buttons, *_short(sight.lines))):
        return False
    prose = [line.text for line in sight.lines if line.words >= PROSE and not line.is_link]
    notices = [text for text in prose if NOTICE.search(text) and SPEAKS_TO_READER.search(text)]
    return bool(notices) and len(notices) * 2 >= len(prose)


def _short(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines if line.words < PROSE][:200]


def _is_wall(sight: Sight) -> bool:
    """Tell whether what can be read is only a teaser: it is short, and the page asks to subscribe or log in for more."""
    asked = _asks_for_login(sight)
    if sight.has_password and not sight.is_article and sight.words < FEWEST * 2:
        return True
    if sight.linked.is_free is False:
        return sight.words < (LONG_TEASER if asked else TEASER)
    return asked and sight.words < TEASER


def _asks_for_login(sight: Sight) -> bool:
    """Tell whether the page asks for it at or below the text; above it stands what every page of a site has."""
    found = {key_of(part) for part in sight.text.split("\n\n")}
    start = next((place for place, line in enumerate(sight.lines) if key_of(line.text) in found), 0)
    below = (line for line in sight.lines[start:] if line.words < LONGEST_REQUEST and key_of(line.text) not in found)
    return any(WALL.search(line.text) for line in below)


def _is_home_page(sight: Sight) -> bool:
    """Tell whether the page leads to articles rather than being one."""
    if sight.linked.is_article or (sight.is_article and sight.words >= FEWEST) or _is_told(sight):
        return False
    headlines = sum(line.is_link and line.words >= 4 for line in sight.lines)
    return headlines >= _HEADLINES or (headlines >= _RUN and is_home(same_address(sight.url)))


def _is_told(sight: Sight) -> bool:
    """Tell whether the text goes on from sentence to sentence, rather than saying a little under each of many headlines."""
    found = {key_of(part) for part in sight.text.split("\n\n")}
    told = [not before.is_link for before, line in pairwise(sight.lines) if is_prose(line) and key_of(line.text) in found]
    return sum(told) >= _RUN and sum(told) * 2 > len(told)


def _is_video(sight: Sight) -> bool:
    """Tell whether the page shows a video and has no more text than its caption."""
    is_host = bool(_VIDEO_HOSTS.search(sight.host))
    if sight.is_article and sight.words >= FEWEST and not is_host:
        return False
    shows = sight.has_player or sight.kind.startswith("video") or (sight.linked.is_video and not sight.linked.is_article)
    return (shows or is_host) and sight.words < (LONGEST_NOTICE if is_host or sight.kind.startswith("video") else CAPTION)


def _is_nearly_empty(sight: Sight) -> bool:
    return sight.words < (FEWEST_OF_ARTICLE if sight.is_article else FEWEST)
