"""Facts about replies, quotes and threads: what they show, and which are refused."""

import pytest

from bot.playground.world import Thing, World
from tests.playground.caller import Caller

TEXT = "🔥 They said the depot burned, they said it twice."


@pytest.fixture
def message(world: World, ann: Thing) -> Thing:
    return world.write(ann, TEXT)


async def test_a_reply_shows_the_message_one_level_deep(caller: Caller, world: World, ann: Thing, message: Thing) -> None:
    first = await caller.send(ann, reply_parameters={"message_id": message["message_id"]})
    second = await caller.send(ann, reply_parameters={"message_id": first["message_id"]})
    assert first["reply_to_message"] == message
    assert second["reply_to_message"]["message_id"] == first["message_id"]
    assert "reply_to_message" not in second["reply_to_message"]
    assert world.answers_to(message) == [first]


async def test_a_quote_is_shown_where_it_stands(caller: Caller, ann: Thing, message: Thing) -> None:
    reply = {"message_id": message["message_id"], "quote": "said"}
    assert (await caller.send(ann, reply_parameters=reply))["quote"] == {"text": "said", "position": 8, "is_manual": True}
    near = await caller.send(ann, reply_parameters={**reply, "quote_position": 40})
    assert near["quote"]["position"] == 36


@pytest.mark.parametrize("quote", ["Said", "said  the", "nowhere", "x" * 1025])
async def test_a_quote_that_does_not_stand_there_is_refused(caller: Caller, ann: Thing, message: Thing, quote: str) -> None:
    reply = {"message_id": message["message_id"], "quote": quote}
    assert await caller.send_refused(ann, reply_parameters=reply) == "Bad Request: QUOTE_TEXT_INVALID"
    assert caller.playground.violations() == []


async def test_a_quote_must_have_the_styles_of_the_message(caller: Caller, world: World, ann: Thing) -> None:
    message = world.write(ann, world.html("The<b>depot</b>burned"))
    reply = {"message_id": message["message_id"], "quote": "depotburned"}
    assert "quote" in await caller.send(ann, reply_parameters={**reply, "quote": "burned"})
    assert "quote" in await caller.send(ann, reply_parameters={**reply, "quote": "The"})
    assert await caller.send_refused(ann, reply_parameters=reply) == "Bad Request: QUOTE_TEXT_INVALID"
    styled = {**reply, "quote": "<b>depot</b>burned", "quote_parse_mode": "HTML"}
    sent = await caller.send(ann, reply_parameters=styled)
    assert sent["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 5}]


async def test_a_message_that_is_gone_is_refused_unless_that_may_be(caller: Caller, ann: Thing) -> None:
    reply = {"message_id": 99}
    assert await caller.send_refused(ann, reply_parameters=reply) == "Bad Request: message to be replied not found"
    sent = await caller.send(ann, reply_parameters={**reply, "allow_sending_without_reply": True, "quote": "gone"})
    assert "reply_to_message" not in sent


async def test_a_reply_to_another_chat_shows_where_from(caller: Caller, world: World, ann: Thing, message: Thing) -> None:
    group = world.add_group("G", "supergroup")
    reply = {"message_id": message["message_id"], "chat_id": ann["id"]}
    sent = await caller.send(group, reply_parameters=reply)
    assert sent["external_reply"]["origin"]["sender_user"] == ann
    assert "reply_to_message" not in sent
    gone = {**reply, "message_id": 99, "allow_sending_without_reply": True}
    assert await caller.send_refused(group, reply_parameters=gone) == "Bad Request: message to be replied not found"


async def test_a_reply_to_a_supergroup_elsewhere_names_the_message(caller: Caller, world: World, ann: Thing) -> None:
    elsewhere = world.add_group("E", "supergroup")
    post = world.write(ann, "hello", elsewhere)
    world.write(ann, "so?", reply_to=post)
    external = (await caller.updates())[-1]["message"]["external_reply"]
    assert (external["chat"], external["message_id"]) == (elsewhere, post["message_id"])


async def test_a_caption_is_quoted_like_a_text_and_an_empty_quote_is_none(caller: Caller, world: World, ann: Thing) -> None:
    photo = world.write(ann, world.media("photo", caption="The depot burned"))
    reply = {"message_id": photo["message_id"], "quote": "burned"}
    assert (await caller.send(ann, reply_parameters=reply))["quote"]["position"] == 10
    assert "quote" not in await caller.send(ann, reply_parameters={**reply, "quote": " "})


async def test_what_a_person_quotes_carries_its_place(caller: Caller, world: World, ann: Thing, message: Thing) -> None:
    world.write(ann, "this?", reply_to=message, quote="the depot")
    _, update = await caller.updates()
    assert update["message"]["quote"] == {"text": "the depot", "position": 13, "is_manual": True}


async def test_a_reply_in_a_supergroup_names_the_thread_it_continues(caller: Caller, world: World, ann: Thing) -> None:
    group = world.add_group("G", "supergroup")
    first = world.write(ann, "one", group)
    second = world.write(ann, "two", group, reply_to=first)
    third = world.write(ann, "three", group, reply_to=second)
    assert {second["message_thread_id"], third["message_thread_id"]} == {first["message_id"]}
    assert "is_topic_message" not in third
    assert (await caller.send(group, message_thread_id=third["message_thread_id"]))["text"] == "hello"


async def test_an_answer_goes_to_the_topic_of_what_it_answers(caller: Caller, world: World, ann: Thing) -> None:
    forum = world.add_group("F", forum=True, owner=ann)
    topic = world.add_topic(forum, "News")
    message = world.write(ann, "one", forum, topic=topic)
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "News"
    answer = await caller.send(forum, reply_parameters={"message_id": message["message_id"]})
    assert (answer["message_thread_id"], answer["is_topic_message"]) == (topic, True)
    assert (await caller.send(forum, message_thread_id=topic))["message_thread_id"] == topic


async def test_an_answer_to_another_forum_stays_out_of_the_topics_here(caller: Caller, world: World, ann: Thing) -> None:
    here, there = (world.add_group(name, forum=True) for name in ("H", "T"))
    assert world.add_topic(here, "News") == world.add_topic(there, "News")
    message = world.write(ann, "one", there, topic=2)
    answer = await caller.send(here, reply_parameters={"message_id": message["message_id"], "chat_id": there["id"]})
    assert "message_thread_id" not in answer


async def test_a_thread_that_does_not_exist_is_refused(caller: Caller, world: World, ann: Thing) -> None:
    says = "Bad Request: message thread not found"
    forum = world.add_group("F", forum=True)
    for chat, thread in ((forum, 1), (forum, 99), (world.add_group("G", "supergroup"), 5), (world.add_group("G"), 5), (ann, 5)):
        assert await caller.send_refused(chat, message_thread_id=thread) == says


async def test_in_a_closed_topic_only_who_manages_topics_writes(caller: Caller, world: World, ann: Thing) -> None:
    forum = world.add_group("F", forum=True)
    topic = world.add_topic(forum, "News")
    world.close_topic(forum, topic)
    assert await caller.send_refused(forum, message_thread_id=topic) == "Bad Request: TOPIC_CLOSED"
    with pytest.raises(ValueError, match="closed"):
        world.write(ann, "hello", forum, topic=topic)
    world.promote(world.bot, forum, ["can_manage_topics"])
    await caller.send(forum, message_thread_id=topic)
    world.close_topic(forum, topic, reopen=True)
    world.write(ann, "hello", forum, topic=topic)
    told = [name for update in await caller.updates() for name in update.get("message", {}) if name.startswith("forum_topic")]
    assert told == ["forum_topic_created", "forum_topic_closed", "forum_topic_reopened"]
