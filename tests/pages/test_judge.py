"""What a page is that holds no article, and articles that only look like such a page."""

import pytest

from bot.model import NoPage, Page, PageFault
from bot.pages.extract import extract_page

URL = "https://harrowgazette.example/valley/flood"
SENTENCES = (
    "The flood office in Brackenford said on Sunday that the river would not reach the old bridge before the evening.",
    "Two families have left their houses at Lower Mill, according to the fire brigade, and a third has refused to go.",
    "A woman who keeps a shop by the water said that she had not been told anything and would stay where she was.",
    "It is not known how much rain fell on the hills during the night, because the gauge at Cold Edge has stopped.",
    "The council expects to open the school hall at six and has asked for blankets, its clerk, Ruth Ganz, said.",
    "Nobody has been hurt so far, she added, although some sheep may have been lost on the lower fields.",
    "Engineers are to look at the piers of the bridge on Monday if the water has fallen by then, the county said.",
    "The last time that the river stood so high was in 2002, when the mill at Quenby was carried away by it.",
)
HEADLINES = (
    "Council to vote on the harbour bridge tonight",
    "Farmers say the wolf has come back to Hern Hill",
    "Two hurt as tram leaves the rails",
    "Minister denies that he knew of the letter",
    "Schools in the north stay shut",
    "Old cinema may become a covered market",
    "Rowers from Pinmoor take the cup again",
    "Bakers warn of dearer bread this winter",
    "Police look for witnesses after the boatyard fire",
)
ARTICLE = '<meta property="og:type" content="article">'
NOT_FREE = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Flood", "isAccessibleForFree": false}</script>'
)
WALL = "<p>Subscribe now to continue reading this article.</p>"
PLAYER = '<video src="/flood.mp4"></video>'
BANNER = "<div><p>We use cookies to show you what you like.</p><button>Accept all</button></div>"


def paragraphs(number: int) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:number])


def links(number: int) -> str:
    return "".join(f'<li><a href="/{place}">{words}</a></li>' for place, words in enumerate(HEADLINES[:number]))


def page(body: str, head: str = "", url: str = URL) -> Page | NoPage:
    return extract_page(f"<html><head><title>Flood</title>{head}</head><body>{body}</body></html>", url)


def fault(body: str, head: str = "", url: str = URL) -> PageFault | None:
    found = page(body, head, url)
    return found.fault if isinstance(found, NoPage) else None


@pytest.mark.parametrize(
    "request_for_more",
    [
        "Subscribe to continue reading.",
        "Log in to read the rest of this story",
        "Already a subscriber? Sign in",
        "You have reached your limit of free articles.",
        "This article is only available to members.",
        "Create a free account to keep reading",
        "Start your free trial and unlock every story",
    ],
)
def test_a_teaser_above_a_request_to_log_in_is_a_login_wall(request_for_more: str) -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(2)}<div><p>{request_for_more}</p></div>") is PageFault.LOGIN_WALL


def test_a_teaser_that_says_it_is_not_free_is_a_login_wall() -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(3)}", NOT_FREE) is PageFault.LOGIN_WALL


def test_a_full_text_is_read_in_spite_of_the_request_under_it() -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(8)}{WALL}") is None


def test_a_full_text_is_read_in_spite_of_what_the_data_say() -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(8)}", NOT_FREE) is None


def test_a_request_above_a_short_text_belongs_to_the_site() -> None:
    assert fault(f"<div>Already a subscriber? Log in</div><h1>Flood</h1>{paragraphs(3)}", ARTICLE) is None


def test_a_newsletter_under_a_short_text_is_no_login_wall() -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(3)}<p>Sign up to our newsletter for more of this.</p>", ARTICLE) is None


def test_the_words_of_a_teaser_are_said_without_those_of_the_request() -> None:
    found = page(f"<h1>Flood</h1>{paragraphs(2)}{WALL}")
    assert isinstance(found, NoPage)
    assert found.facts["words"] == str(len(" ".join(SENTENCES[:2]).split()))


def test_a_form_with_a_password_and_no_text_is_a_login_wall() -> None:
    assert fault('<h1>Welcome</h1><form><input type="password"><button>Go</button></form>') is PageFault.LOGIN_WALL


def test_an_article_about_passwords_is_read() -> None:
    text = "<p>Sign in to read your messages with the word password, the ministry told its staff, and many of them did so.</p>"
    assert fault(f'<h1>Flood</h1>{text}{paragraphs(4)}<form><input type="password"></form>', ARTICLE) is None


def test_a_notice_about_cookies_is_a_consent_page() -> None:
    notice = "<p>We and our partners store cookies on your device and ask for your consent.</p><button>I agree</button>"
    assert fault(f"<h1>Before you continue</h1>{notice}") is PageFault.CONSENT


def test_an_article_under_a_banner_is_read() -> None:
    assert fault(f"{BANNER}<h1>Flood</h1>{paragraphs(4)}") is None


def test_an_article_about_cookies_is_read() -> None:
    text = "<p>We lost our cookies, said baker Ada Holm, and your guess about the thief is as good as ours, she told us all.</p>"
    assert fault(f"<h1>Flood</h1>{text}{paragraphs(3)}{BANNER}") is None


def test_a_video_with_its_caption_is_a_video() -> None:
    assert fault(f"<h1>Flood</h1>{PLAYER}{paragraphs(2)}") is PageFault.VIDEO


def test_a_short_article_among_headlines_is_read_where_it_says_it_is_one() -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(2)}<ul>{links(9)}</ul>", ARTICLE) is None


def test_a_short_article_with_a_video_is_read_where_it_says_it_is_one() -> None:
    assert fault(f"<h1>Flood</h1>{PLAYER}{paragraphs(3)}", ARTICLE) is None


def test_an_article_with_a_video_is_read() -> None:
    assert fault(f"<h1>Flood</h1>{PLAYER}{paragraphs(6)}") is None


def test_a_page_on_a_site_of_videos_is_a_video() -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(6)}", url="https://www.youtube.com/watch?v=1") is PageFault.VIDEO


def test_a_page_full_of_headlines_is_a_home_page() -> None:
    assert fault(f"<h1>Harrow Gazette</h1><ul>{links(9)}</ul>") is PageFault.HOME_PAGE


def test_a_few_headlines_at_the_root_of_a_site_are_a_home_page() -> None:
    assert fault(f"<ul>{links(4)}</ul>", url="https://harrowgazette.example/") is PageFault.HOME_PAGE


def test_an_article_among_headlines_is_read() -> None:
    assert fault(f"<ul>{links(9)}</ul><h1>Flood</h1>{paragraphs(4)}<ul>{links(9)}</ul>") is None


def test_an_article_at_the_root_of_a_site_is_read() -> None:
    assert fault(f"<h1>Flood</h1>{paragraphs(4)}<ul>{links(4)}</ul>", url="https://harrowgazette.example/?p=12") is None


@pytest.mark.parametrize(
    "body", ["", "<p>Loading</p>", "<noscript>Please enable JavaScript.</noscript>", f"<p>{SENTENCES[0]}</p>"]
)
def test_a_page_with_next_to_no_words_is_nearly_empty(body: str) -> None:
    assert fault(body) is PageFault.NEARLY_EMPTY


def test_the_first_lines_of_breaking_news_are_read() -> None:
    assert fault(f"<h1>Flood</h1><p>{SENTENCES[0]}</p><p>This is a developing story.</p>", ARTICLE) is None


def test_what_is_known_of_the_page_is_said() -> None:
    found = page("<p>Three words only.</p>", '<meta property="og:site_name" content="Harrow Gazette">')
    assert isinstance(found, NoPage)
    assert (found.url, dict(found.facts)) == (URL, {"words": "3", "site": "Harrow Gazette"})
