"""Facts about files: those that people send can be fetched, those that the bot sends are checked."""

import asyncio

import pytest

from bot.playground.world import Thing, World
from tests.playground.caller import TOKEN, Caller

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


async def test_a_file_that_a_person_sent_is_fetched_under_its_path(caller: Caller, world: World, ann: Thing) -> None:
    message = world.write(ann, world.document("Über uns".encode(), "about.txt", caption="see /help"))
    document = message["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("about.txt", "text/plain", 9)
    assert message["caption_entities"][0]["type"] == "bot_command"
    file = await caller.result("getFile", file_id=document["file_id"])
    answer = await caller.client.get(f"/file/bot{TOKEN}/{file['file_path']}")
    assert answer.content.decode() == "Über uns"


async def test_a_file_of_more_than_twenty_megabytes_is_not_given(caller: Caller, world: World) -> None:
    megabyte = 1024 * 1024
    fits, too_large = (world.document(bytes(size))["document"] for size in (20 * megabyte, 20 * megabyte + 1))
    assert (await caller.result("getFile", file_id=fits["file_id"]))["file_size"] == 20 * megabyte
    assert await caller.refusal("getFile", file_id=too_large["file_id"]) == "Bad Request: file is too big"


async def test_what_is_unknown_is_not_fetched(caller: Caller) -> None:
    assert await caller.refusal("getFile", file_id="x") == ("Bad Request: wrong file_id or the file is temporarily unavailable")
    for path in (f"/file/bot{TOKEN}/documents/../x", f"/file/bot{TOKEN}/x", "/file/bot1:other/x", "/file/botx/x"):
        assert (await caller.client.get(path)).json()["ok"] is False


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "audio", "video_note", "animation", "sticker"])
async def test_every_kind_of_media_arrives_with_its_file(caller: Caller, world: World, ann: Thing, kind: str) -> None:
    world.write(ann, world.media(kind, b"bytes"))
    (update,) = await caller.updates()
    shown = update["message"][kind]
    file_id = (shown[0] if kind == "photo" else shown)["file_id"]
    assert (await caller.result("getFile", file_id=file_id))["file_size"] == 5


async def upload(caller: Caller, method: str, files: dict[str, tuple[str, bytes]], **given: str) -> Thing:
    body: Thing = (await caller.client.post(f"/bot{TOKEN}/{method}", data=given, files=files)).json()
    return body


async def test_a_file_is_uploaded_by_its_field_or_by_a_name(caller: Caller, world: World, ann: Thing) -> None:
    chat = str(ann["id"])
    direct = await upload(
        caller, "sendDocument", {"document": ("a.txt", b"one")}, chat_id=chat, caption="<b>x</b>", parse_mode="HTML"
    )
    named = await upload(caller, "sendDocument", {"f0": ("b.txt", b"two")}, chat_id=chat, document="attach://f0")
    assert direct["result"]["document"]["file_name"] == "a.txt"
    assert direct["result"]["caption"] == "x"
    again = await caller.result("sendDocument", chat_id=ann["id"], document=named["result"]["document"]["file_id"])
    assert world.stored.find(again["document"]["file_id"]).data == b"two"


@pytest.mark.parametrize(
    ("method", "files", "given", "says"),
    [
        ("sendDocument", {"document": ("a", b"")}, {}, "file must be non-empty"),
        ("sendPhoto", {"photo": ("a", b"no picture")}, {}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": ("a", PNG + bytes(10 * 1024 * 1024))}, {}, "file is too big"),
        ("sendDocument", {"document": ("a", b"x")}, {"caption": "x" * 1025}, "message caption is too long"),
        ("sendDocument", {"document": ("a", b"x"), "more": ("b", b"y")}, {}, 'unknown parameter "more" in sendDocument'),
        ("sendMessage", {"text": ("a", b"x")}, {}, "sendMessage.text must be of type String"),
    ],
)
async def test_a_wrong_upload_is_refused(
    caller: Caller, ann: Thing, method: str, files: dict[str, tuple[str, bytes]], given: dict[str, str], says: str
) -> None:
    body = await upload(caller, method, files, chat_id=str(ann["id"]), **given)
    assert body["description"].partition(";")[0] == f"Bad Request: {says}"


async def test_the_largest_photo_and_the_longest_caption_go_through(caller: Caller, ann: Thing) -> None:
    photo = PNG.ljust(10 * 1024 * 1024, b"\0")
    body = await upload(caller, "sendPhoto", {"photo": ("a", photo)}, chat_id=str(ann["id"]), caption="x" * 1024)
    assert body["result"]["photo"][0]["file_size"] == len(photo)


async def test_nothing_is_fetched_from_elsewhere(caller: Caller, ann: Thing) -> None:
    refusal = await caller.refusal("sendPhoto", chat_id=ann["id"], photo="https://example.org/a.png")
    assert refusal == "Bad Request: failed to get HTTP URL content"


async def test_a_picture_goes_through_unless_members_may_send_none(caller: Caller, world: World, ann: Thing) -> None:
    sent = await upload(caller, "sendPhoto", {"photo": ("a.png", PNG)}, chat_id=str(ann["id"]))
    assert sent["result"]["photo"][0]["file_size"] == len(PNG)
    group = world.add_group("G", permissions=["can_send_messages"])
    for method, field, what in (("sendPhoto", "photo", "photos"), ("sendDocument", "document", "documents")):
        body = await upload(caller, method, {field: ("a.png", PNG)}, chat_id=str(group["id"]))
        assert body["description"] == f"Bad Request: not enough rights to send {what} to the chat"


async def test_a_hung_up_upload_leaves_the_server_standing(caller: Caller) -> None:
    url = caller.client.base_url
    _, line = await asyncio.open_connection(url.host, url.port)
    line.write(f"POST /bot{TOKEN}/sendDocument HTTP/1.1\r\nContent-Length: 99\r\n\r\n--x".encode())
    await line.drain()
    line.close()
    await line.wait_closed()
    assert (await caller.result("getMe"))["is_bot"] is True
