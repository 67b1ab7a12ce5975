"""What an address may be, in whatever spelling, and that nothing which is not public is ever dialled."""

import asyncio
import socket
from collections.abc import AsyncIterator
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import NoPage, PageFault
from bot.pages.address import Address, join_address, parse_address
from bot.pages.host import parse_host
from bot.pages.network import NameServers
from bot.pages.public import is_public
from bot.pages.reader import WebPages
from tests.pages.servers import answer, redirect
from tests.pages.small_web import NEWS, PUBLIC, SmallWeb, small_web

STORY = "<p>The harbour is closed.</p>"

LOOPBACK = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0X7F.0x0.0x0.0x1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0000177.0.0.01",
    "127.0.0.0x1",
    "127.255.255.254",
    "0",
    "0.0.0.0",  # noqa: S104  nothing is bound to it
    "0x",
    "１２７.０.０.１",
    "127。0。0。1",
    "①②⑦.⓪.⓪.①",
    "１２７．１",
    "%31%32%37.0.0.1",
    "127%2e0%2e0%2e1",
    "%EF%BC%91%EF%BC%92%EF%BC%97.1",
    "127.0.0\u00ad.1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::0001]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:FFFF:7F00:0001]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[2002:7f00:1::]",
    "[2002:7f00:0001:0:0:0:0:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2001:0:7f00:1::80ff:fffe]",
    "[2600:1234::5efe:127.0.0.1]",
    "[2600:1234::200:5efe:7f00:1]",
    "[::1%25lo]",
    "[::1%lo]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "ⓛocalhost",
    "ｌｏｃａｌｈｏｓｔ",
    "localhoſt",
    "loc\u00adalhost",
    "%6cocalhost",
    "www.localhost",
    "localhost.localdomain",
]
"""Spellings of this machine, and addresses that would lead to it through a gateway."""

ELSEWHERE = [
    "10.0.0.1",
    "012.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "3232235777",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "169.254.43518",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::a9fe:a9fe]",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[2600:1234::1%25eth0]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fd20:ce::254]",
    "[ff02::1]",
    "[fec0::1]",
    "[100::1]",
    "[2001:db8::1]",
    "[2001:10::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[4000::1]",
    "[2002:808:808::1]",
    "metadata",
    "metadata.google.internal",
    "instance-data.ec2.internal",
    "printer.local",
    "router.lan",
    "nas.home.arpa",
    "intranet",
    "kubernetes.default.svc.cluster.local",
]
"""Other places that are not public."""

BAD = [
    "",
    "   ",
    "http://",
    "http:///path",
    "http:127.0.0.1",
    "http:/127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "http://::1/",
    "http://[::1",
    "http://[]/",
    "http://[v1.x]/",
    "http://[::1%25]/",
    "http://[127.0.0.1]/",
    "http://256.256.256.256/",
    "http://4294967296/",
    "http://1.2.3.4.5/",
    "http://127.0.0.09/",
    "http://0x7g.1/",
    "http://example.0x/x.1.2.3.0x1ffffffff/",
    "http://127.0.0.1..",
    "http://news..example/",
    "http://.news.example/",
    "http://-news.example/",
    "http://news.example\\.evil.example/",
    "http://news example/",
    "http://news.exa\tmple/",
    "http://news.example/\r\nX: y",
    "http://news.example/\x00",
    "http://news.example:65536/",
    "http://news.example:http/",
    "http://news.example:８０/",
    "http://news.example:-80/",
    "http://news.example%00.evil.example/",
    "http://127.0.0.1%3A80/",
    "http://news.example%2f@evil/".replace("@", "%40"),
    "http://%ff.example/",
    "http://xn--.\u2028/",
    "http://℀.example/",
    f"http://{'a' * 64}.example/",
    f"http://{'a.' * 130}example/",
    f"http://news.example/{'a' * 5_000}",
    "http://news.example/\ud800",
    "http://\ud800.example/",
    "http://a\u200d.example/",
    "http://\u202enews.example/",
]

NOT_WEB = {
    "file:///etc/passwd": "file",
    "FILE:///etc/passwd": "file",
    "file:/etc/passwd": "file",
    "ftp://news.example/": "ftp",
    "gopher://127.0.0.1:70/_x": "gopher",
    "data:text/html,<p>x</p>": "data",
    "javascript:alert(1)": "javascript",
    "JaVaScRiPt://news.example/%0aalert(1)": "javascript",
    "mailto:ann@news.example": "mailto",
    "view-source:http://news.example/": "view-source",
    "jar:http://news.example/!/": "jar",
    "ws://news.example/": "ws",
    "dict://127.0.0.1:2628/": "dict",
    "unix:/run/x.sock": "unix",
    "httpx://news.example/": "httpx",
    "http+unix://%2Frun%2Fx.sock/": "http+unix",
}

CREDENTIALS = [
    "http://ann:secret@news.example/",
    "http://ann@news.example/",
    "http://@news.example/",
    "http://:@127.0.0.1/",
    "http://news.example@127.0.0.1/",
    "http://news.example:80@127.0.0.1/",
    "http://news.example\\@127.0.0.1/",
    "https://127.0.0.1:80@news.example/",
]


@pytest.fixture
async def web() -> AsyncIterator[SmallWeb]:
    async with small_web() as web:
        yield web


def fault_of(answer: object) -> PageFault:
    assert isinstance(answer, NoPage), answer
    return answer.fault


def address_of(text: str) -> Address:
    address = parse_address(text)
    assert isinstance(address, Address), address
    return address


@pytest.mark.parametrize("host", [*LOOPBACK, *ELSEWHERE])
async def test_a_host_that_is_not_public_is_refused_by_name_and_not_dialled(web: SmallWeb, host: str) -> None:
    refusal = await web.pages.open(web.trapped(f"http://{host}:{{port}}/"))
    assert fault_of(refusal) is PageFault.NOT_PUBLIC
    assert isinstance(refusal, NoPage)
    assert refusal.facts["host"]
    assert (web.trap.connections, web.dialled, web.names.asked) == (0, [], [])


async def test_the_trap_would_have_noticed() -> None:
    async with small_web() as web:
        _, writer = await asyncio.open_connection("127.0.0.1", web.trap.port)
        writer.close()
        await writer.wait_closed()
        assert web.dialled == [("127.0.0.1", web.trap.port)]
    assert web.trap.connections == 1


@pytest.mark.parametrize("host", [*LOOPBACK, *ELSEWHERE])
async def test_a_redirect_to_a_host_that_is_not_public_is_not_followed(web: SmallWeb, host: str) -> None:
    target = web.trapped(f"http://{host}:{{port}}/")
    web.site.at("/", redirect(target))
    assert fault_of(await web.open()) is PageFault.NOT_PUBLIC
    assert web.site.asked == ["/"]
    assert (web.trap.connections, web.dialled, web.names.asked) == (0, [], [NEWS, NEWS])


@pytest.mark.parametrize("target", [*NOT_WEB, *CREDENTIALS, "http://news.example:22/", "//127.0.0.1:{port}/", "http://[::1"])
async def test_a_redirect_to_what_may_not_be_asked_for_is_not_followed(web: SmallWeb, target: str) -> None:
    web.site.at("/", redirect(web.trapped(target) if "{port}" in target else target))
    refusal = await web.open()
    assert isinstance(refusal, NoPage)
    assert refusal.url == web.url()
    assert (web.site.asked, web.trap.connections, web.dialled) == (["/"], 0, [])


@pytest.mark.parametrize("text", BAD)
async def test_what_is_no_address_is_told_and_not_looked_up(web: SmallWeb, text: str) -> None:
    refusal = await web.pages.open(text)
    assert (fault_of(refusal), refusal.url if isinstance(refusal, NoPage) else "") == (PageFault.BAD_ADDRESS, text)
    assert (web.dialled, web.names.asked) == ([], [])


@pytest.mark.parametrize(
    "text", ["http://[::1", "http://news.example:http/", "http://news.example/\x00", "http://a\u200d.example/"]
)
async def test_what_the_client_library_itself_refuses_is_no_address(web: SmallWeb, text: str) -> None:
    with pytest.raises(httpx.InvalidURL):
        httpx.URL(text)
    assert fault_of(await web.pages.open(text)) is PageFault.BAD_ADDRESS


@pytest.mark.parametrize(("text", "scheme"), NOT_WEB.items())
def test_only_the_web_is_opened(text: str, scheme: str) -> None:
    refusal = parse_address(text)
    assert isinstance(refusal, NoPage)
    assert (refusal.fault, refusal.facts["scheme"]) == (PageFault.NOT_WEB, scheme)


@pytest.mark.parametrize("text", CREDENTIALS)
def test_an_address_with_a_name_or_password_in_it_is_refused(text: str) -> None:
    assert fault_of(parse_address(text)) is PageFault.CREDENTIALS


@pytest.mark.parametrize("port", [0, 22, 25, 6379, 8080, 65_535])
def test_other_ports_are_refused(port: int) -> None:
    refusal = parse_address(f"http://{NEWS}:{port}/")
    assert isinstance(refusal, NoPage)
    assert (refusal.fault, refusal.facts["port"]) == (PageFault.PORT, str(port))


def test_another_port_is_let_through_where_the_settings_allow_it() -> None:
    assert isinstance(parse_address(f"http://{NEWS}:8080/", frozenset({8080})), Address)
    assert fault_of(parse_address(f"http://{NEWS}/", frozenset({8080}))) is PageFault.PORT


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["::1"], ["10.0.0.1"], ["169.254.169.254"], ["::ffff:127.0.0.1"], ["fe80::1%lo"], ["nonsense"]]
)
async def test_a_name_that_leads_to_no_public_address_is_not_dialled(web: SmallWeb, answers: list[str]) -> None:
    web.names.set("evil.example", answers)
    expected = PageFault.UNKNOWN_NAME if answers == ["nonsense"] else PageFault.NOT_PUBLIC
    assert fault_of(await web.pages.open(web.trapped("http://evil.example:{port}/"))) is expected
    assert (web.trap.connections, web.dialled) == (0, [])


@pytest.mark.parametrize("answers", [[PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, PUBLIC, "::1"]])
async def test_one_address_that_is_not_public_spoils_a_name(web: SmallWeb, answers: list[str]) -> None:
    web.names.set("evil.example", answers)
    assert fault_of(await web.open(name="evil.example")) is PageFault.NOT_PUBLIC
    assert (web.site.connections, web.trap.connections, web.dialled) == (0, 0, [])


async def test_a_name_that_is_public_first_and_private_next_is_dialled_only_as_it_was_checked(web: SmallWeb) -> None:
    web.names.set("evil.example", [PUBLIC], ["127.0.0.1"])
    web.site.at("/", answer(STORY))
    refusal = await web.open(name="evil.example")  # its robots.txt comes from the first address
    assert fault_of(refusal) is PageFault.NOT_PUBLIC
    assert (web.site.connections, web.trap.connections, web.dialled) == (1, 0, [])


async def test_a_name_is_looked_up_once_for_a_connection(web: SmallWeb) -> None:
    web.names.set("evil.example", [PUBLIC], [PUBLIC], ["127.0.0.1"])
    web.site.at("/", answer(STORY))
    await web.open(name="evil.example")
    assert web.names.asked == ["evil.example", "evil.example"]  # for robots.txt and for the page
    assert (web.site.connections, web.trap.connections, web.dialled) == (2, 0, [])


async def test_a_redirect_to_a_name_that_leads_home_is_not_followed(web: SmallWeb) -> None:
    web.names.set("evil.example", ["127.0.0.1"])
    web.site.at("/", redirect(web.trapped("http://evil.example:{port}/")))
    refusal = await web.open()
    assert isinstance(refusal, NoPage)
    assert (refusal.fault, refusal.facts["host"]) == (PageFault.NOT_PUBLIC, "evil.example")
    assert (web.trap.connections, web.dialled) == (0, [])


async def test_robots_txt_may_not_lead_home_either(web: SmallWeb) -> None:
    web.site.at("/robots.txt", redirect(web.trapped("http://127.0.0.1:{port}/robots.txt")))
    assert fault_of(await web.open()) is PageFault.NOT_PUBLIC
    assert (web.trap.connections, web.dialled) == (0, [])


async def test_without_the_tests_own_guard_loopback_is_out_of_reach() -> None:
    async with small_web() as web, WebPages(allowed_ports=frozenset({web.site.port})) as pages:
        assert fault_of(await pages.open(f"http://{PUBLIC}:{web.site.port}/")) is PageFault.NOT_PUBLIC
        assert web.site.connections == 0


async def test_the_systems_own_names_are_resolved() -> None:
    names = NameServers()
    found = await names("localhost")
    names.close()
    assert {"127.0.0.1", "::1"} & set(found)


SAME = {
    "news.example": "http://news.example/",
    "news.example:80/story": "http://news.example/story",
    "//news.example/story": "http://news.example/story",
    "  HTTP://News.Example.:80/a b?q=é#part ": "http://news.example/a%20b?q=%C3%A9",
    "https://news.example:443": "https://news.example/",
    "https://news.example?x": "https://news.example/?x",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
    "https://BÜCHER。example/": "https://xn--bcher-kva.example/",
    "https://пример.рф/": "https://xn--e1afmkfd.xn--p1ai/",
    "https://my_site.example/%41%2f": "https://my_site.example/%41%2f",
    "http://0x08080808/": "http://8.8.8.8/",
    "http://[2606:4700:0:0::1111]/": "http://[2606:4700::1111]/",
    "http://[::ffff:8.8.8.8]/": "http://[::ffff:808:808]/",
    "https://news.example/a/../b//c": "https://news.example/a/../b//c",
}


@pytest.mark.parametrize(("text", "url"), SAME.items())
def test_a_public_address_comes_out_in_one_spelling(text: str, url: str) -> None:
    assert address_of(text).url.replace("::ffff:8.8.8.8", "::ffff:808:808") == url


def test_the_spelling_of_an_address_is_itself() -> None:
    for text in SAME:
        url = address_of(text).url
        assert address_of(url).url == url


@given(st.text() | st.text(alphabet="htps:/@[]%.0x127#?\\ lo", max_size=40).map(lambda text: f"http://{text}"))
def test_whatever_is_written_is_an_address_or_a_reason(text: str) -> None:
    answer = parse_address(text)
    assert isinstance(answer, Address | NoPage)
    if isinstance(answer, Address):
        assert address_of(answer.url) == answer
        answer.url.encode("ascii")


@given(st.text(), st.text())
def test_whatever_a_page_points_to_gives_a_text(path: str, location: str) -> None:
    assert isinstance(join_address(Address("http", NEWS, 80, f"/{path}"), location), str)


@given(st.ip_addresses())
def test_what_python_knows_to_be_special_is_never_public(address: IPv4Address | IPv6Address) -> None:
    is_special = not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified
    translated = isinstance(address, IPv6Address) and (address.ipv4_mapped is not None or str(address).startswith("64:ff9b::"))
    assert not (is_special and is_public(address)) or translated


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_is_public(text: str) -> None:
    assert is_public(ip_address(text))


@given(
    st.lists(
        st.sampled_from(["0", "1", "127", "255", "256", "010", "0x7f", "0xff", "65535", "16777216", "08", "00"]),
        min_size=1,
        max_size=5,
    )
)
def test_numbers_are_read_as_the_system_reads_them(parts: list[str]) -> None:
    host = ".".join(parts)
    try:
        expected: str | None = socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        expected = None
    try:
        found: str | None = str(parse_host(host))
    except ValueError:
        found = None
    assert found == expected
