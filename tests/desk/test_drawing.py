"""The page and the picture of an answer: sent to whoever asks in private, never into a group, made when they are sent."""

import pytest

from bot.chat.drawing import MOST
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, Town, labels

PAGE, PICTURE = "As a page", "As a picture"


def send(town: Town, person: Thing, answer: Thing, button: str, field: str) -> Thing:
    """Press and wait for the message with the file."""
    before = len(files(town, person, field))
    town.press(person, answer, button)
    wait_until(lambda: len(files(town, person, field)) > before)
    return files(town, person, field)[-1]


def files(town: Town, person: Thing, field: str) -> list[Thing]:
    return [message for message in town.said_in(person) if field in message]


def content_of(town: Town, file: Thing) -> bytes:
    return town.do(lambda: town.world.stored.find(file["file_id"]).data)


def test_the_page_comes_as_a_file_that_replies_to_the_answer(town: Town, ann: Thing) -> None:
    answer = town.ask(ARTICLE, ann)
    sent = send(town, ann, answer, PAGE, "document")
    assert sent["reply_to_message"]["message_id"] == answer["message_id"]
    assert sent["caption"] == answer["text"].splitlines()[0]
    assert sent["document"]["file_name"].startswith("caveat-lowmere-ferry-stops-for-good-")
    assert sent["document"]["file_name"].endswith(".html")
    page = content_of(town, sent["document"]).decode()
    assert "two drivers who asked not to be named" in page
    assert page.startswith("<!DOCTYPE html>")


def test_the_picture_comes_as_a_photo(town: Town, ann: Thing) -> None:
    sent = send(town, ann, town.ask(ARTICLE, ann), PICTURE, "photo")
    assert content_of(town, sent["photo"][-1]).startswith(b"\x89PNG")


def test_while_a_file_is_made_the_chat_says_so(town: Town, ann: Thing) -> None:
    send(town, ann, town.ask(ARTICLE, ann), PICTURE, "photo")
    actions = [call.given["action"] for call in town.telegram.playground.calls if call.method == "sendChatAction"]
    assert "upload_photo" in actions


def test_in_a_group_there_is_no_such_button(town: Town, ann: Thing, group: Thing) -> None:
    post = town.write(ann, ARTICLE, group)
    town.write(ann, "/check", group, reply_to=post)
    answer = town.answer(post)
    assert {PAGE, PICTURE}.isdisjoint(labels(answer))


def test_in_a_group_nothing_is_sent_whatever_is_pressed(town: Town, ann: Thing, group: Thing) -> None:
    answer = town.ask(ARTICLE, ann)
    data = next(
        button["callback_data"] for row in answer["reply_markup"]["inline_keyboard"] for button in row if button["text"] == PAGE
    )
    there = town.ask("/status", ann, group)
    town.make_up(ann, there, data)
    town.settle(group)
    assert files(town, group, "document") == []


@pytest.mark.parametrize("data", ["d:report:", "d:report:zz", "d:film:00", "d:report:0123456789abcdef", "d", "d:::"])
def test_made_up_data_does_nothing_bad(town: Town, ann: Thing, data: str) -> None:
    answer = town.ask(ARTICLE, ann)
    town.make_up(ann, answer, data)
    town.settle()
    assert files(town, ann, "document") == []


def test_what_was_forgotten_is_told_calmly(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    answer = town.ask(ARTICLE, ann)
    town.press(ann, town.ask("/forget", ann), phrasebook.say("menu", "forget-yes"))
    assert town.press(ann, answer, PAGE)["text"] == phrasebook.say("chat", "gone")


def test_there_is_an_end_to_it_in_an_hour(town: Town, phrasebook: Phrasebook) -> None:
    eager = town.person("Eve")
    answer = town.ask(ARTICLE, eager)
    for _ in range(MOST):
        assert not town.press(eager, answer, PAGE).get("text")
    assert town.press(eager, answer, PAGE)["text"] == phrasebook.say("report", "enough", n=MOST)
    wait_until(lambda: len(files(town, eager, "document")) == MOST)
