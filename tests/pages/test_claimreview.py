"""ClaimReview: from feeds, lists, lines and pages of all kinds to fact-checks, and what is no use is said with its line."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import FactCheck
from bot.pages.claimfeed import CHUNK, LONGEST, Broken
from bot.pages.claimreview import LONGEST_CLAIM, Lack, Skipped, read_checks

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The ferry to Ostrel sank in the storm.",
    "url": "https://checks.example/ferry",
    "headline": "No, the ferry did not sink",
    "datePublished": "2026-03-02T08:00:00Z",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "Ostrel Checks"},
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2},
    "itemReviewed": {"@type": "Claim", "author": {"name": "A post"}, "datePublished": "2026-03-01"},
}
CHECK = FactCheck(
    "The ferry to Ostrel sank in the storm.",
    "Ostrel Checks",
    "Mostly false",
    "https://checks.example/ferry",
    "No, the ferry did not sink",
    "A post",
    "2026-03-01",
    "2026-03-02",
    "en",
)
Found = FactCheck | Skipped | Broken


def read(text: str | bytes) -> list[Found]:
    return list(read_checks(io.BytesIO(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)))


def read_one(**changes: object) -> Found:
    (found,) = read(json.dumps({**REVIEW, **changes}))
    return found


FEED = {"@type": "DataFeed", "dateModified": "x", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}], "more": 1}
SHAPES: dict[str, str] = {
    "an object": json.dumps(REVIEW),
    "a list": json.dumps([REVIEW]),
    "lists in lists": json.dumps([[[REVIEW]]]),
    "a graph": json.dumps({"@graph": [{"@type": "WebPage"}, REVIEW]}),
    "a feed": json.dumps(FEED, indent=1),
    "a feed in a list": json.dumps([FEED]),
    "an article that holds one": json.dumps({"@type": "NewsArticle", "review": REVIEW}),
    "a full kind": json.dumps({**REVIEW, "@type": "http://schema.org/ClaimReview"}),
    "several kinds": json.dumps({**REVIEW, "@type": ["Review", "ClaimReview"]}),
    "a page": f'<!doctype html>\n<script type="application/ld+json">{json.dumps(REVIEW)}</script><p>{{"a": 1}}</p>',
    "a block alone": f"<script type='application/ld+json'>\n<!--{json.dumps(REVIEW)}--></script>",
    "a page with other scripts": f"<script>var a;</script><SCRIPT id=x TYPE=application/ld+json>[{json.dumps(REVIEW)}]</SCRIPT>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_read_from(shape: str) -> None:
    assert read(SHAPES[shape]) == [CHECK]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    assert read(json.dumps(REVIEW).encode(encoding)) == [CHECK]


def test_objects_may_stand_one_a_line() -> None:
    line = json.dumps(REVIEW)
    assert read(f"{line}\n\n{line}\n") == [CHECK, CHECK]


def test_a_line_break_inside_of_a_text_is_borne() -> None:
    assert read(json.dumps(REVIEW).replace("the storm", "the\nstorm")) == [CHECK]


def test_one_object_may_point_to_another_by_its_id() -> None:
    graph = [
        {**REVIEW, "author": {"@id": "#we"}, "itemReviewed": {"@id": "#claim"}},
        {"@id": "#we", "name": "Ostrel Checks"},
        {"@id": "#claim", **REVIEW["itemReviewed"]},
    ]
    assert read(json.dumps({"@graph": graph})) == [CHECK]


def test_the_publisher_is_named_by_its_host_where_it_names_itself_nowhere() -> None:
    found = read_one(author=None, url="https://www.checks.example/x")
    assert isinstance(found, FactCheck)
    assert found.publisher == "checks.example"


def test_what_is_left_out_is_empty() -> None:
    found = read_one(headline=None, datePublished=None, inLanguage=5, itemReviewed="x")
    assert found == FactCheck(CHECK.claim, CHECK.publisher, CHECK.rating, CHECK.url)


def test_entities_tags_and_hostile_marks_are_cleaned() -> None:
    found = read_one(
        claimReviewed="<b>The &amp;quot;ferry&amp;quot;</b>\u202e sank\ud800\x00", reviewRating={"alternateName": "<i>No</i>"}
    )
    assert isinstance(found, FactCheck)
    assert (found.claim, found.rating) == ('The "ferry" sank', "No")


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"@type": "Review"}, Lack.NO_REVIEW),
        ({"claimReviewed": " "}, Lack.NO_CLAIM),
        ({"claimReviewed": "x" * (LONGEST_CLAIM + 1)}, Lack.LONG_CLAIM),
        ({"reviewRating": {"ratingValue": 1}}, Lack.NO_RATING),
        ({"reviewRating": "False"}, Lack.NO_RATING),
        ({"url": None}, Lack.NO_LINK),
        ({"url": "javascript:alert(1)"}, Lack.NO_LINK),
        ({"url": "tg://user?id=1"}, Lack.NO_LINK),
        ({"url": "https://odd_name.example/x"}, Lack.NO_LINK),
        ({"url": "http://127.0.0.1/x"}, Lack.NO_LINK),
        ({"url": "https://localhost/x"}, Lack.NO_LINK),
        ({"url": "https://a:b@checks.example/x"}, Lack.NO_LINK),
        ({"url": f"https://checks.example/{'x' * 2000}"}, Lack.NO_LINK),
        ({"url": ["", {}]}, Lack.NO_LINK),
    ],
)
def test_what_gives_no_fact_check_is_skipped_with_the_reason(changes: dict[str, object], lack: Lack) -> None:
    assert read_one(**changes) == Skipped(1, 1, lack)


def test_the_longest_claim_is_said_as_it_is() -> None:
    assert f"{LONGEST_CLAIM:,} characters" in Lack.LONG_CLAIM


def test_a_skipped_element_is_named_by_line_and_number() -> None:
    text = f'{{"dataFeedElement": [\n{json.dumps(REVIEW)},\n{{"item": null}},\n5]}}'
    assert read(text) == [CHECK, Skipped(3, 2, Lack.NO_REVIEW), Skipped(4, 3, Lack.NO_REVIEW)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "is neither JSON nor HTML"),
        ("  \n  ", 2, "is neither JSON nor HTML"),
        ("claim;rating", 1, "is neither JSON nor HTML (it begins with 'c')"),
        ('{"a"\n 1}', 2, "is not JSON: '1' where : was expected"),
        ('{"a": 1\n 1}', 2, "is not JSON: '1' where , or } was expected"),
        ("{\n1: 2}", 2, "is not JSON: '1' where \" was expected"),
        ("[\n{]", 2, "is not JSON: Expecting property name enclosed in double quotes"),
        ('[{"a": 1}\n', 2, "ends in the middle: take it whole, as it was written"),
        ('[{"a": "x\n', 1, "ends in the middle: take it whole, as it was written"),
        ("[" + "[" * 200_000, 1, "is nested too deeply to be read"),
        ("[" + "1" * 5_000 + "]", 1, "is not JSON: a number has too many digits"),
        ("{" + ", ".join(f'"k{n}": 1' for n in range(1_001)) + "}", 1, "is an object with more than 1,000 members, and no feed"),
        ("<p>\n<script type=application/ld+json>\n{</script>", 2, "holds JSON-LD that is not JSON"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, line: int, says: str) -> None:
    broken = read(text)[-1]
    assert isinstance(broken, Broken)
    assert (broken.line, broken.says) == (line, says)


def test_what_stands_before_the_break_is_read() -> None:
    assert read(f"[{json.dumps(REVIEW)}, {{")[0] == CHECK


def test_a_broken_block_of_a_page_costs_no_other() -> None:
    block = f"<script type=application/ld+json>{json.dumps(REVIEW)}</script>"
    found = read(f"<html><script type=application/ld+json>{{</script>{block}")
    assert [type(one) for one in found] == [Broken, FactCheck]


def test_a_page_without_json_ld_gives_nothing() -> None:
    assert read("<!doctype html><p>The ferry sank.</p>") == []


class Endless:
    """A feed as large as is asked for, written while it is read; it knows how much was ever asked for at once."""

    def __init__(self, elements: int) -> None:
        element = json.dumps({"item": [REVIEW]}).encode()
        self._rest = elements
        self._element = element + b",\n"
        self._left = b'{"@type": "DataFeed", "dataFeedElement": [\n'
        self.most = 0

    def read(self, size: int, /) -> bytes:
        self.most = max(self.most, size)
        while len(self._left) < size and self._rest:
            self._rest -= 1
            self._left += self._element if self._rest else self._element[:-2] + b"]}"
        given, self._left = self._left[:size], self._left[size:]
        return given


def test_a_feed_is_read_in_pieces_and_never_held_whole() -> None:
    feed = Endless(3_000)
    assert sum(one == CHECK for one in read_checks(feed)) == 3_000
    assert feed.most == CHUNK


def test_an_element_without_an_end_is_given_up_at_a_length() -> None:
    class Text:
        given = 0

        def read(self, size: int, /) -> bytes:
            self.given += size
            return b'["' + b"x" * (size - 2) if self.given == size else b"x" * size

    text = Text()
    (broken,) = read_checks(text)
    assert isinstance(broken, Broken)
    assert broken.says == f"is not JSON, or holds something longer than {LONGEST:,} characters"
    assert text.given < 3 * LONGEST


@pytest.mark.parametrize("size", range(1, 40))
def test_where_the_pieces_end_makes_no_difference(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pages.claimfeed.CHUNK", size)
    text = f'{{"a": 12345, "dataFeedElement": [\n{json.dumps({**REVIEW, "headline": "Nö 😀"}, ensure_ascii=False)}, 678]}}\n[90]'
    found = read(text)
    assert isinstance(found[0], FactCheck)
    assert found[1:] == [Skipped(2, 2, Lack.NO_REVIEW), Skipped(3, 3, Lack.NO_REVIEW)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*REVIEW, "item", "@graph", "@id", "dataFeedElement", "name", "alternateName"]), inner)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*REVIEW]), JSON), st.booleans())
def test_whatever_a_review_holds_it_becomes_a_fact_check_or_is_skipped(changes: dict[str, object], whole: bool) -> None:
    document = {**(REVIEW if whole else {}), **changes, "@type": "ClaimReview"}
    assert all(isinstance(one, FactCheck | Skipped) for one in read(json.dumps(document)))


@given(st.text())
def test_whatever_a_text_holds_reading_it_does_not_raise(text: str) -> None:
    read(text)
    read(f"[{text}")
    read(f"<script type=application/ld+json>{text}")
