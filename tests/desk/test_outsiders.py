"""What somebody learns who has a link of an answer in a chat that is not theirs: the reading, and nothing that the chat knows."""

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.noting import POST, TITLE, check, write_note
from tests.desk.town import Town, button

SEEN = "Seen here before"
REWORDED = "On Thursday the ferry between Lowmere and Eastholm was stopped for good. Boats are rare."


def find_link(shown: Thing) -> str:
    parameter: str = button(shown, "Why?")["url"].split("?start=")[1]
    return parameter


def open_summary(town: Town, person: Thing, link: str) -> str:
    """Follow a link to the reasons, and go on to the summary."""
    text: str = town.turn(person, town.ask(f"/start {link}", person), "Summary")["text"]
    return text


def ask_inline(town: Town, person: Thing, text: str) -> Thing:
    """Type a text behind the bot's name in another chat; the answer."""
    query = town.do(lambda: town.world.inline(person, text))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    result: Thing = town.do(lambda: town.world.answer_to(query) or {})["results"][0]
    return result


def test_what_a_group_knows_is_shown_in_private_to_members_only(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    write_note(town, ann, group, town.write(bob, POST, group))
    link = find_link(check(town, bob, group, REWORDED))
    mine, theirs = open_summary(town, bob, link), open_summary(town, town.person("Zoe"), link)
    assert TITLE in mine
    assert SEEN in mine
    assert "Every statement and its words" in theirs
    assert TITLE not in theirs
    assert SEEN not in theirs


def test_who_left_the_group_sees_no_more_what_it_knows(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    write_note(town, ann, group, town.write(bob, POST, group))
    link = find_link(check(town, bob, group, REWORDED))
    town.do(lambda: town.world.leave(bob, group))
    assert TITLE not in open_summary(town, bob, link)


def test_what_a_private_chat_saw_is_shown_to_its_person_only(town: Town, ann: Thing, bob: Thing) -> None:
    town.ask(POST, ann)
    link = find_link(ask_inline(town, ann, REWORDED))
    assert SEEN in open_summary(town, ann, link)
    assert SEEN not in open_summary(town, bob, link)


def test_who_keeps_no_texts_keeps_none_typed_in_another_chat(town: Town, ann: Thing) -> None:
    town.turn(ann, town.ask("/privacy hashes", ann), "Yes, keep no texts")
    result = ask_inline(town, ann, REWORDED)
    assert "source" in result["input_message_content"]["message_text"]
    assert "reply_markup" not in result


def test_the_whole_text_goes_to_members_only(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    link = find_link(check(town, ann, group, POST))
    told = [
        town.press(person, town.turn(person, town.ask(f"/start {link}", person), "Summary"), "As a page").get("text", "")
        for person in (bob, town.person("Una"))
    ]
    assert told == ["", phrasebook.say("report", "members-only")]
