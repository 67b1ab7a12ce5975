"""Links on the command line: opened, refused, or read from a saved page."""

import json
from pathlib import Path

import pytest

from tests.command import caveat
from tests.near_site import PAGE, NearSite

SITE = "words read, from Lowmere Courier, by Ilse Tarn, dated 1 October 2026"


@pytest.fixture
def near(web: NearSite) -> dict[str, str]:
    return {"CAVEAT_PAGES_PORTS": str(web.port)}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "ferry.html"
    file.write_text(PAGE.replace("{published}", "2026-10-01"), encoding="utf-8")
    return file


def test_a_link_is_opened_and_its_article_read(web: NearSite, near: dict[str, str]) -> None:
    done = caveat("check", web.url("/ferry"), environ=near, module="tests.near_web")
    assert (done.returncode, done.stderr) == (0, "")
    assert SITE in done.stdout


def test_the_json_of_a_link_says_where_it_is_from(web: NearSite, near: dict[str, str]) -> None:
    done = caveat("check", "--json", web.url("/ferry?utm_source=x"), environ=near, module="tests.near_web")
    reading = json.loads(done.stdout)
    assert (reading["site"], reading["author"], reading["published"]) == (
        "Lowmere Courier",
        "Ilse Tarn",
        "2026-10-01T08:00:00+00:00",
    )
    assert reading["title"] == "Ferry stops for good"


def test_the_day_on_which_it_was_sent_shows_an_old_date(web: NearSite, near: dict[str, str]) -> None:
    done = caveat("check", web.url("/old"), "--passed-on", "2019-03-30", environ=near, module="tests.near_web")
    assert "The page is dated 26 days before its link was sent." in done.stdout


def test_a_day_that_is_none_is_refused() -> None:
    done = caveat("check", "x", "--passed-on", "yesterday")
    assert done.returncode == 2
    assert "is no day; write it as in 2026-03-29" in done.stderr


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("http://127.0.0.1/", "public internet only, and 127.0.0.1 is not there"),
        ("http://localhost/", "public internet only, and localhost is not there"),
        ("ftp://example.org/a", "I open web pages only"),
        ("file:///etc/passwd", "I open web pages only"),
        ("https://user:word@example.org/", "holds a user name or a password"),
        ("https://example.org:8443/", "usual ports only"),
        ("http://[::1", "no address that I can open"),
    ],
)
def test_a_link_that_may_not_be_opened_is_refused_with_the_reason(link: str, says: str) -> None:
    done = caveat("check", link)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr


def test_a_page_that_is_missing_is_said_with_its_status(web: NearSite, near: dict[str, str]) -> None:
    done = caveat("check", web.url("/gone"), environ=near, module="tests.near_web")
    assert done.returncode == 1
    assert "(status 404)" in done.stderr


def test_a_saved_page_is_read_without_the_network(saved: Path) -> None:
    done = caveat("check", "--saved", str(saved), "--url", "https://courier.example/ferry")
    assert (done.returncode, done.stderr) == (0, "")
    assert SITE in done.stdout


def test_a_saved_page_without_an_article_gets_a_calm_line(tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_bytes(b"<html><body><script>go()</script></body></html>")
    done = caveat("check", "--saved", str(file), "--url", "https://courier.example/ferry")
    assert (done.returncode, done.stdout) == (1, "")
    assert "I found no article on this page" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--saved", "a.html"), ("--url", "https://a.example"), ("--saved", "a.html", "--url", "https://a.example", "text")],
)
def test_saved_and_url_go_together_and_alone(arguments: tuple[str, ...]) -> None:
    assert caveat("check", *arguments).returncode == 2


def test_a_line_of_a_scan_with_a_link_and_no_text_has_its_page_read(web: NearSite, near: dict[str, str]) -> None:
    lines = f'{{"id": 1, "url": "{web.url("/ferry")}"}}\n{{"id": 2, "url": "http://10.0.0.1:{web.port}/"}}\n'
    done = caveat(
        "scan", "-", stdin=lines.encode(), environ={**near, "CAVEAT_PAGES_PORTS": f"80,{web.port}"}, module="tests.near_web"
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["site"]) == (1, "Lowmere Courier")
    assert second["id"] == 2
    assert done.returncode in (0, 1)


def test_several_processes_open_links_too(web: NearSite, near: dict[str, str]) -> None:
    lines = "".join(f'{{"id": {n}, "url": "{web.url("/gone")}"}}\n' for n in range(3))
    done = caveat("scan", "-", "--jobs", "2", stdin=lines.encode(), environ=near, module="tests.near_web")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [0, 1, 2]
