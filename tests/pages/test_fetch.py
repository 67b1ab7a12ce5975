"""A page is fetched within its limits, and whatever goes wrong has its own reason and leaves nothing behind."""

import asyncio
import gzip
import logging
import ssl
import time
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme

from bot.model import NoPage, Page, PageFault
from bot.pages.limits import USER_AGENT, Limits
from bot.pages.network import Guard
from bot.pages.reader import WebPages, extract_lazily
from bot.pages.same_address import same_address
from tests.pages.servers import Act, after, answer, drip, hang_up, redirect, wait_for, write, zipped
from tests.pages.small_web import DESERTED, NEWS, PUBLIC, SmallWeb, may_be_dialled, small_web

STORY = "<!doctype html><title>Harbour</title><p>The harbour is closed, the mayor said.</p>"
SHORT = Limits(seconds=0.4)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
async def web() -> AsyncIterator[SmallWeb]:
    async with small_web() as web:
        yield web


def fault_of(answer: Page | NoPage) -> PageFault:
    assert isinstance(answer, NoPage), answer
    return answer.fault


def text_of(answer: Page | NoPage) -> str:
    assert isinstance(answer, Page), answer
    return answer.article.text


async def test_a_page_is_opened(web: SmallWeb) -> None:
    web.site.at("/", answer(STORY))
    assert text_of(await web.open()) == STORY


async def test_we_say_who_we_are_and_ask_by_the_name(web: SmallWeb) -> None:
    web.site.at("/", answer(STORY))
    await web.open()
    head = web.site.heads[-1].decode()
    assert f"User-Agent: {USER_AGENT}\r\n" in head
    assert f"Host: {NEWS}:{web.site.port}\r\n" in head
    assert "cookie" not in head.lower()


async def test_a_zipped_page_is_unpacked(web: SmallWeb) -> None:
    web.site.at("/", zipped(STORY))
    assert text_of(await web.open()) == STORY


async def test_a_page_zipped_in_two_members_is_whole(web: SmallWeb) -> None:
    halves = gzip.compress(STORY[:30].encode()) + gzip.compress(STORY[30:].encode())
    web.site.at("/", answer(halves, Content_Encoding="gzip"))
    assert text_of(await web.open()) == STORY


async def test_a_redirect_is_followed_and_the_article_knows_where_it_stood(web: SmallWeb) -> None:
    web.site.at("/", redirect("/story?n=1#top", 301))
    web.site.at("/story?n=1", answer(STORY))
    page = await web.open()
    assert isinstance(page, Page)
    assert page.article.url == web.url("/story?n=1")


@pytest.mark.parametrize("spelled", ["ⓝews.example", "ＮＥＷＳ。example", "%6eews.example"])
async def test_a_redirect_is_read_as_browsers_read_it(web: SmallWeb, spelled: str) -> None:
    web.site.at("/", redirect(web.url("/story", spelled)))
    web.site.at("/story", answer(STORY))
    page = await web.open()
    assert isinstance(page, Page), page
    assert page.article.url == web.url("/story")


@pytest.mark.parametrize("location", ["http://[::1", f"http://{NEWS}:http/", "http://a\u200d.example/", "//xn--i-7iq..example/"])
async def test_a_redirect_to_no_address_is_told_as_that(web: SmallWeb, location: str) -> None:
    web.site.at("/", redirect(location))
    assert fault_of(await web.open()) is PageFault.BAD_ADDRESS


async def test_another_header_does_not_change_how_a_redirect_is_read(web: SmallWeb) -> None:
    web.site.at("/", write("HTTP/1.1 302 Found\r\nLocation: /гавань\r\nX-City: ".encode() + b"M\xfcnchen\r\n\r\n"))
    await web.open()
    assert web.site.asked == ["/", "/%D0%B3%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C"]


async def test_a_path_is_asked_for_as_it_is_written(web: SmallWeb) -> None:
    path = "/a/../b//100%?c=%zz&d='[e]'"
    web.site.at(path, answer(STORY))
    assert text_of(await web.open(path)) == STORY


async def test_a_name_that_only_browsers_know_is_asked_for(web: SmallWeb) -> None:
    web.names.set("xn--i-7iq.example", [PUBLIC])
    web.site.at("/", answer(STORY))
    assert text_of(await web.open(name="xn--i-7iq.example")) == STORY
    assert f"Host: xn--i-7iq.example:{web.site.port}\r\n".encode() in web.site.heads[-1]


async def test_five_redirects_are_followed(web: SmallWeb) -> None:
    for n in range(5):
        web.site.at(f"/{n}", redirect(f"/{n + 1}"))
    web.site.at("/5", answer(STORY))
    assert text_of(await web.open("/0")) == STORY


async def test_a_sixth_redirect_is_not(web: SmallWeb) -> None:
    for n in range(6):
        web.site.at(f"/{n}", redirect(f"/{n + 1}"))
    assert fault_of(await web.open("/0")) is PageFault.REDIRECTS
    assert web.site.asked == ["/0", "/1", "/2", "/3", "/4", "/5"]


async def test_a_redirect_loop_ends(web: SmallWeb) -> None:
    web.site.at("/", redirect("/"))
    assert fault_of(await web.open()) is PageFault.REDIRECTS


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 451, 500, 503, 599, 999, 304, 300])
async def test_a_status_that_is_no_success_is_told(status: int) -> None:
    async with small_web(SHORT) as web:
        web.site.at("/", answer(STORY, status=status))
        refusal = await web.open()
    assert isinstance(refusal, NoPage)
    assert (refusal.fault, refusal.facts["status"]) == (PageFault.HTTP_STATUS, str(status))


async def test_a_gzip_bomb_ends_early(web: SmallWeb) -> None:
    bomb = gzip.compress(bytes(100_000_000), 9)
    assert len(bomb) < 100_000
    web.site.at("/", answer(bomb, Content_Encoding="gzip"))
    tracemalloc.start()
    assert fault_of(await web.open()) is PageFault.TOO_LARGE
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


async def test_a_bomb_within_a_bomb_is_not_opened(web: SmallWeb) -> None:
    bomb = gzip.compress(gzip.compress(bytes(10_000_000), 9), 9)
    web.site.at("/", answer(bomb, Content_Encoding="gzip, gzip"))
    assert fault_of(await web.open()) is PageFault.NOT_TEXT


@pytest.mark.parametrize("packing", ["br", "zstd", "compress", "gzip;q=1", "rot13"])
async def test_a_compression_that_we_did_not_ask_for_is_no_text(web: SmallWeb, packing: str) -> None:
    web.site.at("/", answer(b"\x1b\x00\xf8\x28" * 100, Content_Encoding=packing))
    assert fault_of(await web.open()) is PageFault.NOT_TEXT


async def test_endless_small_gzip_members_are_counted_as_they_come() -> None:
    empty = gzip.compress(b"") * 1_000
    async with small_web(Limits(page_bytes=100_000)) as web:
        web.site.at("/", drip(OK + b"Content-Encoding: gzip\r\n\r\n", empty, 0))
        assert fault_of(await web.open()) is PageFault.TOO_LARGE


async def test_256_megabytes_are_not_read(web: SmallWeb) -> None:
    web.site.at("/", drip(OK + b"Content-Length: 268435456\r\n\r\n", b"<p>" + b"x" * 65_536, 0))
    assert fault_of(await web.open()) is PageFault.TOO_LARGE


async def test_a_page_of_exactly_the_most_is_read_and_one_byte_more_is_not() -> None:
    async with small_web(Limits(page_bytes=1_000)) as web:
        web.site.at("/fits", answer(b"<p>" + b"x" * 997))
        web.site.at("/fits-zipped", zipped(b"<p>" + b"x" * 997))
        web.site.at("/not", answer(b"<p>" + b"x" * 998))
        web.site.at("/not-zipped", zipped(b"<p>" + b"x" * 998))
        fitting = [text_of(await web.open(path)) for path in ("/fits", "/fits-zipped")]
        faults = [fault_of(await web.open(path)) for path in ("/not", "/not-zipped")]
    assert [len(text) for text in fitting] == [1_000, 1_000]
    assert faults == [PageFault.TOO_LARGE, PageFault.TOO_LARGE]


SLOW = {
    "a body byte by byte": drip(OK + b"Content-Length: 100000\r\n\r\n<p>", b"x"),
    "a chunk at a time": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "a header at a time": drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "a status line byte by byte": drip(b"HTTP/1.1 200 ", b"O"),
    "nothing": drip(b"", b""),
    "be patient, again and again": drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    "redirects": after(0.15, redirect("/slow?")),
}


@pytest.mark.parametrize("act", SLOW.values(), ids=SLOW)
async def test_whatever_drips_ends_in_time(act: Act) -> None:
    async with small_web(SHORT) as web:
        web.site.at("/slow", act)
        web.site.at("/slow?", after(0.5, redirect("/slow")))
        began = time.monotonic()
        assert fault_of(await web.open("/slow")) is PageFault.TOO_SLOW
        assert time.monotonic() - began < 2


async def test_a_name_server_that_takes_its_time_ends_in_time() -> None:
    async with small_web(SHORT) as web:
        web.names.pause = 30
        assert fault_of(await web.open()) is PageFault.TOO_SLOW


async def test_a_server_that_says_nothing_in_the_handshake_ends_in_time() -> None:
    async with small_web(SHORT) as web:
        web.site.at_once = drip(b"", b"")
        assert fault_of(await web.pages.open(web.url().replace("http:", "https:"))) is PageFault.TOO_SLOW


async def test_endless_headers_end() -> None:
    async with small_web(Limits(seconds=5)) as web:
        web.site.at("/", drip(OK, b"X-Again: " + b"y" * 4_000 + b"\r\n", 0))
        assert fault_of(await web.open()) is PageFault.TOO_LARGE


async def test_one_endless_header_ends() -> None:
    async with small_web(Limits(seconds=5)) as web:
        web.site.at("/", drip(OK + b"X: ", b"y" * 4_000, 0))
        assert fault_of(await web.open()) is PageFault.TOO_LARGE


CUT = {
    "shorter than it said": write(OK + b"Content-Length: 1000\r\n\r\n" + STORY.encode()),
    "chunks without an end": write(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n"),
    "a chunk cut in the middle": write(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>ab"),
    "chunks of no length": write(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\nzz\r\n"),
    "a line that drops": hang_up(OK + b"Content-Length: 1000\r\n\r\n" + STORY.encode()),
    "half a gzip stream": answer(gzip.compress(STORY.encode())[:-12], Content_Encoding="gzip"),
}


@pytest.mark.parametrize("act", CUT.values(), ids=CUT)
async def test_a_body_that_was_cut_is_not_read(web: SmallWeb, act: Act) -> None:
    web.site.at("/", act)
    assert fault_of(await web.open()) is PageFault.CUT_SHORT


ODD = {
    "no words at all": write(b""),
    "half a status line": write(b"HTTP/1.1 20"),
    "not http": write(b"220 mail.example ESMTP\r\n"),
    "a header without a name": write(b"HTTP/1.1 200 OK\r\n: x\r\n\r\n"),
    "two lengths": write(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
    "a negative length": write(OK + b"Content-Length: -1\r\n\r\nxx"),
    "another protocol": write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n"),
    "binary": write(bytes(range(256))),
}


@pytest.mark.parametrize("act", ODD.values(), ids=ODD)
async def test_a_server_that_speaks_no_http_cannot_be_reached(web: SmallWeb, act: Act) -> None:
    web.site.at("/", act)
    assert fault_of(await web.open()) is PageFault.UNREACHABLE


async def test_a_name_that_nobody_knows_is_told(web: SmallWeb) -> None:
    refusal = await web.open(name="nowhere.example")
    assert isinstance(refusal, NoPage)
    assert (refusal.fault, refusal.facts["host"]) == (PageFault.UNKNOWN_NAME, "nowhere.example")


async def test_a_name_without_addresses_is_unknown(web: SmallWeb) -> None:
    web.names.set("empty.example", [])
    assert fault_of(await web.open(name="empty.example")) is PageFault.UNKNOWN_NAME


async def test_a_door_that_is_shut_is_told(web: SmallWeb) -> None:
    web.names.set("deserted.example", [DESERTED])
    assert fault_of(await web.open(name="deserted.example")) is PageFault.UNREACHABLE


async def test_the_next_address_of_a_name_is_tried(web: SmallWeb) -> None:
    web.names.set(NEWS, [DESERTED, PUBLIC])
    web.site.at("/", answer(STORY))
    assert text_of(await web.open()) == STORY


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def server_context(issuer: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer.issue_cert(name).configure_cert(context)
    return context


def client_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


async def test_the_name_is_kept_for_the_certificate(authority: trustme.CA) -> None:
    async with small_web(server_tls=server_context(authority, NEWS), client_tls=client_context(authority)) as web:
        web.site.at("/", answer(STORY))
        assert text_of(await web.open()) == STORY


async def test_the_name_is_told_in_the_handshake(authority: trustme.CA) -> None:
    told: list[str | None] = []
    context = server_context(authority, NEWS)
    context.sni_callback = lambda _socket, name, _context: told.append(name)
    async with small_web(server_tls=context, client_tls=client_context(authority)) as web:
        await web.open()
    assert set(told) == {NEWS}


async def test_a_certificate_for_another_name_is_not_believed(authority: trustme.CA) -> None:
    async with small_web(server_tls=server_context(authority, "other.example"), client_tls=client_context(authority)) as web:
        web.site.at("/", answer(STORY))
        assert fault_of(await web.open()) is PageFault.CERTIFICATE
        assert web.site.asked == []


async def test_a_certificate_for_the_address_does_not_do_for_the_name(authority: trustme.CA) -> None:
    async with small_web(server_tls=server_context(authority, PUBLIC), client_tls=client_context(authority)) as web:
        assert fault_of(await web.open()) is PageFault.CERTIFICATE


async def test_a_certificate_of_nobody_we_know_is_not_believed(authority: trustme.CA) -> None:
    async with small_web(server_tls=server_context(authority, NEWS)) as web:
        assert fault_of(await web.open()) is PageFault.CERTIFICATE


async def test_a_redirect_does_not_get_round_the_certificate(authority: trustme.CA) -> None:
    async with small_web(server_tls=server_context(authority, NEWS), client_tls=client_context(authority)) as web:
        web.names.set("other.example", [PUBLIC])
        web.site.at("/", redirect(web.url("/", "other.example")))
        assert fault_of(await web.open()) is PageFault.CERTIFICATE


async def test_tls_where_none_is_spoken_is_told(web: SmallWeb) -> None:
    web.site.at_once = write(b"220 mail.example ESMTP\r\n" * 10)
    assert fault_of(await web.pages.open(web.url().replace("http:", "https:"))) is PageFault.CERTIFICATE


async def test_nothing_of_the_environment_is_used(web: SmallWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{web.trap.port}")
    web.site.at("/", answer(STORY))
    assert text_of(await web.open()) == STORY
    assert (web.trap.connections, web.dialled) == (0, [])


async def test_certificates_that_the_environment_names_are_not_believed(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    believed = tmp_path / "believed.pem"
    authority.cert_pem.write_to_path(str(believed))
    monkeypatch.setenv("SSL_CERT_FILE", str(believed))
    async with small_web(server_tls=server_context(authority, NEWS)) as web:
        guard = Guard(web.names, may_be_dialled)
        async with WebPages(allowed_ports=frozenset({web.site.port}), guard=guard) as pages:
            assert fault_of(await pages.open(web.url())) is PageFault.CERTIFICATE


async def test_a_log_that_hears_the_libraries_holds_no_path(web: SmallWeb, caplog: pytest.LogCaptureFixture) -> None:
    web.site.at("/private?who=ann", answer(STORY))
    with caplog.at_level(logging.INFO):
        await web.open("/private?who=ann")
    assert web.site.asked == ["/private?who=ann"]
    assert "private" not in caplog.text
    assert "ann" not in caplog.text


async def test_a_cookie_is_not_brought_back(web: SmallWeb) -> None:
    web.site.at("/", answer(b"", status=302, Location="/story", Set_Cookie="who=me; Path=/"))
    web.site.at("/story", answer(STORY))
    await web.open()
    assert b"who=me" not in b"".join(web.site.heads)


CONTENTS = {
    "html as a download": (STORY.encode(), "application/octet-stream", STORY),
    "html without a type": (STORY.encode(), "", STORY),
    "html as an image": (STORY.encode(), "image/png", STORY),
    "html after a comment": (
        b"<!-- made by hand -->\n<html><p>Closed.</p>",
        "text/html",
        "<!-- made by hand -->\n<html><p>Closed.</p>",
    ),
    "html after a long comment": (f"<!--{'*' * 9_000}--><p>Closed.".encode(), "text/html", f"<!--{'*' * 9_000}--><p>Closed."),
    "html after much space": (f"{' ' * 9_000}<p>Closed.".encode(), "", f"{' ' * 9_000}<p>Closed."),
    "plain text": (b"The harbour is closed.", "text/plain", "The harbour is closed."),
    "plain text as html": (b"The harbour is closed.", "text/html", "The harbour is closed."),
    "UTF-16": ("\ufeff<p>Гавань закрыта.</p>".encode("utf-16-le"), "text/html", "<p>Гавань закрыта.</p>"),
}


@pytest.mark.parametrize("name", CONTENTS)
async def test_text_is_known_by_its_content(web: SmallWeb, name: str) -> None:
    body, content_type, text = CONTENTS[name]
    web.site.at("/", answer(body, content_type))
    page = await web.open()
    assert text_of(page) == text
    assert isinstance(page, Page)
    assert page.article.title == (None if name.startswith("plain") else "markup")


@pytest.mark.parametrize("name", ["plain text", "plain text as html"])
async def test_plain_text_is_an_article_as_it_stands(name: str) -> None:
    def stumble(markup: str, _url: str) -> Page | NoPage:
        raise AssertionError(markup)

    body, content_type, text = CONTENTS[name]
    async with small_web(extract=stumble) as web:
        web.site.at("/?utm_source=x", answer(body, content_type))
        page = await web.open("/?utm_source=x")
    assert isinstance(page, Page)
    assert (page.article.text, page.article.title, page.article.is_page) == (text, None, True)
    assert page.address == same_address(page.article.url or "")


OTHER_CONTENTS = {
    "a picture as html": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "text/html"),
    "a document as html": (b"%PDF-1.7\n%words", "text/html"),
    "a film": (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
    "an archive as text": (b"PK\x03\x04\x14\x00", "text/plain"),
    "JSON": (b'{"body": "<p>Closed.</p>"}', "application/json"),
    "a script": (b"document.write('<p>Closed.</p>')", "text/javascript"),
    "a style sheet": (b"p { color: black }", "text/css"),
    "a feed": (b'<?xml version="1.0"?><rss><channel><title>News</title></channel></rss>', "text/html"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><title>x</title></svg>", "text/html"),
    "html deep in binary": (b"\x00" * 10 + STORY.encode(), "text/html"),
}


@pytest.mark.parametrize(("body", "content_type"), OTHER_CONTENTS.values(), ids=OTHER_CONTENTS)
async def test_what_is_no_text_is_refused(web: SmallWeb, body: bytes, content_type: str) -> None:
    web.site.at("/", answer(body, content_type))
    assert fault_of(await web.open()) is PageFault.NOT_TEXT


async def test_an_empty_page_is_nearly_empty(web: SmallWeb) -> None:
    web.site.at("/", answer(b" \n"))
    assert fault_of(await web.open()) is PageFault.NEARLY_EMPTY


async def test_a_wrong_charset_is_noticed(web: SmallWeb) -> None:
    text = "<p>" + "Порт закрыт до утра, сообщил мэр города. " * 3
    web.site.at("/", answer(text.encode("cp1251"), "text/html; charset=utf-8"))
    assert text_of(await web.open()) == text


async def test_a_page_is_extracted_where_nothing_else_was_asked_for() -> None:
    said = [f"Pier {n} is closed until morning, the mayor of Eastport said on Monday, and nobody was hurt." for n in range(12)]
    story = "".join(f"<p>{words}</p>" for words in said)
    markup = f"<!doctype html><html><head><title>Piers closed</title></head><body><article>{story}</article></body></html>"
    async with small_web(extract=extract_lazily) as web:
        web.site.at("/story", answer(markup))
        page = await web.open("/story")
    assert isinstance(page, Page), page
    assert said[0] in page.article.text
    assert "<p>" not in page.article.text


async def test_what_the_extraction_stumbles_over_is_no_page() -> None:
    def stumble(markup: str, _url: str) -> Page | NoPage:
        raise RecursionError(markup)

    async with small_web(extract=stumble) as web:
        web.site.at("/", answer(STORY))
        assert fault_of(await web.open()) is PageFault.NOT_TEXT


async def test_an_extraction_that_does_not_end_is_not_waited_for() -> None:
    def dawdle(_markup: str, url: str) -> Page | NoPage:
        time.sleep(0.5)
        return NoPage(PageFault.NEARLY_EMPTY, url)

    async with small_web(Limits(seconds_to_extract=0.1), dawdle) as web:
        web.site.at("/", answer(STORY))
        assert fault_of(await web.open()) is PageFault.TOO_SLOW


async def test_a_cancelled_fetch_leaves_nothing(web: SmallWeb) -> None:
    web.site.at("/", SLOW["a body byte by byte"])
    opening = asyncio.create_task(web.open())
    await wait_for(lambda: web.site.asked)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await wait_for(lambda: web.pages._asked == {})


async def test_closing_gives_up_what_is_being_fetched(web: SmallWeb) -> None:
    web.site.at("/", SLOW["a body byte by byte"])
    opening = asyncio.create_task(web.open())
    await wait_for(lambda: web.site.asked)
    await web.pages.aclose()
    with pytest.raises(asyncio.CancelledError):
        await opening
