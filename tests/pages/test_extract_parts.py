"""Headlines, authors, dates, data and kept lines, each on a page no larger than the fact needs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Article, NoPage, Page, PageFault
from bot.pages.byline import find_published, name_authors, to_iso
from bot.pages.extract import extract_page
from bot.pages.headline import Titles, cut_site, find_headline

URL = "https://harrowgazette.example/valley/flood"
TEXT = (
    "The flood office in Brackenford said on Sunday that the river would not reach the old bridge before the evening.",
    "Two families have left their houses at Lower Mill, according to the fire brigade, and a third has refused to go.",
    "It is not known how much rain fell on the hills during the night, because the gauge at Cold Edge has stopped.",
    "Nobody has been hurt so far, the clerk added, although some sheep may have been lost on the lower fields.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in TEXT)
TITLE = "River may reach the old bridge tonight"


def read(body: str, head: str = "", url: str = URL) -> Article:
    page = extract_page(f"<html><head>{head}</head><body>{body}</body></html>", url)
    assert isinstance(page, Page), page
    return page.article


def data(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": TITLE} | said)}</script>'


@pytest.mark.parametrize(
    ("title", "site", "cut"),
    [
        ("Depot burns for a second night | Harrow Gazette", "Harrow Gazette", "Depot burns for a second night"),
        ("Depot burns for a second night - World - Harrow Gazette", "Harrow Gazette", "Depot burns for a second night"),
        ("Harrow Gazette: live – Depot burns", "Harrow Gazette", "Harrow Gazette: live – Depot burns"),
        ("Harrow Gazette » Depot burns again tonight", "Harrow Gazette", "Depot burns again tonight"),
        ("Depot burns – and nobody knows why", "Harrow Gazette", "Depot burns – and nobody knows why"),
        ("Harrow Gazette", "Harrow Gazette", ""),
        ("The Harrow Gazette is sold | Other Paper", "Harrow Gazette", "The Harrow Gazette is sold | Other Paper"),
    ],
)
def test_a_title_loses_the_name_of_the_site_and_no_more(title: str, site: str, cut: str) -> None:
    assert cut_site(title, site) == cut


@pytest.mark.parametrize(
    ("titles", "headline"),
    [
        (Titles("", [TITLE], TITLE, f"{TITLE} | Site"), TITLE),
        (Titles("River may reach the old bridge…", [TITLE], "Wow", "Wow | Site"), TITLE),
        (Titles(TITLE, ["Site"], "Wow", "Wow | Site"), TITLE),
        (Titles("", [], TITLE, "River | Site"), TITLE),
        (Titles("", [], "", f"{TITLE} | Site"), TITLE),
        (Titles("", ["Menu", TITLE], TITLE, ""), TITLE),
        (Titles("", [], "", ""), None),
    ],
)
def test_several_titles_become_one_headline(titles: Titles, headline: str | None) -> None:
    assert find_headline(titles, "Site") == headline


def test_the_site_is_known_from_what_follows_the_headline_in_the_window() -> None:
    found = read(f"<h1>{TITLE}</h1>{BODY}", f"<title>{TITLE} | Harrow Gazette</title>")
    assert (found.title, found.site) == (TITLE, "Harrow Gazette")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Holm", "Ada Holm"),
        ("by Ada Holm and Tom Reyes", "Ada Holm, Tom Reyes"),
        ("By Ada Holm, Tom Reyes & Ines Calloway", "Ada Holm, Tom Reyes, Ines Calloway"),
        ("Ada Holm, Staff Writer", "Ada Holm"),
        ("By Ada Holm, political editor, in Brackenford", "Ada Holm, in Brackenford"),
        ("Political Editor Ada Holm", "Ada Holm"),
        ("Ada Holm | Harrow Gazette", "Ada Holm"),
        ("Ada Holm (Brackenford)", "Ada Holm"),
        ("Ada Holm; Ada Holm", "Ada Holm"),
        ("Northern Press Agency", "Northern Press Agency"),
        ("Harrow Gazette Staff", "Harrow Gazette Staff"),
        ("Лидия Самохина", "Лидия Самохина"),
        ("admin", None),
        ("Staff Writer", None),
        ("Редакция", None),
        ("https://social.example/ada", None),
        ("ada@harrow.example", None),
        ("@ada", None),
        ("", None),
        ("12", None),
        ("word " * 200, None),
    ],
)
def test_a_byline_gives_names_and_nothing_else(byline: str, names: str | None) -> None:
    assert name_authors(byline) == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ada Holm", "Ada Holm"),
        (["Ada Holm", {"@type": "Person", "name": "Tom Reyes"}], "Ada Holm, Tom Reyes"),
        ({"@type": "Organization", "name": "Northern Press Agency"}, "Northern Press Agency"),
        ({"@type": "Person", "name": ["Ada Holm", "Tom Reyes"]}, "Ada Holm, Tom Reyes"),
        ({"@type": "Person", "name": "Ad&#225; Holm"}, "Adá Holm"),
        ({"name": "admin"}, None),
        ({"name": None}, None),
        (7, None),
    ],
)
def test_the_author_is_what_the_data_say(said: object, names: str | None) -> None:
    assert read(f"<h1>{TITLE}</h1>{BODY}", data(author=said)).author == names


def test_a_byline_on_the_page_names_the_author_where_the_data_do_not() -> None:
    assert read(f"<h1>{TITLE}</h1><div>By Ada Holm</div>{BODY}").author == "Ada Holm"


def test_a_sentence_that_begins_with_by_names_no_author() -> None:
    assert (
        read(f"<h1>{TITLE}</h1>{BODY}<p>By Monday the water will have fallen, and the piers can be looked at.</p>").author is None
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-14T09:30:00Z", "2026-11-14T09:30:00+00:00"),
        ("2026-11-14T09:30:00.000+0100", "2026-11-14T09:30:00+01:00"),
        ("2026-11-14", "2026-11-14"),
        ("20261114", "2026-11-14"),
        ("2026-11-14 09:30", "2026-11-14T09:30:00"),
        ("Sat, 14 Nov 2026 09:30:00 GMT", "2026-11-14T09:30:00+00:00"),
        ("November 14, 2026", "2026-11-14"),
        ("14th November 2026", "2026-11-14"),
        ("14.11.2026", "2026-11-14"),
        ("03/04/2026", None),
        ("2026", None),
        ("1066-10-14", None),
        ("31 February 2026", None),
        ("yesterday", None),
        ("9" * 5000, None),
    ],
)
def test_a_date_is_iso_or_nothing(text: str, day: str | None) -> None:
    assert to_iso(text) == day


def test_a_date_in_the_address_is_taken_last() -> None:
    assert find_published([], [], "https://a.example/2026/11/14/flood") == "2026-11-14"


def test_the_byline_nearest_to_the_text_names_the_author() -> None:
    other = "<div>By Tom Reyes</div><p>Fish market</p>"
    assert read(f"{other}<h1>{TITLE}</h1><p>By Monday night</p><div>By Ada van der Holm</div>{BODY}").author == "Ada van der Holm"


def test_words_after_by_that_are_no_names_name_no_author() -> None:
    assert read(f"<h1>{TITLE}</h1><p>By the time we went to press</p>{BODY}").author is None


def test_a_copyright_is_no_date() -> None:
    assert read(f"<h1>{TITLE}</h1>{BODY}<footer>© 2019 Harrow Gazette</footer>").published is None


def test_a_day_inside_the_article_is_not_its_date() -> None:
    assert (
        read(f"<h1>{TITLE}</h1>{BODY}<p>The last flood was on 14 November 2002, as older people remember.</p>{BODY}").published
        is None
    )


def test_the_time_of_publication_goes_before_that_of_an_update() -> None:
    times = (
        '<p>Updated <time datetime="2026-11-15">15 Nov</time></p><p>First published <time datetime="2026-11-14">14 Nov</time></p>'
    )
    assert read(f"<h1>{TITLE}</h1>{times}{BODY}").published == "2026-11-14"


@pytest.mark.parametrize(
    "block",
    [
        "{not json",
        "[[[[",
        "",
        "null",
        '{"@type": 7}',
        '{"@type": "NewsArticle", "headline": {"a": 1}, "author": [[]], "datePublished": 3, "articleBody": ["x"]}',
        '{"@graph": {"@graph": {"@graph": []}}}',
        "[" * 100_000,
    ],
)
def test_broken_data_do_not_spoil_the_rest(block: str) -> None:
    found = read(
        f"<h1>{TITLE}</h1>{BODY}", f'<script type="application/ld+json">{block}</script>{data(datePublished="2026-11-14")}'
    )
    assert (found.title, found.published) == (TITLE, "2026-11-14")


def test_the_text_of_the_data_is_taken_where_the_page_has_another() -> None:
    other = "".join(
        f"<p>Reader {number} writes that nothing of all this is of any use to anybody here.</p>" for number in range(9)
    )
    found = read(f"<h1>{TITLE}</h1>{other}", data(articleBody="\n".join(TEXT)))
    assert found.text == "\n\n".join(TEXT)


def test_a_summary_in_the_data_does_not_replace_the_text() -> None:
    assert read(f"<h1>{TITLE}</h1>{BODY}", data(articleBody=TEXT[0])).text == "\n\n".join(TEXT)


def test_half_a_pair_in_the_data_is_dropped() -> None:
    said = r'{"@type":"NewsArticle","headline":"River \ud800rises\u0000","author":"Ada\udfff"}'
    block = f'<script type="application/ld+json">{said}</script>'
    found = read(BODY, block)
    assert (found.title, found.author) == ("River rises", "Ada")


def test_lines_broken_to_a_width_in_the_data_are_one_paragraph() -> None:
    wrapped = "\n\n".join(sentence.replace(" the ", "\nthe ") for sentence in TEXT)
    assert read("<p>Loading.</p>", data(articleBody=wrapped)).text == "\n\n".join(TEXT)


def test_a_blank_line_in_the_markup_parts_no_paragraph() -> None:
    assert read(f"<article><h1>{TITLE}</h1>{BODY.replace(' the ', chr(10) * 2 + ' the ')}</article>").text == "\n\n".join(TEXT)


def test_tags_in_the_text_of_the_data_part_paragraphs() -> None:
    found = read(f"<h1>{TITLE}</h1><p>Loading.</p>", data(articleBody=f"<p>{'</p><p>'.join(TEXT)}</p>"))
    assert found.text == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Updated 14 November 2026, 10:15 GMT",
        "UPDATE: The bridge has been closed.",
        "Last updated on Sunday at noon",
        "Correction: The river is the Wend.",
        "Corrected on 15 November to give the name of the river.",
        "Clarification: The figure includes barns.",
        "Editor's note: This article has been shortened.",
        "This is a developing story.",
        "This is a breaking news story, and more will follow.",
        "This article has been amended since it was first published.",
        "An earlier version of this story misspelt the name of the clerk.",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "small", "footer", "span", "aside", "em"])
@pytest.mark.parametrize("above", [True, False])
def test_a_line_about_the_article_itself_is_kept_where_it_stands(line: str, tag: str, *, above: bool) -> None:
    note = f"<div><{tag}>{line}</{tag}></div>"
    text = read(
        f"<article><h1>{TITLE}</h1>{note}{BODY}</article>" if above else f"<article><h1>{TITLE}</h1>{BODY}{note}</article>"
    ).text
    assert text == "\n\n".join([line, *TEXT] if above else [*TEXT, line])


@pytest.mark.parametrize(
    "teaser",
    [
        "<div class='card'><h3><a href='/2'>Fish market stays open</a></h3><p>Updated 3 hours ago</p></div>",
        "<div><a href='/2'><h3>Fish market stays open</h3></a><p>Correction: The market opens at six.</p></div>",
        "<nav><p>Updated 3 hours ago</p></nav>",
        "<div class='comments'><p>Correction: You are wrong about the bridge.</p></div>",
        "<h3>Comments (2)</h3><p>ada</p><p>Correction: You are wrong about the bridge.</p>",
        "<p><a href='/corrections'>Corrections and clarifications</a></p>",
        "<p>Update your preferences</p>",
    ],
)
def test_a_line_about_another_article_is_left_out(teaser: str) -> None:
    assert read(f"<main><article><h1>{TITLE}</h1>{BODY}</article>{teaser}</main>").text == "\n\n".join(TEXT)


@pytest.mark.parametrize("title", ["Most read", "Related articles", "More on this story", "You may also like", "Trending now"])
def test_a_list_of_other_articles_is_left_out_wherever_it_stands(title: str) -> None:
    box = f"<div><b>{title}</b></div><ul><li><a href='/2'>Fish market to stay open through the works</a></li></ul>"
    first, rest = f"<p>{TEXT[0]}</p>", "".join(f"<p>{sentence}</p>" for sentence in TEXT[1:])
    assert read(f"<h1>{TITLE}</h1>{first}{box}{rest}{box}").text == "\n\n".join(TEXT)


def test_lists_quotations_and_subheads_are_read() -> None:
    items = "<ul><li>One gauge has stopped.</li><li>Two are running.</li></ul>"
    extra = f"<h2>What is known</h2>{items}<blockquote><p>We wait.</p></blockquote>"
    text = read(f"<article><h1>{TITLE}</h1>{BODY}{extra}{BODY.replace('Sunday', 'Monday')}</article>").text
    wanted = ["What is known", "• One gauge has stopped.", "• Two are running.", "We wait."]
    assert text.split("\n\n")[4:8] == wanted


def test_a_time_inside_a_sentence_is_read() -> None:
    sentence = "The water stood highest at <time datetime='2026-11-14T10:45'>10.45</time> on Sunday, the flood office said."
    assert "highest at 10.45 on Sunday" in read(f"<article><h1>{TITLE}</h1>{BODY}<p>{sentence}</p></article>").text


def test_a_page_inside_a_form_is_read() -> None:
    long = "".join(f"<p>{sentence}</p>" for sentence in TEXT * 1) + "".join(
        f"<p>{sentence.replace('the', 'a')}</p>" for sentence in TEXT
    )
    assert TEXT[3] in read(f"<form action='/page.aspx'><h1>{TITLE}</h1>{long}{long.upper()}</form>").text


def test_text_without_any_tags_is_read() -> None:
    page = extract_page("\n".join(TEXT), URL)
    assert isinstance(page, Page)
    assert TEXT[2] in page.article.text


@pytest.mark.parametrize(
    ("path", "fault"),
    [("s/harbourwire", PageFault.HOME_PAGE), ("harbourwire", PageFault.HOME_PAGE), ("harbourwire/999", PageFault.NEARLY_EMPTY)],
)
def test_a_channel_without_the_wanted_post_says_so(path: str, fault: PageFault) -> None:
    markup = (
        '<html><body><div class="tgme_widget_message" data-post="harbourwire/1">'
        '<div class="tgme_widget_message_text">Tugs are out.</div></div></body></html>'
    )
    page = extract_page(markup, f"https://t.me/{path}")
    assert isinstance(page, NoPage)
    assert page.fault is fault


def test_an_embedded_post_is_read() -> None:
    markup = (
        '<html><body><div class="tgme_widget_message" data-post="HarbourWire/1">'
        '<a class="tgme_widget_message_owner_name">Harbour Wire</a>'
        '<div class="tgme_widget_message_text">Tugs are out.<br>Nobody says why.</div>'
        '<time datetime="2026-11-02T21:50:11+00:00">21:50</time></div></body></html>'
    )
    page = extract_page(markup, "https://t.me/harbourwire/1?embed=1")
    assert isinstance(page, Page)
    assert page == Page(
        Article(
            "Tugs are out.\n\nNobody says why.",
            url="https://t.me/harbourwire/1?embed=1",
            site="Harbour Wire",
            author="Harbour Wire",
            published="2026-11-02T21:50:11+00:00",
            is_page=True,
        ),
        "https://t.me/harbourwire/1",
    )


TAGS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<h1>",
            "<h2>",
            "<ul><li>",
            "<table><td>",
            "<br>",
            "<a href='/x'>",
            "</a>",
            "<script>",
        ),
        *("<time>", "<form>", "<!--", "-->", "<![CDATA[", "<script type='application/ld+json'>", '{"@type":"NewsArticle"}'),
        *("</script>", *TEXT, "\0", "\ud800", "Updated 3 May 2026", "<"),
    ],
)
ADDRESSES = st.sampled_from([URL, "https://t.me/s/a/1", "https://t.me/harbourwire/412", "http://[", "", "https://a.example/"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=8)), max_size=40).map("".join), ADDRESSES)
def test_any_markup_gives_a_page_or_a_reason(markup: str, url: str) -> None:
    page = extract_page(markup, url)
    assert isinstance(page, NoPage) or (page.article.text.strip() == page.article.text != "" and page.article.url == url)
