"""The longest names, words and lists that there can be still make a message that Telegram takes: 4,096 UTF-16 units."""

from typing import Any

import pytest

from bot.chat.buttons import Keys
from bot.chat.composer import Composer
from bot.chat.cues.words import list_cues
from bot.chat.notes.listing import MOST_LISTED, say_listed
from bot.chat.office import open_list
from bot.chat.office.audit import ON_A_PAGE, say_change
from bot.files import load_rulebook
from bot.model import Article, Certainty, Family, Status
from bot.reading import read
from bot.reading.strength import take_version
from bot.reply.listed import say_shared
from bot.reply.pages import cut_list, render_list
from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import LIMIT, count_units
from bot.reply.watched import list_watched
from bot.service.changes import Change, Deed
from bot.service.cues import LONGEST, MOST, OwnCue, Wording
from bot.service.watches import MOST_WATCHED

ASTRAL = "\N{MATHEMATICAL BOLD CAPITAL A}"
"""A letter of two UTF-16 units."""
TITLE = f"\u2068{ASTRAL * 40}\u2069"
NAME = f"{ASTRAL * 64} {ASTRAL * 64}"
AT = 1_772_500_000.0


@pytest.fixture
def composer(phrasebook: Phrasebook) -> Composer:
    return Composer(phrasebook, Keys(phrasebook, "caveat_bot"))


def lay_out(title: str, line: str, on_a_page: int, phrasebook: Phrasebook) -> str:
    """Lay out the last page but one of a long list of the same line."""
    page = cut_list([line] * 99, 8, on_a_page)
    return render_list(title, [line] * len(page.items), page, phrasebook)


def test_everybody_who_may_be_listed_as_a_moderator_fits(composer: Composer) -> None:
    said: Any = say_listed([NAME] * MOST_LISTED, composer.phrasebook)
    assert count_units(composer.say("note", "listing", names=said)) <= LIMIT


@pytest.mark.parametrize("deed", Deed)
def test_a_page_of_changes_fits(phrasebook: Phrasebook, deed: Deed) -> None:
    change = Change("1", -7, 5, NAME, deed, ASTRAL * 300, AT)
    title = phrasebook.say("audit", "title", group=TITLE)
    assert count_units(lay_out(title, say_change(change, phrasebook), ON_A_PAGE, phrasebook)) <= LIMIT


def test_a_page_of_what_is_open_fits(phrasebook: Phrasebook) -> None:
    line = say_shared(ASTRAL * 999, 99_999, "30 September 2026", Status.SECOND_HAND, Certainty.UNCONFIRMED, phrasebook)
    title = phrasebook.say("open", "title", group=TITLE)
    assert count_units(lay_out(title, line, open_list.ON_A_PAGE, phrasebook)) <= LIMIT


def test_a_page_of_cues_fits(composer: Composer) -> None:
    wording = Wording("group.hedged.x", Family.HEDGE, ASTRAL * LONGEST)
    cues = [OwnCue("a" * 20, -7, wording, AT, kept=True, person=5, name=NAME)] * MOST
    assert count_units(list_cues(cues, -7, 0, composer, may_remove=True).html) <= LIMIT


def test_everything_that_somebody_may_watch_fits(phrasebook: Phrasebook) -> None:
    text = "The bridge at Ayle is closed, rumours say, and the harbour office has not confirmed the closure of the lock."
    version = take_version(read(Article(text), load_rulebook()).statements[0])
    html = list_watched([(version, TITLE, "30 September 2026")] * MOST_WATCHED, phrasebook)
    assert count_units(html) <= LIMIT
