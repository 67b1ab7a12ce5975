"""Facts about what the bot sends: texts and their limits, markup, where it may write and where not."""

import pytest

from bot.playground.formatting import OwnFormatter
from bot.playground.refusal import Refusal
from bot.playground.world import Thing, World
from tests.playground.caller import Caller

LONG = "🔥" * 2048


@pytest.mark.parametrize(
    ("given", "text", "entities"),
    [
        ({"text": "  <b> hi </b>  ", "parse_mode": "HTML"}, " hi", [("bold", 0, 3)]),
        ({"text": "\n\n hello \n"}, "hello", []),
        ({"text": "see example.org and /start"}, None, [("url", 4, 11), ("bot_command", 20, 6)]),
        ({"text": "*b* _i_", "parse_mode": "MarkdownV2"}, "b i", [("bold", 0, 1), ("italic", 2, 1)]),
        ({"text": "🔥 hot", "entities": [{"type": "italic", "offset": 3, "length": 3}]}, None, [("italic", 3, 3)]),
        ({"text": "<code>a</code>", "parse_mode": "html"}, "a", [("code", 0, 1)]),
    ],
)
async def test_a_text_is_parsed_and_trimmed(
    caller: Caller, ann: Thing, given: Thing, text: str | None, entities: list[tuple[str, int, int]]
) -> None:
    pytest.importorskip("tdjson")
    sent = await caller.result("sendMessage", chat_id=ann["id"], **given)
    assert sent["text"] == (text or given["text"])
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in sent.get("entities", [])] == entities


async def test_markdown_that_is_wrong_is_refused_in_telegrams_words(caller: Caller, ann: Thing) -> None:
    pytest.importorskip("tdjson")
    says = "Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 0"
    assert await caller.send_refused(ann, "*b", parse_mode="MarkdownV2") == says


def test_our_own_parser_takes_html_only() -> None:
    with pytest.raises(Refusal, match="parse_mode markdown is not played here without the package tdjson"):
        OwnFormatter().parse("*b*", "markdown")


async def test_a_mention_of_somebody_known_names_them_and_of_nobody_is_none(caller: Caller, ann: Thing) -> None:
    pytest.importorskip("tdjson")
    text = f'<a href="tg://user?id={ann["id"]}">A</a> <a href="tg://user?id=99">B</a>'
    sent = await caller.send(ann, text, parse_mode="HTML")
    assert sent["entities"] == [{"type": "text_mention", "offset": 0, "length": 1, "user": ann}]


@pytest.mark.parametrize(
    ("text", "says"), [(LONG + "x", "message is too long"), ("", "message text is empty"), (" \n", "message text is empty")]
)
async def test_the_length_is_counted_after_parsing(caller: Caller, ann: Thing, text: str, says: str) -> None:
    assert (await caller.send(ann, f"<b>{LONG}</b>", parse_mode="HTML"))["text"] == LONG
    assert await caller.send_refused(ann, text) == f"Bad Request: {says}"


async def test_the_longest_that_a_person_sends_arrives(caller: Caller, world: World, ann: Thing) -> None:
    world.write(ann, LONG)
    assert [update["message"]["text"] for update in await caller.updates()] == [LONG]


async def test_the_preview_that_was_chosen_is_shown(caller: Caller, ann: Thing) -> None:
    assert (await caller.send(ann, link_preview_options={"is_disabled": True}))["link_preview_options"] == {"is_disabled": True}


def blocking(world: World) -> Thing:
    person = world.add_person("Eve")
    world.block(person)
    return person


def kicked(world: World, group: Thing) -> Thing:
    world.kick(world.bot, group)
    return group


def muted(world: World) -> Thing:
    group = world.add_group("G", "supergroup")
    world.restrict(world.bot, group, ["can_send_photos"])
    return group


@pytest.mark.parametrize(
    ("make", "status", "says"),
    [
        (lambda _: {"id": 4}, 400, "Bad Request: chat not found"),
        (lambda w: w.add_person("New", started=False), 403, "Forbidden: bot can't initiate conversation with a user"),
        (blocking, 403, "Forbidden: bot was blocked by the user"),
        (lambda w: w.add_group("G", bot_in=False), 403, "Forbidden: bot is not a member of the group chat"),
        (lambda w: kicked(w, w.add_group("G")), 403, "Forbidden: bot was kicked from the group chat"),
        (lambda w: kicked(w, w.add_group("G", "supergroup")), 403, "Forbidden: bot was kicked from the supergroup chat"),
        (lambda w: w.add_channel("C", bot_in=False), 403, "Forbidden: bot is not a member of the channel chat"),
        (lambda w: w.add_channel("C", bot_rights=[]), 400, "Bad Request: need administrator rights in the channel chat"),
        (lambda w: w.add_group("G", permissions=[]), 400, "Bad Request: have no rights to send a message"),
        (muted, 400, "Bad Request: have no rights to send a message"),
    ],
)
async def test_where_the_bot_may_not_write_it_is_told_why(
    caller: Caller, world: World, make: object, status: int, says: str
) -> None:
    assert callable(make)
    body = await caller.call("sendMessage", chat_id=make(world)["id"], text="hello")
    assert (body["error_code"], body["description"]) == (status, says)
    assert caller.playground.violations() == [call for call in caller.playground.calls if "chat not found" in call.description]


async def test_an_administrator_writes_where_members_may_not(caller: Caller, world: World) -> None:
    group = world.add_group("G", permissions=[], bot_rights=[])
    assert (await caller.send(group))["from"]["id"] == world.bot["id"]


async def test_a_public_chat_is_found_by_its_name(caller: Caller, world: World) -> None:
    channel = world.add_channel("News", username="north_news")
    assert (await caller.send({"id": "@North_News"}))["chat"] == channel
    world.add_person("Bob", username="bob_b")
    for name in ("north_news", "@bob_b", "@"):
        assert await caller.send_refused({"id": name}) == "Bad Request: chat not found"


async def test_a_post_of_the_bot_stands_in_the_name_of_the_channel(caller: Caller, world: World) -> None:
    channel = world.add_channel("News")
    post = await caller.send(channel)
    assert post["sender_chat"] == channel
    assert "from" not in post
    assert await caller.kinds() == []


async def test_who_unblocks_the_bot_can_be_written_to_again(caller: Caller, world: World, ann: Thing) -> None:
    world.block(ann)
    world.block(ann, unblock=True)
    await caller.send(ann)
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in await caller.updates()]
    assert statuses == ["kicked", "member"]


async def test_a_forward_shows_its_origin_and_a_copy_none(caller: Caller, world: World, ann: Thing, bob: Thing) -> None:
    message = world.write(bob, "hello")
    given = {"chat_id": ann["id"], "from_chat_id": bob["id"], "message_id": message["message_id"]}
    forwarded = await caller.result("forwardMessage", **given)
    assert forwarded["forward_origin"] == {"type": "user", "date": caller.clock.now, "sender_user": bob}
    copied = await caller.result("copyMessage", **given, caption="not for a text")
    copy = world.messages[ann["id"], copied["message_id"]]
    assert (copy["text"], "forward_origin" in copy, "caption" in copy) == ("hello", False, False)
    assert world.history(ann) == [forwarded, copy]


async def test_what_is_gone_or_protected_is_not_forwarded(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("G", protected=True)
    message = world.write(ann, "hello", group)
    given = {"chat_id": ann["id"], "from_chat_id": group["id"], "message_id": message["message_id"]}
    assert await caller.refusal("forwardMessage", **given) == "Bad Request: message can't be forwarded"
    assert await caller.refusal("copyMessage", **given) == "Bad Request: message can't be copied"
    world.delete(message)
    assert await caller.refusal("forwardMessage", **given) == "Bad Request: message to forward not found"
    assert await caller.refusal("copyMessage", **given) == "Bad Request: message to copy not found"


async def test_a_sign_of_being_busy_has_a_known_name_and_place(caller: Caller, world: World, ann: Thing) -> None:
    assert (await caller.call("sendChatAction", chat_id=ann["id"], action="typing"))["result"] is True
    says = "Bad Request: wrong parameter action in request"
    assert await caller.refusal("sendChatAction", chat_id=ann["id"], action="dancing") == says
    channel = world.add_channel("News")
    refusal = await caller.refusal("sendChatAction", chat_id=channel["id"], action="typing")
    assert refusal == "Bad Request: chat actions are not shown in channels"
