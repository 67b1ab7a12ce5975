"""The same article under many addresses, and other articles that stay others."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pages.same_address import is_home, same_address

PLAIN = "https://harrowgazette.example/valley/flood?id=7&page=2"
DRESSED = [
    "https://www.harrowgazette.example/valley/flood?id=7&page=2",
    "http://harrowgazette.example/valley/flood?id=7&page=2",
    "HTTPS://WWW.HarrowGazette.Example:443/valley/flood/?page=2&id=7",
    "http://harrowgazette.example.:80/valley/flood?id=7&page=2",
    "harrowgazette.example/valley/flood?id=7&page=2",
    "//harrowgazette.example/valley/flood?id=7&page=2",
    "  https://harrowgazette.example/valley/flood?id=7&page=2\n",
    "https://someone:secret@harrowgazette.example/valley/flood?id=7&page=2",
    "https://harrowgazette.example/valley/flood?id=7&page=2#comments",
    "https://harrowgazette.example/valley/flood?utm_source=mail&utm_medium=x&id=7&page=2",
    "https://harrowgazette.example/valley/flood?id=7&fbclid=Iw0&gclid=a&mc_cid=b&igshid=c&ref=front&page=2",
    "https://harrowgazette.example/valley/flood?id=7&page=2&_hsenc=p2&_hsmi=8&UTM_Campaign=y",
    "https://m.harrowgazette.example/valley/flood?id=7&page=2",
    "https://mobile.harrowgazette.example/valley/flood?id=7&page=2",
    "https://amp.harrowgazette.example/valley/flood?id=7&page=2",
    "https://www.m.harrowgazette.example/valley/flood?id=7&page=2",
    "https://harrowgazette.example/valley/flood/amp?id=7&page=2",
    "https://harrowgazette.example/valley/flood/amp/?id=7&page=2",
    "https://harrowgazette.example/amp/valley/flood?id=7&page=2",
    "https://harrowgazette.example/valley/flood.amp?id=7&page=2",
    "https://harrowgazette.example/valley/flood?amp=1&id=7&page=2",
    "https://harrowgazette.example/valley/flood?id=7&page=2&outputType=amp",
    "https://www.google.com/amp/s/www.harrowgazette.example/valley/flood/amp?id=7&page=2",
    "https://www.google.co.uk/amp/s/amp.harrowgazette.example/valley/flood?id=7&page=2",
    "https://www-harrowgazette-example.cdn.ampproject.org/c/s/www.harrowgazette.example/valley/flood?id=7&amp_js_v=0.1&page=2",
    "https://harrowgazette.example/valley/./up/../flood?id=7&page=2",
    "https://harrowgazette.example//valley//flood?id=7&page=2",
    "https://harrowgazette.example/v%61lley/flood?i%64=7&page=2",
    "https://harrowgazette.example/valley/flood;jsessionid=A1?id=7&page=2",
    "https://harrowgazette.example/valley/flood/index.html?id=7&page=2",
]
SAME = [
    ("https://вести.example/новость", "https://xn--b1agj9af.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C"),
    ("https://t.me/s/harbourwire/412", "https://t.me/harbourwire/412?embed=1&mode=tme"),
    ("https://en.m.lexicon.example/wiki/Tide", "https://en.lexicon.example/wiki/Tide"),
    ("https://www.tidings.co.uk/news/amp/world-1", "https://tidings.co.uk/news/world-1"),
    ("https://a.example", "http://a.example/"),
]
DIFFERENT = [
    ("https://a.example/story?id=1", "https://a.example/story?id=2"),
    ("https://a.example/a", "https://a.example/b"),
    ("https://a.example/A", "https://a.example/a"),
    ("https://a.example/a", "https://b.example/a"),
    ("https://a.example/a", "https://a.example:8080/a"),
    ("https://news.a.example/a", "https://a.example/a"),
    ("https://a.example/2026/a", "https://a.example/2025/a"),
    ("https://a.example/lamp", "https://a.example/l"),
    ("https://a.example/#!/story/1", "https://a.example/#!/story/2"),
    ("https://t.me/harbourwire/412", "https://t.me/harbourwire/413"),
    ("https://a.example/a%2Fb", "https://a.example/a/b"),
    ("https://m.example/a", "https://example/a"),
    ("https://a.example/?p=1", "https://a.example/"),
]
NOT_WEB = [
    "",
    "hello there",
    "mailto:a@a.example",
    "javascript:alert(1)",
    "ftp://a.example/a",
    "http://[::1/a",
    "https:///a",
    "http://a b/",
]
HOSTS = st.sampled_from(
    ["a.example", "www.a.example", "m.news.co.uk", "t.me", "amp.a.b.c", "www.google.com", "вести.example", "[::1]"]
)
PARTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["amp", "s", "c", "..", ".", "", "index.html", "a.amp", "b.example", "%61", "%4%31", "%", "é", "a b", ";jsessionid=1"]
        ),
        st.text(max_size=5),
    ),
    max_size=6,
).map("/".join)
QUERIES = st.lists(
    st.sampled_from(["a=1", "a=2", "utm_x=1", "b", "=", "&", "%2", "c=d=e", "+", "amp=1", "output=amp", "é=ü"]), max_size=4
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    scheme = draw(st.sampled_from(["http://", "https://", "", "//"]))
    query = "&".join(draw(QUERIES))
    return f"{scheme}{draw(HOSTS)}/{draw(PARTS)}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("url", DRESSED)
def test_a_dressed_up_address_is_the_plain_one(url: str) -> None:
    assert same_address(url) == PLAIN


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_addresses_of_one_article_are_the_same(one: str, other: str) -> None:
    assert same_address(one) == same_address(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_articles_keep_two_addresses(one: str, other: str) -> None:
    assert same_address(one) != same_address(other)


@pytest.mark.parametrize("text", NOT_WEB)
def test_what_is_no_web_address_stays_as_it_is(text: str) -> None:
    assert same_address(text) == text


@pytest.mark.parametrize(
    ("canonical", "known"),
    [
        ("https://www.harrowgazette.co.uk/flood", "https://harrowgazette.co.uk/flood"),
        ("/flood", "https://harrowgazette.co.uk/flood"),
        ("https://news.harrowgazette.co.uk/flood", "https://news.harrowgazette.co.uk/flood"),
        ("https://tidings.co.uk/flood", "https://harrowgazette.co.uk/valley/f1"),
        ("https://harrowgazette.co.uk/", "https://harrowgazette.co.uk/valley/f1"),
        ("https://harrowgazette.co.uk/index.html", "https://harrowgazette.co.uk/valley/f1"),
        ("javascript:alert(1)", "https://harrowgazette.co.uk/valley/f1"),
        ("http://[", "https://harrowgazette.co.uk/valley/f1"),
        ("", "https://harrowgazette.co.uk/valley/f1"),
    ],
)
def test_a_page_is_believed_about_its_address_only_on_its_own_site(canonical: str, known: str) -> None:
    assert same_address("https://www.harrowgazette.co.uk/valley/f1?utm_source=x", canonical) == known


def test_neighbours_under_a_shared_suffix_are_two_sites() -> None:
    assert same_address("https://kestrel.github.io/a", "https://wren.github.io/b") == "https://kestrel.github.io/a"


@given(st.one_of(addresses(), st.text(max_size=60)))
def test_the_address_of_an_address_is_itself(url: str) -> None:
    assert same_address(same_address(url)) == same_address(url)


@given(st.text(max_size=80), st.one_of(st.none(), st.text(max_size=80), addresses()))
def test_any_string_has_an_address(url: str, canonical: str | None) -> None:
    assert isinstance(same_address(url, canonical), str)


@given(addresses(), addresses())
def test_a_page_cannot_speak_for_another_site(url: str, canonical: str) -> None:
    host = urlsplit(same_address(url)).hostname
    assert urlsplit(same_address(url, canonical)).hostname == host


@given(st.integers(1, 9), st.integers(1, 9))
def test_the_number_of_an_article_stays(one: int, other: int) -> None:
    first, second = (same_address(f"https://a.example/story?utm_source=x&id={number}") for number in (one, other))
    assert (first == second) == (one == other)


def test_a_home_page_is_told_from_an_article() -> None:
    assert [
        is_home(same_address(url)) for url in ("https://a.example", "a.example/index.html", "https://a.example/?p=1", "http://[")
    ] == [
        True,
        True,
        False,
        False,
    ]
