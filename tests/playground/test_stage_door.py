"""Facts about the playground's door: who gets in, and what they are told who do not."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.errors import SettingsError
from bot.playground.record import Call
from bot.playground.stage.call_shown import show_call
from bot.playground.stage.door import HEADERS, LARGEST, Door
from bot.playground.stage.events import MOST_WAITING
from bot.playground.stage.stage import Stage
from tests.playground.visitor import ANA, CHANNEL, GROUP, KEY, Visitor, make_door, make_stage, wait_until

BEHIND_THE_KEY = ("/events", "/reading", "/file")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A playground without a bot."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return make_stage(folder)


@pytest.fixture
async def address(stage: Stage, tmp_path: Path) -> AsyncIterator[str]:
    door, address = make_door(stage, tmp_path)
    yield address
    await door.close()


@pytest.fixture
async def client(address: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=address, headers={"X-Caveat-Key": KEY}, trust_env=False, timeout=20) as client:
        yield client


@pytest.fixture
async def visitor(client: httpx.AsyncClient) -> AsyncIterator[Visitor]:
    visitor = Visitor(client)
    await visitor.arrive()
    yield visitor
    await visitor.leave()


# --- who gets in


async def test_the_page_is_served_without_a_key(address: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as stranger:
        answer = await stranger.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/nothing", *BEHIND_THE_KEY])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"])
async def test_another_host_is_misdirected(client: httpx.AsyncClient, path: str, host: str) -> None:
    answer = await client.get(path, headers={"Host": host})
    assert (answer.status_code, answer.headers["content-type"]) == (421, "text/plain; charset=utf-8")


async def test_localhost_is_this_machine_too(client: httpx.AsyncClient, address: str) -> None:
    port = address.rpartition(":")[2]
    assert (await client.get("/", headers={"Host": f"LOCALHOST:{port}"})).status_code == 200


@pytest.mark.parametrize("path", BEHIND_THE_KEY)
@pytest.mark.parametrize("key", ["", "wrong", KEY[:-1], f"{KEY}é"])
async def test_without_the_key_nothing_is_told(client: httpx.AsyncClient, path: str, key: str) -> None:
    answer = await client.get(path, headers=httpx.Headers({"X-Caveat-Key": key}, encoding="utf-8"))
    assert (answer.status_code, KEY in answer.text) == (403, False)


async def test_without_the_key_nothing_is_done(client: httpx.AsyncClient, stage: Stage) -> None:
    body = {"act": "write", "chat": ANA, "as": ANA, "text": "hello"}
    answer = await client.post("/act", json=body, headers={"X-Caveat-Key": ""})
    assert (answer.status_code, stage.world.messages.get((ANA, 1))) == (403, None)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1"])
@pytest.mark.parametrize("path", ["/", "/events"])
async def test_another_origin_may_not_come_in(client: httpx.AsyncClient, path: str, origin: str) -> None:
    assert (await client.get(path, headers={"Origin": origin})).status_code == 403


async def test_the_page_itself_may_say_its_origin(client: httpx.AsyncClient, address: str) -> None:
    body = {"act": "write", "chat": ANA, "as": ANA, "text": "hello"}
    assert (await client.post("/act", json=body, headers={"Origin": address})).json()["ok"]


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/nothing", "/reading", "/file"])
async def test_every_answer_carries_the_headers_that_shut_others_out(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.js",
        "/static/%2e%2e/secret.js",
        "/static/..%2fsecret.js",
        "/static//etc/passwd",
        "/secret.js",
        "/static/",
    ],
)
def test_there_is_no_way_out_of_the_folder_of_the_page(path: str, stage: Stage, tmp_path: Path) -> None:
    async def ask() -> bytes:
        door, address = make_door(stage, tmp_path)
        host, _, port = address.removeprefix("http://").partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        await door.close()
        return answer

    assert asyncio.run(ask()).startswith(b"HTTP/1.1 404")


async def test_a_file_of_the_page_is_given_as_what_it_is(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/page.js")
    assert (answer.text, answer.headers["content-type"]) == ("'use strict'", "text/javascript; charset=utf-8")


async def test_a_port_that_is_taken_is_told_where_it_was_named(stage: Stage, address: str) -> None:
    with pytest.raises(SettingsError, match="cannot be used"):
        Door(stage, KEY).open(int(address.rpartition(":")[2]))


# --- what is answered to what makes no sense


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000])
async def test_what_is_no_json_object_is_told_so(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/act", content=body)
    assert (answer.status_code, answer.json()) == (400, {"ok": False, "why": "What was sent is no JSON object."})


async def test_too_large_a_body_is_told_so(client: httpx.AsyncClient) -> None:
    answer = await client.post("/act", content=b" " * (LARGEST + 1))
    assert (answer.status_code, answer.json()["ok"]) == (413, False)
    assert "25 MB" in answer.json()["why"]


async def test_an_act_that_is_none_is_told_what_there_is(visitor: Visitor) -> None:
    why = (await visitor.act("dance"))["why"]
    assert why.startswith("“dance” is nothing that can be done here; allowed: write, edit, ")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"act": "write", "chat": 5, "as": ANA, "text": "x"}, "There is no such chat here."),
        ({"act": "write", "chat": ANA, "as": 5, "text": "x"}, "There is nobody of this id here."),
        ({"act": "write", "chat": ANA, "as": 1002, "text": "x"}, "Tomas is not in “Caveat · Ana”."),
        ({"act": "write", "chat": ANA, "as": ANA}, "“text” must be a text."),
        ({"act": "write", "chat": ANA, "as": ANA, "text": "  "}, "There is nothing to send: write something first."),
        ({"act": "write", "chat": True, "as": ANA, "text": "x"}, "“chat” must be a whole number."),
        ({"act": "write", "chat": CHANNEL, "as": ANA, "text": "x"}, "Subscribers do not write"),
        ({"act": "write", "chat": ANA, "as": ANA, "text": "x", "reply_to": 9}, "There is no such message"),
        ({"act": "edit", "chat": ANA, "as": ANA, "message": 9, "text": "x"}, "There is no such message"),
        ({"act": "edit", "chat": GROUP, "as": ANA, "message": 2, "text": "x"}, "Ana did not write this message."),
        ({"act": "delete", "chat": GROUP, "as": ANA, "message": 2}, "Ana did not write this message."),
        ({"act": "forward", "chat": ANA, "as": ANA, "from_chat": CHANNEL, "message": 9}, "There is no such message"),
        ({"act": "press", "chat": ANA, "as": ANA, "message": 9, "data": "x"}, "There is no such message"),
        ({"act": "react", "chat": ANA, "as": ANA, "message": 9, "emoji": "👍"}, "There is no such message"),
        ({"act": "sample", "chat": ANA, "as": ANA, "id": "none"}, "There is no such sample; allowed: wire, "),
        ({"act": "upload", "chat": ANA, "as": ANA, "files": 1}, "“files” must be a list of objects."),
        ({"act": "upload", "chat": ANA, "as": ANA, "files": []}, "Send one file, or an album of up to 10."),
        ({"act": "upload", "chat": ANA, "as": ANA, "files": [{"base64": "!"}]}, "“base64” must be a file in base64."),
        ({"act": "publish", "text": ""}, "There is nothing to post"),
        ({"act": "open", "as": 5, "url": "https://t.me/caveat_bot"}, "There is no such chat here."),
        ({"chat": ANA}, "“act” must be a text."),
    ],
)
async def test_what_cannot_be_done_is_told_why(client: httpx.AsyncClient, fields: dict[str, object], why: str) -> None:
    answer = await client.post("/act", json=fields)
    assert (answer.status_code, answer.json()["ok"]) == (200, False)
    assert answer.json()["why"].startswith(why)


@pytest.mark.parametrize("asked", ["chat=1&message=1", "chat=x&message=1", f"chat={GROUP}&message=2", ""])
async def test_where_there_is_nothing_to_read_that_is_told(client: httpx.AsyncClient, asked: str) -> None:
    answer = await client.get(f"/reading?{asked}")
    assert (answer.status_code, answer.json()["ok"], bool(answer.json()["why"])) == (200, False, True)


async def test_a_file_that_nobody_sent_is_not_there(client: httpx.AsyncClient) -> None:
    assert (await client.get("/file?id=documents-9")).status_code == 404


# --- who listens


async def test_a_page_gets_the_whole_state_first(visitor: Visitor) -> None:
    kinds = [event["kind"] for event in visitor.events]
    assert kinds[: kinds.index("bot") + 1] == ["world", *["messages"] * 5, "bot"]
    world = visitor.events[0]
    assert [person["name"] for person in world["people"]] == ["Ana", "Tomas", "Mara"]
    assert {role["role"] for chat in world["chats"] for role in chat["can"]} == {
        "member",
        "moderator",
        "anonymous administrator",
        "subscriber",
    }
    assert "unconfirmed.toml" in world["rules"]["files"]


async def test_the_token_is_told_to_nobody(visitor: Visitor, stage: Stage) -> None:
    assert stage.world.token not in json.dumps(visitor.events)


async def test_twenty_pages_hear_the_same(client: httpx.AsyncClient, visitor: Visitor) -> None:
    others = [Visitor(client) for _ in range(19)]
    await asyncio.gather(*(other.arrive() for other in others))
    number = await visitor.write("hello")
    for page in (visitor, *others):
        assert (await page.see(ANA, lambda message: message["message_id"] == number))["text"] == "hello"
        await page.leave()


async def test_a_page_that_does_not_read_is_cut_off(address: str, stage: Stage) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=1024)
    writer.write(f"GET /events HTTP/1.1\r\nHost: {host}:{port}\r\nX-Caveat-Key: {KEY}\r\n\r\n".encode())
    await wait_until(lambda: len(stage.pages) == 1)
    event = {"kind": "call", "result": "x" * 100_000}
    for _ in range(4 * MOST_WAITING // 100_000):
        stage.pages.tell([event])
        await asyncio.sleep(0)
        if not len(stage.pages):
            break
    assert len(stage.pages) == 0
    await reader.read()
    writer.close()


async def test_who_leaves_is_told_nothing_more(client: httpx.AsyncClient, stage: Stage) -> None:
    visitor = Visitor(client)
    await visitor.arrive()
    assert len(stage.pages) == 1
    await visitor.leave()
    await wait_until(lambda: not len(stage.pages))


# --- what is sent


async def test_a_long_text_goes_in_several_messages(visitor: Visitor) -> None:
    words = "The harbour office said on Monday that nobody was hurt. " * 200
    numbers = (await visitor.do("write", text=words))["messages"]
    texts = [(await visitor.see_number(ANA, number))["text"] for number in numbers]
    assert len(texts) == 3
    assert " ".join(texts) == words.strip()


async def test_a_picture_can_be_looked_at_and_a_page_only_kept(visitor: Visitor) -> None:
    await visitor.do("sample", id="album")
    await visitor.do("sample", id="page")
    photo = await visitor.see(ANA, lambda message: "photo" in message)
    page = await visitor.see(ANA, lambda message: "document" in message)
    shown = await visitor.client.get("/file", params={"id": photo["photo"][0]["file_id"]})
    kept = await visitor.client.get("/file", params={"id": page["document"]["file_id"]})
    assert (shown.headers["content-type"], shown.headers["content-disposition"][:6]) == ("image/png", "inline")
    assert kept.headers["content-type"] == "application/octet-stream"
    assert kept.headers["content-disposition"] == "attachment; filename*=UTF-8''lighthouse.html"


async def test_several_pictures_are_an_album(visitor: Visitor) -> None:
    picture = {"name": "a.png", "type": "image/png", "base64": "iVBORw0KGgo="}
    await visitor.do("upload", caption="Three of them", files=[picture, picture, picture])
    await visitor.hear("messages", lambda event: event["chat"] == ANA and event["messages"])
    album = [message for event in visitor.events if event.get("chat") == ANA for message in event["messages"]]
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message.get("caption") for message in album] == ["Three of them", None, None]


async def test_pictures_and_files_are_no_album(visitor: Visitor) -> None:
    files = [{"name": name, "type": kind, "base64": ""} for name, kind in (("a.png", "image/png"), ("b.txt", "text/plain"))]
    assert "not both" in (await visitor.act("upload", chat=ANA, **{"as": ANA}, files=files))["why"]


async def test_a_file_with_half_a_character_in_its_name_is_given(visitor: Visitor, client: httpx.AsyncClient) -> None:
    number = (await visitor.do("upload", files=[{"name": "a\ud800.txt", "base64": "QQ=="}]))["messages"][0]
    file = (await visitor.see_number(ANA, number))["document"]
    answer = await client.get(f"/file?id={file['file_id']}")
    assert (answer.status_code, answer.content) == (200, b"A")


async def test_an_anonymous_administrator_writes_as_the_group_and_may_edit_that(visitor: Visitor) -> None:
    number = await visitor.write("The pier is closed.", who=1003, chat=GROUP)
    await visitor.do("edit", 1003, GROUP, message=number, text="The pier is open.")
    message = await visitor.see(GROUP, lambda message: message["message_id"] == number and "edit_date" in message)
    assert (message["sender_chat"]["id"], message["text"]) == (GROUP, "The pier is open.")


async def test_a_post_of_the_channel_is_forwarded_with_its_origin(visitor: Visitor) -> None:
    post = (await visitor.act("publish", text="The ferry has stopped."))["messages"][0]
    number = (await visitor.do("forward", chat=GROUP, from_chat=CHANNEL, message=post))["messages"][0]
    message = await visitor.see(GROUP, lambda message: message["message_id"] == number)
    assert message["forward_origin"]["chat"]["title"] == "Coast Wire"


async def test_what_is_deleted_is_told_to_be_gone(visitor: Visitor) -> None:
    number = await visitor.write("hello")
    await visitor.do("delete", message=number)
    await visitor.hear("messages", lambda event: event["gone"] == [number])


async def test_a_reaction_shows_who_gave_it(visitor: Visitor) -> None:
    number = await visitor.write("hello", chat=GROUP)
    await visitor.do("react", 1002, GROUP, message=number, emoji="👍")
    await visitor.see(GROUP, lambda message: message["reactions"] == [{"emoji": "👍", "people": [1002]}])


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("https://t.me/caveat_bot?startgroup=true", {"says"}),
        ("https://t.me/c/1000001004/2", {"jump"}),
        ("https://t.me/caveat_bot?start=w_x", {"jump"}),
        ("https://t.me/coastwire_playground/9", {"outside"}),
        ("t.me/caveat_bot", {"jump"}),
        ("https://example.org/a", {"outside"}),
        ("https://t.me/c/1000001004/99", {"outside"}),
        ("http://[", {"ok", "why"}),
    ],
)
async def test_a_link_leads_where_telegram_would_lead(visitor: Visitor, url: str, answer: set[str]) -> None:
    told = await visitor.act("open", url=url, **{"as": ANA})
    assert set(told) - {"ok"} == answer - {"ok"}


async def test_every_sample_can_be_sent_to_the_private_chat_and_the_group(visitor: Visitor) -> None:
    samples = [sample["id"] for sample in visitor.events[0]["samples"]]
    assert 12 <= len(samples) <= 16
    for sample in samples:
        await visitor.do("sample", id=sample)
        await visitor.do("sample", chat=GROUP, id=sample)
        await visitor.do("sample", chat=CHANNEL, id=sample)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"onmouseover="alert(1)',
        "a \u202e right to left",
        "😀" * 4096,
        "nothing \x00 at \x1b[31m all",
        "half \ud83d a sign",
        "e" + "\u0301" * 5000,
        "https://t.me/" + "a" * 4000,
    ],
    ids=["markup", "attribute", "right to left", "emoji", "controls", "surrogate", "accents", "link"],
)
async def test_hostile_words_arrive_as_they_were_written(visitor: Visitor, text: str) -> None:
    numbers = (await visitor.act("write", chat=ANA, **{"as": ANA}, text=text))["messages"]
    pieces = [(await visitor.see_number(ANA, number))["text"] for number in numbers]
    assert "".join(pieces) == text
    assert (await visitor.client.get("/reading", params={"chat": ANA, "message": numbers[0]})).status_code == 200


@pytest.mark.parametrize("text", ["[NaN] is what the sheet says", '{"a": NaN}', "[Infinity]", "[" * 4_000])
def test_a_text_that_is_almost_json_is_shown_as_text(text: str) -> None:
    assert show_call(1, Call("sendMessage", {"text": text}, 200))["given"] == {"text": text}


def test_a_keyboard_is_shown_as_what_it_is() -> None:
    call = Call("sendMessage", {"reply_markup": '{"inline_keyboard": [[]]}'}, 200)
    assert show_call(1, call)["given"] == {"reply_markup": {"inline_keyboard": [[]]}}
