"""The browser itself: it is real, and a page that errs or reaches out is noticed."""

from playwright.sync_api import Browser

from tests.browser.conftest import Open, Watched


def test_a_page_is_drawn_and_can_be_pressed(open_page: Open) -> None:
    page = open_page()
    page.set_content("<button onclick=\"this.textContent = 'pressed'\">press</button>")
    page.get_by_role("button").click()
    assert page.get_by_role("button").inner_text() == "pressed"


def test_what_a_page_complains_of_is_noticed(browser: Browser) -> None:
    context = browser.new_context()
    watched = Watched(context)
    watched.page.set_content("<script>throw Error('broken')</script><img src='http://192.0.2.1/x.png'>", wait_until="commit")
    watched.page.wait_for_timeout(100)
    context.close()
    assert any("broken" in complaint for complaint in watched.complaints)
    assert any("192.0.2.1" in complaint for complaint in watched.complaints)
