"""Facts about the answers to pressed buttons, inline queries and guest messages."""

import pytest

from bot.playground.queries import TOO_OLD, Asked
from bot.playground.world import Thing, World
from tests.playground.caller import Caller

MARKUP = {"inline_keyboard": [[{"text": "Why", "callback_data": "why"}]]}


def article(number: str = "1", text: str = "hello", **more: object) -> Thing:
    return {"type": "article", "id": number, "title": "A", "input_message_content": {"message_text": text}, **more}


@pytest.fixture
async def pressed(caller: Caller, world: World, ann: Thing) -> str:
    return world.press(ann, await caller.send(ann, reply_markup=MARKUP), "Why")


async def test_a_pressed_button_is_answered_once(caller: Caller, world: World, pressed: str) -> None:
    assert world.answer_to(pressed) is None
    await caller.call("answerCallbackQuery", callback_query_id=pressed, text="x" * 200, show_alert=True)
    assert world.answer_to(pressed) == {"callback_query_id": pressed, "text": "x" * 200, "show_alert": True}
    assert await caller.refusal("answerCallbackQuery", callback_query_id=pressed) == f"Bad Request: {TOO_OLD}"
    assert caller.playground.violations() == []


async def test_a_pressed_button_is_answered_in_time_or_not_at_all(caller: Caller, world: World, ann: Thing, pressed: str) -> None:
    again = world.press(ann, world.history(ann)[0], "Why")
    caller.clock.now += 900
    assert (await caller.call("answerCallbackQuery", callback_query_id=again))["result"] is True
    caller.clock.now += 1
    assert await caller.refusal("answerCallbackQuery", callback_query_id=pressed) == f"Bad Request: {TOO_OLD}"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"callback_query_id": "5"}, TOO_OLD),
        ({"text": "🔥" * 101}, "MESSAGE_TOO_LONG"),
        ({"url": "https://example.org"}, "URL_INVALID"),
        ({"url": "https://t.me/other_bot?start=x"}, "URL_INVALID"),
    ],
)
async def test_a_wrong_answer_to_a_button_is_refused(caller: Caller, pressed: str, given: Thing, says: str) -> None:
    assert await caller.refusal("answerCallbackQuery", **{"callback_query_id": pressed, **given}) == f"Bad Request: {says}"


async def test_an_answer_may_open_the_private_chat_with_the_bot(caller: Caller, pressed: str) -> None:
    url = "https://t.me/caveat_bot?start=why_7F3A"
    assert (await caller.call("answerCallbackQuery", callback_query_id=pressed, url=url))["result"] is True


async def test_a_result_that_is_chosen_is_sent_and_can_be_edited(caller: Caller, world: World, ann: Thing, bob: Thing) -> None:
    number = world.inline(ann, "the depot burned", chat_type="private")
    (update,) = await caller.updates()
    query = update["inline_query"]
    assert (query["id"], query["query"], query["chat_type"]) == (number, "the depot burned", "private")
    await caller.call("answerInlineQuery", inline_query_id=number, results=[article(reply_markup=MARKUP)], cache_time=0)
    message = world.choose(number, "1", bob)
    assert (message["text"], message["via_bot"], message["from"]) == ("hello", world.bot, ann)
    told, chosen = await caller.updates()
    assert told["message"] == message
    inline_id = chosen["chosen_inline_result"]["inline_message_id"]
    edited = await caller.call("editMessageText", inline_message_id=inline_id, text="changed", reply_markup=MARKUP)
    assert edited["result"] is True
    changed = world.current(message)
    assert changed is not None
    assert changed["text"] == "changed"
    world.press(ann, changed, "Why")
    (update,) = await caller.updates()
    assert update["callback_query"]["inline_message_id"] == inline_id
    assert "message" not in update["callback_query"]
    world.delete(changed)
    assert await caller.refusal("editMessageText", inline_message_id=inline_id, text="x") == "Bad Request: MESSAGE_ID_INVALID"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"results": [article(str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article("é" * 33)]}, "RESULT_ID_INVALID"),
        ({"results": [article("")]}, "RESULT_ID_INVALID"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
        (
            {"results": [{"type": "contact", "id": "1", "phone_number": "1", "first_name": "A"}]},
            "only results that stand for a text are played here",
        ),
        ({"results": [article(text=" ")]}, "message text is empty"),
        ({"results": [article(text="x" * 4097)]}, "message is too long"),
        (
            {"results": [article(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": ""}]]})]},
            "BUTTON_DATA_INVALID",
        ),
        ({"results": [article(colour="red")]}, 'unknown parameter "colour" in answerInlineQuery.results'),
        ({"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
        ({"button": {"text": "x"}}, "the button above inline results does exactly one thing"),
        ({"inline_query_id": "5"}, TOO_OLD),
    ],
)
async def test_wrong_results_are_refused(caller: Caller, world: World, ann: Thing, given: Thing, says: str) -> None:
    number = world.inline(ann, "x")
    refusal = await caller.refusal("answerInlineQuery", **{"inline_query_id": number, "results": [article()], **given})
    assert refusal.partition(";")[0] == f"Bad Request: {says}"


async def test_fifty_results_and_a_button_go_through(caller: Caller, world: World, ann: Thing) -> None:
    results = [article(str(n)) for n in range(50)]
    given = {"inline_query_id": world.inline(ann, "x"), "results": results, "button": {"text": "x", "start_parameter": "Why-1"}}
    assert (await caller.call("answerInlineQuery", **given))["result"] is True


async def test_a_guest_is_answered_where_it_was_named(caller: Caller, world: World, ann: Thing, bob: Thing) -> None:
    group = world.add_group("Elsewhere", "supergroup", bot_in=False)
    rumour = world.write(bob, "The depot burned", group)
    message = world.guest(ann, group, "@caveat_bot is that so?", reply_to=rumour)
    (update,) = await caller.updates()
    guest = update["guest_message"]
    assert (guest["text"], guest["reply_to_message"]["text"]) == ("@caveat_bot is that so?", "The depot burned")
    given = {"guest_query_id": guest["guest_query_id"], "result": article(text="<b>No source</b>")}
    given["result"]["input_message_content"]["parse_mode"] = "HTML"
    inline_id = (await caller.result("answerGuestQuery", **given))["inline_message_id"]
    (answer,) = world.answers_to(message)
    assert (answer["text"], answer["guest_bot_caller_user"]) == ("No source", ann)
    assert (await caller.call("editMessageText", inline_message_id=inline_id, text="changed"))["result"] is True
    assert await caller.refusal("answerGuestQuery", **given) == f"Bad Request: {TOO_OLD}"


def test_a_guest_names_the_bot_where_it_is_no_member(world: World, ann: Thing) -> None:
    with pytest.raises(ValueError, match="names the bot"):
        world.guest(ann, world.add_group("G", bot_in=False), "is that so?")
    with pytest.raises(ValueError, match="no member"):
        world.guest(ann, world.add_group("G"), "@caveat_bot is that so?")


async def test_a_question_is_answered_by_its_own_method(caller: Caller, world: World, ann: Thing) -> None:
    number = world.inline(ann, "x")
    assert world.queries.by_id[number].kind is Asked.INLINE
    assert await caller.refusal("answerCallbackQuery", callback_query_id=number) == f"Bad Request: {TOO_OLD}"
