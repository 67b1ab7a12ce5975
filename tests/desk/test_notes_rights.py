"""Who may note anything: those who moderate the group, at each step anew, whatever link or button somebody makes up."""

import re

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.noting import (
    LINK,
    POST,
    TITLE,
    again,
    begin,
    check,
    find_start,
    pick,
    prepare,
    prepare_open,
    press_for,
    write_note,
)
from tests.desk.town import Town, button, labels


@pytest.fixture
def post(town: Town, bob: Thing, group: Thing) -> Thing:
    """What a member sent to the group."""
    return town.write(bob, POST, group)


@pytest.fixture
def board_of_bob(town: Town, bob: Thing) -> Thing:
    """A message of the bot's in the member's private chat, under which buttons can be made up."""
    return town.ask("/help", bob)


def find_data(message: Thing, label: str) -> str:
    data: str = button(message, label)["callback_data"]
    return data


def press_data(town: Town, person: Thing, message: Thing, data: str) -> Thing:
    """Press a button that somebody made up, and give the answer to it."""
    query = town.do(lambda: town.world.press(person, message, data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    answer = town.do(lambda: town.world.answer_to(query))
    assert answer is not None
    return answer


# --- an ordinary member


@pytest.mark.parametrize("command", ["/note", "/notes"])
def test_a_member_is_told_in_one_line(
    town: Town, bob: Thing, group: Thing, post: Thing, phrasebook: Phrasebook, command: str
) -> None:
    answer = town.ask(command, bob, group, reply_to=post)
    assert answer["text"] == phrasebook.say("chat", "only-moderators")
    assert labels(answer) == []


def test_a_member_who_follows_a_moderators_link_writes_nothing(
    town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing, phrasebook: Phrasebook
) -> None:
    start = find_start(town.ask("/note", ann, group, reply_to=post))
    answer = town.ask(f"/start {start}", bob)
    assert (answer["text"], labels(answer)) == (phrasebook.say("note", "not-yours"), [])


def test_a_link_that_is_made_up_leads_nowhere(
    town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing, phrasebook: Phrasebook
) -> None:
    write_note(town, ann, group, post)
    said = {town.ask(f"/start {start}", bob)["text"] for start in ("n_" + "a" * 20, "n_zz", f"n_l_{group['id']}", "n_l_-")}
    assert said == {
        phrasebook.say("chat", "gone"),
        phrasebook.say("chat", "start").strip(),
        phrasebook.say("note", "not-yours"),
    }


def test_the_private_text_of_another_is_nobodys_to_note(town: Town, ann: Thing, bob: Thing, phrasebook: Phrasebook) -> None:
    answer = town.ask(POST, ann)
    name = find_data(answer, "Why?").split(":")[1]
    assert town.ask(f"/start n_{name}", bob)["text"] == phrasebook.say("chat", "gone")
    assert town.ask(f"/start n_{name}", ann)["text"] == phrasebook.say("chat", "gone")


def test_buttons_that_are_made_up_do_nothing(
    town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing, board_of_bob: Thing, phrasebook: Phrasebook
) -> None:
    kept = write_note(town, ann, group, post)
    opened = town.turn(ann, town.turn(ann, kept, "All notes"), "1")
    data = [find_data(opened, label) for label in ("Edit", "Withdraw", "All notes")]
    data += [found.replace("n:w:", letter) for found in data[1:2] for letter in ("n:y:", "n:o:")]
    said = {press_data(town, bob, board_of_bob, one).get("text", "") for one in data}
    assert said == {phrasebook.say("note", "not-yours")}
    assert town.now(board_of_bob) == board_of_bob
    assert TITLE in check(town, bob, group, again())["text"]


@pytest.mark.parametrize(
    "data", ["n:", "n:d", "n:z:a:b:0", "n:d:a:b:0", "n:g:aa:-1:0", "n:l:abc:page:99999", "n:o:x:y:1", "n:r:-5:ab:0"]
)
def test_buttons_that_mean_nothing_are_ended(town: Town, bob: Thing, board_of_bob: Thing, data: str) -> None:
    press_data(town, bob, board_of_bob, data)
    assert town.now(board_of_bob) == board_of_bob


def test_a_forward_gives_no_way_into_a_group_of_others(
    town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    check(town, ann, group, POST)
    forwarded = town.forward(bob, POST)
    answer = town.answer(forwarded)
    name = find_data(answer, "Why?").split(":")[1]
    assert press_data(town, bob, answer, f"n:g:{name}:{group['id']}:0")["text"] == phrasebook.say("note", "not-yours")


def test_a_draft_is_driven_by_nobody_but_its_author(
    town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing, board_of_bob: Thing, phrasebook: Phrasebook
) -> None:
    preview = prepare_open(town, ann, begin(town, ann, group, post))
    assert press_data(town, bob, board_of_bob, find_data(preview, "Keep"))["text"] == phrasebook.say("note", "over")
    other = town.person("Cleo")
    town.do(lambda: town.world.promote(other, group, ["can_delete_messages"]))
    mine = town.ask("/help", other)
    assert press_data(town, other, mine, find_data(preview, "Keep"))["text"] == phrasebook.say("note", "over")
    assert TITLE not in check(town, bob, group, again())["text"]


def test_only_the_sender_answers_a_note(
    town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing, phrasebook: Phrasebook
) -> None:
    write_note(town, ann, group, post)
    wait_until(lambda: labels(town.said_in(bob)[-1]) == ["Answer"] if town.said_in(bob) else False)
    data, other = find_data(town.said_in(bob)[-1], "Answer"), town.person("Dan")
    assert press_data(town, other, town.ask("/help", other), data)["text"] == phrasebook.say("note", "note-gone")


# --- moderators


def test_an_administrator_needs_the_right_to_delete(
    town: Town, bob: Thing, group: Thing, post: Thing, phrasebook: Phrasebook
) -> None:
    town.do(lambda: town.world.promote(bob, group, ["can_change_info"]))
    assert town.ask("/note", bob, group, reply_to=post)["text"] == phrasebook.say("chat", "only-moderators")
    town.do(lambda: town.world.promote(bob, group, ["can_delete_messages"]))
    assert labels(town.ask("/note", bob, group, reply_to=post)) == ["Write the note"]


def test_an_anonymous_administrator_writes_as_the_moderators(
    town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing
) -> None:
    hidden = town.person("Secret Sue")
    town.do(lambda: town.world.promote(hidden, group, ["can_delete_messages"], anonymous=True))
    preview = prepare(town, hidden, begin(town, hidden, group, post))
    assert "portauthority.\u2060example · moderators, " in preview["text"]
    kept = town.turn(hidden, preview, "Keep")
    text = check(town, bob, group, again())["text"]
    assert "portauthority.\u2060example · moderators, " in text
    listed = town.ask(f"/start n_l_{group['id']}", ann)
    for shown in (text, town.turn(ann, listed, "1")["text"], kept["text"]):
        assert "Sue" not in shown


def test_who_loses_the_right_cannot_go_on(town: Town, ann: Thing, group: Thing, post: Thing, phrasebook: Phrasebook) -> None:
    cleo = town.person("Cleo")
    town.do(lambda: town.world.promote(cleo, group, ["can_delete_messages"]))
    board = pick(town, cleo, begin(town, cleo, group, post))
    question = press_for(town, cleo, board, "denied by …")
    town.do(lambda: town.world.demote(cleo, group))
    assert town.press(cleo, board, "Cancel")["text"] == phrasebook.say("note", "not-yours")
    assert town.ask("the mayor", cleo, reply_to=question)["text"] == phrasebook.say("note", "not-yours")
    write_note(town, ann, group, post)
    assert town.ask(f"/start n_l_{group['id']}", cleo)["text"] == phrasebook.say("note", "not-yours")


# --- whom the group lists


def test_a_member_who_is_listed_may_note(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    theirs = town.write(bob, "I am here every day.", group)
    assert town.ask("/moderators", ann, group)["text"] == phrasebook.say("note", "listing-none")
    assert town.ask("/moderators add", ann, group, reply_to=theirs)["text"] == "Bob may write notes now."
    assert town.ask("/moderators@caveat_bot", ann, group)["text"].endswith("who may delete messages: Bob.")
    assert town.ask("/moderators add", ann, group, reply_to=theirs)["text"] == "Bob is listed already."
    write_note(town, bob, group, town.write(ann, POST, group))
    assert "portauthority.\u2060example · Bob, " in check(town, ann, group, again())["text"]
    assert town.ask("/moderators remove", ann, group, reply_to=theirs)["text"] == "Bob is no longer listed."
    assert town.ask("/moderators remove", ann, group, reply_to=theirs)["text"] == "Bob is not listed."
    assert town.ask("/notes", bob, group)["text"] == phrasebook.say("chat", "only-moderators")


def test_who_is_listed_and_leaves_moderates_no_more(
    town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    theirs, post = town.write(bob, "I am here every day.", group), town.write(ann, POST, group)
    town.ask("/moderators add", ann, group, reply_to=theirs)
    board = begin(town, bob, group, post)
    town.do(lambda: town.world.leave(bob, group))
    assert town.press(bob, board, "1")["text"] == phrasebook.say("note", "not-yours")
    assert town.ask("/moderators add", ann, group, reply_to=theirs)["text"] == "Bob is listed already."


def test_only_who_may_change_the_group_lists_moderators(
    town: Town, bob: Thing, group: Thing, post: Thing, phrasebook: Phrasebook
) -> None:
    town.do(lambda: town.world.promote(bob, group, ["can_delete_messages"]))
    for command in ("/moderators", "/moderators add"):
        assert town.ask(command, bob, group, reply_to=post)["text"] == phrasebook.say("chat", "only-admins")


def test_nobody_hidden_and_no_bot_can_be_listed(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    hidden = town.person("Sue")
    town.do(lambda: town.world.promote(hidden, group, ["can_delete_messages"], anonymous=True))
    for message in (town.write(hidden, "Good morning.", group), town.ask("/help", ann, group)):
        said = town.ask("/moderators add", ann, group, reply_to=message)["text"]
        assert said == phrasebook.say("note", "listing-nobody")


def test_the_list_is_the_groups(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/moderators add", ann, group)["text"] == phrasebook.say("note", "listing-whom")
    assert town.ask("/moderators", ann)["text"] == phrasebook.say("note", "listing-not-here")


def test_links_of_notes_are_those_of_the_note_alone(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    said = check(town, bob, group, again())
    urls = re.findall(r"https://portauthority\S*?(?=')", str(said["reply_markup"]))
    assert urls == [LINK]
    assert "entities" not in said or not [one for one in said["entities"] if one["type"] in ("url", "text_link")]
