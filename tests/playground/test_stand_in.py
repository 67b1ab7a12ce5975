"""Facts about the stand-in for Telegram: it keeps what is not confirmed, and refuses what Telegram refuses, in its words."""

import asyncio
import json

import pytest

from bot.playground.derive_table import derive_table
from bot.playground.formatting import Formatter, OwnFormatter, choose_formatter
from bot.playground.refusal import Refusal
from bot.playground.table import load_table
from bot.playground.world import Thing
from tests.playground.caller import TOKEN, Caller


async def test_an_unknown_token_is_unauthorized(caller: Caller) -> None:
    caller.token = "1:other"
    assert await caller.refusal("getMe") == "Unauthorized"


async def test_what_cannot_be_a_token_is_not_found(caller: Caller) -> None:
    caller.token = "other"
    assert await caller.refusal("getMe") == "Not Found"


async def test_a_method_that_does_not_exist_is_not_found(caller: Caller) -> None:
    assert await caller.refusal("getYou") == "Not Found"


async def test_updates_come_again_until_a_later_offset_confirms_them(caller: Caller, ann: Thing) -> None:
    for text in ("one", "two", "three"):
        caller.playground.world.write(ann, {"text": text})
    assert await caller.update_ids() == [1, 2, 3]
    assert await caller.update_ids(offset=2, limit=1) == [2]
    assert await caller.update_ids() == [2, 3]
    assert await caller.update_ids(offset=-1) == [3]
    assert await caller.update_ids(offset=4) == []


async def test_a_poll_ends_when_somebody_writes(caller: Caller, ann: Thing) -> None:
    poll = asyncio.create_task(caller.update_ids(timeout=20))
    await asyncio.sleep(0.1)
    caller.playground.world.write(ann, {"text": "hello"})
    assert await asyncio.wait_for(poll, 5) == [1]


async def test_a_second_poll_ends_the_first(caller: Caller) -> None:
    first = asyncio.create_task(caller.refusal("getUpdates", timeout=20))
    await asyncio.sleep(0.1)
    assert await caller.update_ids() == []
    assert await asyncio.wait_for(first, 5) == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_kinds_of_update_that_were_not_asked_for_do_not_come(caller: Caller, ann: Thing) -> None:
    await caller.call("getUpdates", allowed_updates=["edited_message"])
    caller.playground.world.write(ann, {"text": "hello"})
    assert await caller.update_ids() == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"txt": "x"}, 'unknown parameter "txt" in sendMessage'),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": None}, "sendMessage.text must be of type String"),
        ({"chat_id": 7}, "chat not found"),
        ({"chat_id": True}, "sendMessage.chat_id must be of type Integer|String"),
        ({"parse_mode": "HTML", "text": "<p>x</p>"}, 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
        ({"parse_mode": "HTML", "text": "1 < 2"}, 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ({"parse_mode": "MarkdownV3"}, "unsupported parse_mode"),
        ({"text": "🔥" * 2049}, "message is too long"),
        ({"parse_mode": "HTML", "text": "<b>x</b> " * 101}, "ENTITIES_TOO_LONG"),
        ({"disable_notification": "maybe"}, "sendMessage.disable_notification must be of type Boolean"),
        ({"reply_parameters": {"message_id": 5}}, "message to be replied not found"),
        ({"reply_parameters": {"message_id": "5"}}, "sendMessage.reply_parameters.message_id must be of type Integer"),
        ({"reply_parameters": {"message_id": 5, "quot": ""}}, 'unknown parameter "quot" in sendMessage.reply_parameters'),
        ({"reply_parameters": [5]}, "sendMessage.reply_parameters must be of type ReplyParameters"),
        ({"link_preview_options": "{"}, "sendMessage.link_preview_options must be of type LinkPreviewOptions"),
    ],
)
async def test_a_wrong_call_is_refused_in_telegrams_words(caller: Caller, ann: Thing, given: Thing, says: str) -> None:
    assert (await caller.refusal("sendMessage", **{"chat_id": ann["id"], "text": "hello", **given})).startswith(
        f"Bad Request: {says}"
    )


@pytest.mark.parametrize("missing", [("chat_id", "chat_id is empty"), ("text", "message text is empty")])
async def test_what_is_required_must_be_there(caller: Caller, ann: Thing, missing: tuple[str, str]) -> None:
    given = {"chat_id": ann["id"], "text": "hello"}
    given.pop(missing[0])
    assert await caller.refusal("sendMessage", **given) == f"Bad Request: {missing[1]}"


async def test_a_form_is_read_like_json(caller: Caller, ann: Thing) -> None:
    message = caller.playground.world.write(ann, {"text": "hello"})
    form = {
        "chat_id": str(ann["id"]),
        "text": "<b>4096</b> 🔥",
        "parse_mode": "HTML",
        "disable_notification": "true",
        "reply_parameters": json.dumps({"message_id": message["message_id"]}),
    }
    sent = (await caller.client.post(f"/bot{TOKEN}/sendMessage", data=form)).json()["result"]
    assert (sent["text"], sent["entities"]) == ("4096 🔥", [{"type": "bold", "offset": 0, "length": 4}])
    assert sent["reply_to_message"]["message_id"] == message["message_id"]


async def test_exactly_4096_units_go_through(caller: Caller, ann: Thing) -> None:
    assert (await caller.call("sendMessage", chat_id=ann["id"], text="🔥" * 2048))["ok"]


async def test_every_call_is_kept_with_its_outcome(caller: Caller) -> None:
    await caller.call("getMe")
    await caller.call("getMe", colour="red")
    assert [(call.method, call.status) for call in caller.playground.calls] == [("getMe", 200), ("getMe", 400)]


HTML = [
    "plain & simple",
    "a <b>bold <i>both</i></b> <u>u</u> <s>s</s> <code>c</code> 🔥 <tg-spoiler>x</tg-spoiler>",
    "<blockquote>one</blockquote><blockquote expandable>two\nthree</blockquote>",
    '<a href="http://example.org/a?b=1">link</a> <a href="javascript:x">none</a>',
    "&lt;&gt;&amp;&quot;&#39;&nbsp;&apos;&#x41&#x42;&#67z",
    "a &lt b &amp;amp; &ltx &quot",
    "<B>x</B ><b >y</>",
    "<b></b>x",
    "1 < 2",
    "a<br>",
    "<p>x</p>",
    "<b>x",
    "x</b>",
    "é<b>x</i>",
    "a <b",
    "<",
]


@pytest.mark.parametrize("html", HTML)
def test_our_parser_of_html_agrees_with_telegrams_own(html: str) -> None:
    pytest.importorskip("tdjson")
    assert parsed(OwnFormatter(), html) == parsed(choose_formatter(), html)


def parsed(formatter: Formatter, html: str) -> object:
    try:
        formatted = formatter.parse(html)
    except Refusal as refusal:
        return refusal.description
    return formatted.text, [dict(entity) for entity in formatted.entities]


@pytest.mark.parametrize("text", ["/start", "see /help@caveat_bot and a/b", "🔥 /x_1", "no command", "http/x /ok."])
def test_our_finder_of_commands_agrees_with_telegrams_own(text: str) -> None:
    pytest.importorskip("tdjson")
    theirs = [entity for entity in choose_formatter().find(text) if entity["type"] == "bot_command"]
    assert list(OwnFormatter().find(text)) == theirs


def test_the_table_holds_every_method() -> None:
    assert len(load_table().methods) == 180


def test_the_table_keeps_names_types_and_what_is_required() -> None:
    described = {
        "version": "Bot API 1.0",
        "methods": {
            "send": {
                "name": "send",
                "fields": [
                    {"name": "to", "types": ["Integer", "String"], "required": True, "description": "whom"},
                    {"name": "rows", "types": ["Array of Array of Row"], "required": False, "description": "what"},
                ],
            },
        },
        "types": {
            "Row": {"name": "Row", "subtypes": ["Cell"]},
            "Cell": {"name": "Cell", "fields": [{"name": "n", "types": ["Integer"], "required": True}]},
            "Unused": {"name": "Unused", "fields": []},
        },
    }
    assert derive_table(described).splitlines() == [
        "api 1.0",
        "method send to!:Integer|String rows:[[Row]]",
        "type Cell n!:Integer",
        "union Row Cell",
    ]
