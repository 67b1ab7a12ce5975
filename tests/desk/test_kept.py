"""What outlasts the moment: buttons after a kill, deletions that are due, settings, and what /forget leaves."""

import re
from collections.abc import Iterator

import pytest

from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.place import Place, open_place
from tests.desk.town import ARTICLE, FLAT, button, choose, labels
from tests.near_site import NearSite

DOUBTED = "◔ Main point not confirmed, by its own words"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, web: NearSite) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("kept"), web.port, ARTICLE[:20]) as here:
        yield here


def test_buttons_of_an_old_message_answer_after_a_kill(place: Place) -> None:
    town, ann = place.town, place.town.person()
    answer = town.ask(ARTICLE, ann)
    place.restart()
    assert town.turn(ann, answer, "Why?")["text"].startswith("Why?")
    assert town.turn(ann, answer, "Summary")["text"] == answer["text"]


def test_a_link_into_the_private_chat_leads_there_after_a_kill(place: Place) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    answer = town.ask(f"/check {ARTICLE}", ann, group)
    place.restart()
    link = button(answer, "Why?")["url"].split("?start=")[1]
    assert town.ask(f"/start {link}", ann)["text"].startswith("Why?")


def test_settings_that_are_open_can_be_pressed_after_a_kill(place: Place) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    menu = town.ask("/settings", ann, group)
    place.restart()
    assert "one line under marked posts" in labels(town.turn(ann, menu, "How much I say: only when asked"))


def test_two_quick_presses_do_no_harm(place: Place) -> None:
    town, ann = place.town, place.town.person()
    answer = town.ask(ARTICLE, ann)
    queries = [town.do(lambda: town.world.press(ann, answer, "Why?")) for _ in range(2)]
    for query in queries:
        wait_until(lambda query=query: town.do(lambda: town.world.answer_to(query)))  # type: ignore[misc]
    wait_until(lambda: town.now(answer)["text"].startswith("Why?"))


# --- how long the bot's messages stay


def test_everything_that_is_said_in_a_group_goes_after_the_chosen_time(place: Place) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    choose(town, ann, group, "My messages stay", "ten minutes")
    channel = town.channel()
    for n in range(5):  # an answer, a pointer, an answer, and one line for the two others
        post = town.forward(ann, ARTICLE if n < 2 else f"{ARTICLE} {n}", group, channel)
        town.write(ann, "/check", group, reply_to=post)
        town.settle()
    town.ask("/help", ann, group)
    wait_until(lambda: len(town.said_in(group)) == 6)
    waiting = place.deletions(group)
    slots = {re.sub(r"-?[0-9]+", "", str(payload).split('"slot":"')[1][:4]) for payload, _ in waiting}
    assert slots == {"a:", "more"}
    assert len(waiting) == 5  # all but the settings, which were opened before
    assert all(500 < float(str(seconds)) < 601 for _, seconds in waiting)


def test_a_message_is_deleted_when_its_time_has_come(place: Place) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    choose(town, ann, group, "My messages stay", "a minute")
    answer = town.ask(f"/check {ARTICLE}", ann, group)
    only_that = "SELECT method FROM outbox WHERE chat = ?"  # what was sent is noted: a kill before would have it sent again
    wait_until(lambda: place.rows(only_that, group["id"]) == [("deleteMessage",)])
    place.kill()
    place.change("UPDATE outbox SET due = 1 WHERE method = 'deleteMessage' AND chat = ?", group["id"])
    place.start()
    wait_until(lambda: town.do(lambda: town.world.current(answer)) is None)


def test_a_text_whose_answer_is_gone_is_answered_anew(place: Place) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    choose(town, ann, group, "My messages stay", "a minute")
    town.ask(f"/check {ARTICLE}", ann, group)
    place.change("UPDATE answers SET at = at - 61 WHERE chat = ?", group["id"])
    post = town.write(ann, ARTICLE, group)
    town.write(ann, "/check", group, reply_to=post)
    assert town.answer(post)["text"].startswith(DOUBTED)


def test_an_edit_of_a_post_whose_answer_is_gone_says_nothing(place: Place) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    choose(town, ann, group, "My messages stay", "a minute")
    post = town.write(ann, ARTICLE, group)
    town.write(ann, "/check", group, reply_to=post)
    answer = town.answer(post)
    place.change("UPDATE answers SET at = at - 61 WHERE chat = ?", group["id"])
    town.do(lambda: town.world.edit(post, {"text": FLAT}))
    town.settle(group)
    assert town.now(answer)["text"] == answer["text"]
    assert len(town.answers(post)) == 1


# --- settings


def test_the_languages_there_are_can_be_chosen(place: Place) -> None:
    town, ann = place.town, place.town.person()
    menu = town.ask("/settings", ann)
    assert labels(town.turn(ann, menu, "Language: English")) == ["• English", "‹ Settings"]


@pytest.mark.parametrize("data", ["m:²:mode:off", f"m:{'9' * 40}:mode:off", "m:0:mode:x", "m:-1:mode:off", "m:0::"])
def test_hostile_presses_on_settings_do_no_harm(place: Place, data: str) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    menu = town.ask("/settings", ann, group)
    query = town.do(lambda: town.world.press(ann, menu, data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    assert place.rows("SELECT count(*) FROM choices WHERE chat = ? AND mode = 'off'", group["id"]) == [(0,)]
    assert place.rows("SELECT count(*) FROM set_aside") == [(0,)]


def test_a_press_for_another_groups_answer_opens_no_page(place: Place, web: NearSite) -> None:
    town, ann = place.town, place.town.person()
    here, there = town.group(ann), town.group(ann)
    answer = town.ask(f"/check {ARTICLE}\n{web.url('/ferry')}", ann, there)
    data = next(
        key["callback_data"] for row in answer["reply_markup"]["inline_keyboard"] for key in row if "callback_data" in key
    )
    mine = town.ask(f"/check {FLAT}", ann, here)
    query = town.do(lambda: town.world.press(ann, mine, data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    town.settle(here)
    assert len(town.said_in(here)) == 2  # the answer, and the one by which we wait


def test_forget_leaves_nothing_of_a_person(place: Place) -> None:
    town, ann = place.town, place.town.person()
    answer = town.ask(ARTICLE, ann)
    town.turn(ann, answer, "Wrong?")
    town.turn(ann, answer, "3")
    town.press(ann, answer, "This is not a claim")
    town.turn(ann, town.ask("/forget", ann), "Yes, remove it")
    tables = [str(name) for (name,) in place.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {table: {str(column[1]) for column in place.rows(f"PRAGMA table_info({table})")} for table in tables}
    people = [(table, name) for table, names in columns.items() for name in names & {"chat", "person", "lane"}]
    assert len(people) >= 9
    wait_until(lambda: place.rows("SELECT count(*) FROM outbox WHERE chat = ?", ann["id"]) == [(0,)])
    left = {table: place.rows(f"SELECT count(*) FROM {table} WHERE {name} = ?", ann["id"]) for table, name in people}  # noqa: S608
    assert {table: count for table, count in left.items() if count != [(0,)]} == {}


def test_whoever_asked_in_a_group_is_told_when_nothing_could_be_read(place: Place, phrasebook: Phrasebook) -> None:
    town, ann = place.town, place.town.person()
    group = town.group(ann)
    file = town.write(ann, town.do(lambda: town.world.document(ARTICLE.encode(), "ferry.txt")), group)
    broken = (400, b'{"ok": false, "error_code": 400, "description": "Bad Request: file is temporarily unavailable"}')
    town.telegram.playground.disturb = lambda method: broken if method == "getFile" else None
    try:
        asked = town.write(ann, "/check", group, reply_to=file)
        assert town.answer(asked)["text"] == phrasebook.say("chat", "trouble")
    finally:
        town.telegram.answer_truly()
    assert town.answers(file) == []
