"""What a reader sees and what the fold makes of it: the same letters, every place still in the text as given."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.fold import fold

SHOWN = {
    "curly apostrophe": ("It’s", "It's"),
    "reversed apostrophe": ("it‛s", "it's"),
    "acute accent as apostrophe": ("don´t", "don't"),
    "prime as apostrophe": ("don′t", "don't"),
    "curly quotes": ("“gone”", '"gone"'),
    "low quotes": ("„gone‟", '"gone"'),
    "guillemets": ("«gone»", '"gone"'),
    "corner brackets": ("「gone」", '"gone"'),
    "single quotes": ("‘gone’", "'gone'"),
    "non-breaking space": ("ten\u00a0men", "ten men"),
    "narrow space": ("ten\u202fmen", "ten men"),
    "ideographic space": ("ten\u3000men", "ten men"),
    "non-breaking hyphen": ("co\u2011op", "co-op"),
    "en dash": ("boats \u2013 two", "boats \u2014 two"),
    "zero-width space": ("con\u200bfirmed", "confirmed"),
    "zero-width joiner": ("con\u200dfirmed", "confirmed"),
    "word joiner": ("con\u2060firmed", "confirmed"),
    "byte order mark": ("\ufeffThe boat", "The boat"),
    "soft hyphen": ("con\u00adfirmed", "confirmed"),
    "right-to-left override": ("\u202edenied\u202c", "denied"),
    "direction isolate": ("\u2066denied\u2069", "denied"),
    "variation selector": ("x\ufe0fy", "xy"),
    "Cyrillic o and e": ("c\u043enfirm\u0435d", "confirmed"),
    "Cyrillic capital": ("\u0420olice", "Police"),
    "Greek o": ("rum\u03bfur", "rumour"),
    "Greek capital": ("\u0391rmy", "Army"),
    "dotless i": ("den\u0131ed", "denied"),
    "full-width letters": ("\uff43\uff4f\uff4e\uff46\uff49\uff52\uff4d", "confirm"),
    "full-width marks": ("no\uff0c yes\uff1a", "no, yes:"),
    "bold mathematical letters": ("\U0001d41d\U0001d41e\U0001d427\U0001d422\U0001d41e\U0001d41d", "denied"),
    "italic mathematical letters": ("\U0001d451\U0001d452\U0001d45b\U0001d456\U0001d452\U0001d451", "denied"),
    "un- set off by a hyphen": ("un-confirmed", "unconfirmed"),
    "Un- at the beginning": ("Un-named aides", "Unnamed aides"),
    "control characters": ("a\x01b\x7fc", "a b c"),
    "NUL": ("the\x00boat", "the boat"),
    "line separator": ("one\u2028two", "one\ntwo"),
    "bullet": ("\u25aa one", "\u2022 one"),
}


@pytest.mark.parametrize(("given_text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_a_text_is_folded_to_what_a_reader_sees(given_text: str, shown: str) -> None:
    assert fold(given_text).cased == shown


LEFT_ALONE = {
    "plain English": "The mayor's boat wasn't there; 3.5 percent said so.",
    "Russian": "Мэр сказал, что мост закрыт.",
    "Greek": "Ο δήμαρχος είπε όχι.",
    "accents": "Zoë Brûlé met Łukasz in Málaga.",
    "Chinese": "市长说桥已关闭。",
    "emoji": "Gone 🚢 for ever",
    "a proper prefix before a name": "an un-American idea",
    "mathematics": "1 < 2 and 3 > 2",
    "an ampersand": "fish & chips",
    "an unknown entity": "the &boat; left",
    "an angle bracket that opens no tag": "the <Ilse> sailed",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_what_a_reader_sees_already_stays_as_it_is(text: str) -> None:
    assert fold(text).cased == text


MARKUP = {
    "a paragraph": ("<p>The boat left.</p>", "The boat left."),
    "a link": ('The <a href="https://example.org/denied">boat</a> left.', "The boat left."),
    "an image": ('The boat <img src="x.png" alt="rumour"> left.', "The boat left."),
    "bold": ("The <b>boat</b> left.", "The boat left."),
    "a break": ("The boat<br/>left.", "The boat left."),
    "a script": ("The boat <script>var a = 'denied';</script> left.", "The boat left."),
    "a style": ("<style>.rumour { color: red }</style>The boat left.", "The boat left."),
    "a comment": ("The <!-- unconfirmed --> boat left.", "The boat left."),
    "a document type": ("<!DOCTYPE html><html><body>The boat left.</body></html>", "The boat left."),
    "a named entity": ("The boat&nbsp;left &amp; sank.", "The boat left & sank."),
    "a decimal entity": ("The mayor&#8217;s boat left.", "The mayor's boat left."),
    "a hexadecimal entity": ("The mayor&#x2019;s boat left.", "The mayor's boat left."),
    "quotation entities": ("&ldquo;The boat left.&rdquo;", '"The boat left."'),
}


@pytest.mark.parametrize(("given_text", "shown"), MARKUP.values(), ids=MARKUP.keys())
def test_pasted_html_is_read_as_a_browser_shows_it(given_text: str, shown: str) -> None:
    assert fold(given_text).cased.split() == shown.split()


def test_a_block_of_html_stands_on_a_line_of_its_own() -> None:
    assert "\n" in fold("<p>One</p><p>Two</p>").cased
    assert "\n" not in fold("<b>One</b><i>Two</i>").cased


def test_a_script_that_never_closes_hides_no_more_than_its_tag() -> None:
    assert "the boat left" in fold("<script>the boat left").cased


def test_a_folded_letter_keeps_its_place() -> None:
    given_text = "\u200bc\u043en\u00adfirmed"
    folded = fold(given_text)
    assert folded.offsets is not None
    assert [given_text[folded.offsets[place]] for place in range(len(folded.cased))] == list("c\u043enfirmed")


def test_a_plain_text_needs_no_offsets() -> None:
    assert fold("The boat left.").offsets is None


def test_small_letters_are_as_many_as_the_letters_they_come_from() -> None:
    for capital in ("\u0130", "\u1e9e", "\u01c5", "\u03a3", "\ufb01"):
        folded = fold(f"a{capital}b")
        assert len(folded.lower) == len(folded.cased)


_STRANGE = st.sampled_from(
    "\u200b\u00ad\u2060\ufeff\u202e\u2019\u201c\u00a0\u2028\ufe0f\u0435\u03bf\u0130\uff43<>&;#x\x00\ud800\n"
)
_TEXTS = (
    st.text()
    | st.text(_STRANGE | st.sampled_from("abcUn-'. "))
    | st.lists(
        st.sampled_from(
            ("<p>", "</p>", "<script>", "</script>", "<!--", "-->", "&amp;", "&#8217;", "&#0;", "&#x110000;", "un-", "a", " ")
        )
    ).map("".join)
)


@given(_TEXTS)
@example("&#0;&#x1F;&#xD800;")
@example("\ud83d\ude00")
def test_every_folded_letter_stands_for_one_in_the_text(text: str) -> None:
    folded = fold(text)
    offsets = range(len(text) + 1) if folded.offsets is None else folded.offsets
    assert len(folded.cased) == len(folded.lower)
    assert len(offsets) == len(folded.cased) + 1
    assert list(offsets) == sorted(set(offsets))
    assert offsets[len(folded.cased)] <= len(text)


@given(_TEXTS)
def test_folding_leaves_no_hidden_character_behind(text: str) -> None:
    hidden = {character for character in fold(text).cased if character < "\x80" and not character.isprintable()}
    assert hidden <= {"\t", "\n"}


@given(
    st.text(st.characters(max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp"), exclude_characters="<>&_`´"))
)
def test_ordinary_latin_letters_stay_in_their_places(text: str) -> None:
    folded = fold(text)
    assert len(folded.cased) == len(text) - text.count("un-") - text.count("Un-") or folded.offsets is None
