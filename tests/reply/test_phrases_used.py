"""Every phrase of the phrasebook is said by some code: none is left over."""

import re
from itertools import chain

import pytest

from bot.chat.menu import IN_GROUPS, make_language
from bot.chat.views import WRONG
from bot.model import Certainty, Family, FindingKind, Level, PageFault, Part, Polarity, SourceKind, Status, Time
from bot.reply.phrase_keys import PHRASES, PLURALS
from bot.service.published import SearchFault
from tests.command import ROOT

CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "bot").rglob("*.py"))
    if path.name != "phrase_keys.py" and "playground" not in path.parts
)
WORDS = set(re.findall(r"""["']([A-Za-z0-9_ -]+)["']""", CODE))
"""Everything that stands between quotation marks in the code."""

SETS = (Level, Status, Certainty, Polarity, Time, Family, SourceKind, Part, FindingKind, PageFault)
MEMBERS = {str(member) for member in chain.from_iterable(SETS)}

SETTINGS = (*IN_GROUPS, make_language(()))
BUILT = {
    *(f"{setting.key}-{value}" for setting in SETTINGS for value in setting.values),
    *(f"about-{key}" for key in ("private", "group", "topic", *(setting.key for setting in SETTINGS))),
    *(f"wrong-{choice}" for choice in WRONG),
    *(f"{status}-by" for status in Status),
    *(f"{FindingKind.CAVEAT_NEAR_HEADLINE}-about", f"{FindingKind.OLD_DATE}-page", f"{FindingKind.NAMES_DIFFER}-thing"),
    *map(str, range(1, 13)),
    *(f"fault-{fault}" for fault in SearchFault),
}
"""Keys that the code puts together."""

KEYS = sorted({(part, str(key)) for phrases in (PHRASES, PLURALS) for part, keys in phrases.items() for key in keys})


@pytest.mark.parametrize(("part", "key"), KEYS)
def test_a_phrase_is_used(part: str, key: str) -> None:
    assert key in WORDS | MEMBERS | BUILT, f"nothing says {part}.{key}"


def test_a_phrase_of_no_use_would_be_found() -> None:
    assert "of-no-" + "use" not in WORDS | MEMBERS | BUILT
