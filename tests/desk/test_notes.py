"""What moderators note about a statement: written step by step in private, shown in the group when the statement comes back."""

import time
from collections.abc import Iterator

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.noting import (
    FERRY,
    LINK,
    POST,
    TITLE,
    again,
    begin,
    check,
    last_in,
    pick,
    prepare,
    prepare_open,
    press_for,
    reply,
    write_note,
)
from tests.desk.place import Place, open_place
from tests.desk.town import Town, button, choose, labels
from tests.near_site import NearSite

ACCUSATION = "A clerk of the harbour, Bo Lindt, was accused of stealing the fares of the ferry on Monday"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, web: NearSite) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("notes"), web.port, "ERROR", FERRY) as here:
        yield here


@pytest.fixture(scope="module")
def town(place: Place) -> Town:
    return place.town


@pytest.fixture
def post(town: Town, bob: Thing, group: Thing) -> Thing:
    """What a member sent to the group."""
    return town.write(bob, POST, group)


@pytest.fixture
def cleo(town: Town, group: Thing) -> Thing:
    """A second moderator."""
    person = town.person("Cleo")
    town.do(lambda: town.world.promote(person, group, ["can_delete_messages"]))
    return person


# --- shown


def test_a_note_is_shown_when_the_statement_comes_back(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    kept = write_note(town, ann, group, post)
    assert kept["text"].startswith("Kept. Lowmere watch sees it beside the statement until ")
    said = check(town, bob, group, again())
    assert TITLE in said["text"]
    assert "”: denied by the port authority. portauthority.\u2060example · Ann, " in said["text"]
    assert button(said, "Link of the note: portauthority.example")["url"] == LINK


def test_in_other_words_both_sentences_are_shown(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    said = check(town, bob, group, "On Thursday the ferry between Lowmere and Eastholm was stopped for good. Boats are rare.")
    assert "(s. 1) “On Thursday the ferry between Lowmere and Eastholm was stopped for good” looks like" in said["text"]
    assert "looks like “The ferry between Lowmere" in said["text"]


def test_two_moderators_who_disagree_are_both_shown(
    town: Town, ann: Thing, bob: Thing, cleo: Thing, group: Thing, post: Thing
) -> None:
    write_note(town, ann, group, post)
    write_note(town, cleo, group, post, "confirmed by …")
    text = check(town, bob, group, again())["text"]
    assert "denied by the port authority. portauthority.\u2060example · Ann" in text
    assert "confirmed by the port authority. portauthority.\u2060example · Cleo" in text


def test_a_statement_in_the_negative_is_another(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    text = check(town, bob, group, again().replace("stopped for good", "did not stop for good"))["text"]
    assert TITLE not in text


def test_a_note_stays_in_its_group(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    assert TITLE not in town.ask(again(), bob)["text"]
    assert TITLE not in check(town, bob, town.group(ann, bob), again())["text"]


def test_what_accuses_somebody_is_not_quoted(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    post = town.write(bob, f"{POST} {ACCUSATION}.", group)
    preview = prepare_open(town, ann, begin(town, ann, group, post), ACCUSATION)
    town.turn(ann, preview, "Keep")
    text = check(town, bob, group, f"{ACCUSATION}. The boats are painted blue and white since then.")["text"]
    note = text.split(TITLE)[1]
    assert "(s. 1): still open. Ann, " in note
    for words in ("stealing", "Lindt"):
        assert words not in preview["text"]
        assert words not in text


def test_a_note_is_a_reason_to_say_the_line(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    choose(town, ann, group, "How much I say", "one line under marked posts")
    choose(town, ann, group, "Marked from", "only: an old post")
    line = town.answer(town.forward(bob, again(), group))
    assert TITLE in line["text"]
    assert labels(line) == ["Why?", "Link of the note: portauthority.example"]
    other = town.forward(bob, POST.replace("Thursday", "Monday"), group)
    town.settle(group)
    assert town.answers(other) == []


def test_a_note_is_a_reason_for_the_reaction(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    choose(town, ann, group, "Marked from", "only: an old post")
    marked = town.forward(bob, again(), group)
    wait_until(lambda: town.reactions(marked) == ["👀"])


def test_a_note_that_has_ended_is_not_shown(place: Place, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    town = place.town
    write_note(town, ann, group, post)
    place.change("UPDATE records SET ends = ? WHERE matter = 'note' AND chat = ?", time.time() - 1, group["id"])
    assert TITLE not in check(town, bob, group, again())["text"]


# --- written


def test_the_preview_is_what_the_group_sees(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    preview = prepare(town, ann, begin(town, ann, group, post))
    town.turn(ann, preview, "Keep")
    shown = preview["text"].split("\n\n", 1)[1]
    assert shown in check(town, bob, group, f"{POST} And more.")["text"]


def test_for_who_denies_it_a_link_is_required(town: Town, ann: Thing, group: Thing, post: Thing, phrasebook: Phrasebook) -> None:
    board = pick(town, ann, begin(town, ann, group, post))
    question = reply(town, ann, press_for(town, ann, board, "denied by …"), "the port authority")
    for bad in ("none", "javascript:alert(1)", "http://localhost/x", "https://x.example/" + "a" * 500):
        question = reply(town, ann, question, bad)
        assert question["text"].startswith(phrasebook.say("note", "bad-link")[:28])
        assert "reply_markup" not in question
    assert "No line" in labels(reply(town, ann, question, LINK))


def test_what_is_too_long_is_asked_for_again(town: Town, ann: Thing, group: Thing, post: Thing, phrasebook: Phrasebook) -> None:
    board = pick(town, ann, begin(town, ann, group, post))
    question = reply(town, ann, press_for(town, ann, board, "confirmed by …"), "x" * 81)
    assert question["text"] == "\n".join(phrasebook.say("note", key) for key in ("bad-who", "ask-who"))
    asked = [call for call in town.telegram.calls("sendMessage") if call.given["chat_id"] == str(ann["id"])][-1]
    assert "force_reply" in str(asked.given["reply_markup"])


def test_a_line_and_other_days_can_be_chosen(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    board = town.turn(ann, pick(town, ann, begin(town, ann, group, post)), "satire")
    board = town.turn(ann, board, "No link")
    preview = reply(town, ann, press_for(town, ann, board, "Write a line"), "The page says so at its foot.")
    assert "• 7 days" in labels(preview)
    assert "• 90 days" in labels(town.turn(ann, preview, "90 days"))
    town.turn(ann, preview, "Keep")
    text = check(town, bob, group, again())["text"]
    assert "”: satire. Ann, " in text
    assert "“The page says so at its foot”" in text


def test_a_note_that_is_not_kept_is_nothing(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    preview = prepare_open(town, ann, begin(town, ann, group, post))
    assert labels(town.turn(ann, preview, "Cancel")) == []
    assert TITLE not in check(town, bob, group, again())["text"]


def test_an_answer_of_the_bot_can_be_noted_too(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    answer = check(town, bob, group, POST)
    assert FERRY[:40] in begin(town, ann, group, answer)["text"]


def test_a_command_without_a_post_is_told_how(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/note", ann, group)["text"] == phrasebook.say("note", "what")
    assert town.ask("/note", ann)["text"] == phrasebook.say("note", "what-private")


def test_a_kill_in_the_middle_loses_nothing(place: Place, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    town = place.town
    board = pick(town, ann, begin(town, ann, group, post))
    question = press_for(town, ann, board, "denied by …")
    wait_until(lambda: place.rows("SELECT 1 FROM slots WHERE slot LIKE 'n:%:who:1' AND message = ?", question["message_id"]))
    place.restart()
    question = reply(town, ann, question, "the port authority")
    wait_until(lambda: place.rows("SELECT 1 FROM slots WHERE slot LIKE 'n:%:link:2' AND message = ?", question["message_id"]))
    place.restart()
    board = reply(town, ann, question, LINK)
    place.restart()
    town.turn(ann, town.turn(ann, board, "No line"), "Keep")
    assert "denied by the port authority" in check(town, bob, group, again())["text"]


def test_where_no_texts_are_kept_the_post_is_forwarded(place: Place, ann: Thing, bob: Thing, group: Thing) -> None:
    town = place.town
    town.turn(ann, asked := town.ask("/privacy hashes", ann, group), labels(asked)[0])
    post = town.write(bob, POST, group)
    line = town.ask("/note", ann, group, reply_to=post)
    assert labels(line) == ["Open the private chat"]
    forwarded = town.do(lambda: town.world.forward(ann, post))
    town.turn(ann, prepare_open(town, ann, press_group(town, ann, forwarded)), "Keep")
    assert "”: still open. Ann, " in check(town, bob, group, again())["text"]
    kept = place.rows("SELECT body FROM records WHERE matter = 'note' AND chat = ?", group["id"])
    assert kept
    assert "ferry" not in str(kept).lower()


def press_group(town: Town, person: Thing, forwarded: Thing) -> Thing:
    """Press the button of the one group that saw a post, and give the list of statements."""
    wait_until(lambda: len(town.answers(forwarded)) > 1)
    offer = town.answers(forwarded)[-1]
    return press_for(town, person, offer, labels(offer)[0])


# --- a post that is forwarded in private


def test_a_forward_is_read_and_a_note_is_offered(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    seen = town.write(bob, POST, group)
    town.write(bob, "/check", group, reply_to=seen)
    town.answer(seen)
    forwarded = town.do(lambda: town.world.forward(ann, seen))
    board = press_group(town, ann, forwarded)
    assert town.answers(forwarded)[0]["text"].startswith("◑")
    assert labels(town.answers(forwarded)[1]) == ["Note for Lowmere watch"]
    town.turn(ann, prepare_open(town, ann, board), "Keep")
    assert TITLE in check(town, bob, group, again())["text"]


def test_two_groups_that_saw_it_are_both_offered(town: Town, ann: Thing, bob: Thing) -> None:
    groups = [town.group(ann, bob), town.group(ann, bob)]
    text = POST.replace("Thursday", "Tuesday")
    for group in groups:
        check(town, bob, group, text)
    forwarded = town.forward(ann, text)
    wait_until(lambda: len(town.answers(forwarded)) > 1)
    assert labels(town.answers(forwarded)[1]) == ["Note for Lowmere watch"] * 2


def test_of_groups_that_one_does_not_moderate_nothing_is_said(
    town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    text = POST.replace("Thursday", "Wednesday")
    check(town, bob, group, text)
    forwarded = town.forward(bob, text)
    town.answer(forwarded)
    asked = town.ask("/note", bob, reply_to=forwarded)
    assert asked["text"] == phrasebook.say("note", "seen-nowhere")
    assert len(town.answers(forwarded)) == 1


def test_a_moderator_is_told_that_no_group_saw_it(
    town: Town, ann: Thing, group: Thing, post: Thing, phrasebook: Phrasebook
) -> None:
    write_note(town, ann, group, post)
    forwarded = town.forward(ann, POST.replace("Thursday", "Sunday"))
    wait_until(lambda: len(town.answers(forwarded)) > 1)
    assert town.answers(forwarded)[1]["text"] == phrasebook.say("note", "seen-nowhere")


def test_what_is_only_written_offers_nothing(town: Town, ann: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    town.ask(POST, ann)
    town.settle()
    assert not [said for said in town.said_in(ann) if "For which group" in said["text"]]


# --- the sender answers


def test_the_sender_is_told_and_may_answer(
    place: Place, ann: Thing, bob: Thing, group: Thing, post: Thing, phrasebook: Phrasebook
) -> None:
    town, before = place.town, len(place.town.said_in(bob))
    kept = write_note(town, ann, group, post)
    told = last_in(town, bob, before)
    assert told["text"].startswith("Moderators of Lowmere watch noted on your post, on “The ferry between")
    assert "denied by the port authority" in told["text"]
    assert reply(town, bob, press_for(town, bob, told, "Answer"), "x" * 301)["text"].startswith("That is empty or too long.")
    heard = len(town.said_in(ann))
    said = reply(town, bob, press_for(town, bob, told, "Answer"), "I saw it myself.")
    assert said["text"] == phrasebook.say("note", "replied", group="Lowmere watch")
    author_told = last_in(town, ann, heard)
    assert author_told["text"] == phrasebook.say("note", "told-answer", group="Lowmere watch", quote="“I saw it myself”")
    listed = town.turn(ann, kept, "All notes")
    assert listed["text"].endswith("; the sender answers")
    assert "The sender answers: “I saw it myself”" in town.turn(ann, listed, "1")["text"]
    assert "I saw it myself" not in check(town, bob, group, again())["text"]
    reply(town, bob, press_for(town, bob, told, "Answer"), "I was told so.")
    wait_until(lambda: "I was told so" in town.now(author_told)["text"])


def test_who_never_opened_the_bot_is_not_told(town: Town, ann: Thing, group: Thing) -> None:
    silent = town.do(lambda: town.world.add_person("Sam", started=False))
    town.do(lambda: town.world.enter(silent, group))
    write_note(town, ann, group, town.write(silent, POST, group))
    town.settle()
    assert town.said_in(silent) == []


def test_nobody_is_told_of_their_own_note(town: Town, ann: Thing, group: Thing) -> None:
    write_note(town, ann, group, town.write(ann, POST, group))
    town.settle()
    assert not [said for said in town.said_in(ann) if "noted on your post" in said["text"]]


def test_who_only_quotes_a_post_is_not_told(town: Town, ann: Thing, bob: Thing, cleo: Thing, group: Thing) -> None:
    post = town.write(cleo, POST, group)
    town.ask("/help", bob)
    said = town.ask("/check@caveat_bot", bob, group, reply_to=post, quote=f"{FERRY}. The port authority of Lowmere gave")
    before = len(town.said_in(bob))
    write_note(town, ann, group, said)
    town.settle()
    assert len(town.said_in(bob)) == before


# --- the list


def test_another_moderator_edits_a_note_and_it_is_theirs(
    place: Place, ann: Thing, bob: Thing, cleo: Thing, group: Thing, post: Thing
) -> None:
    town = place.town
    write_note(town, ann, group, post)
    line = town.ask("/notes", cleo, group)
    listed = town.ask(f"/start {button(line, 'Open the notes')['url'].split('?start=')[1]}", cleo)
    preview = town.turn(cleo, town.turn(cleo, listed, "1"), "Edit")
    board = town.turn(cleo, town.turn(cleo, preview, "Verdict"), "needs a source")
    assert "needs a source" in board["text"]
    town.turn(cleo, board, "Keep")
    text = check(town, bob, group, again())["text"]
    assert "needs a source. portauthority.\u2060example · Cleo, " in text
    assert "Ann, " not in text
    changes = place.rows("SELECT body FROM records WHERE matter = 'change' AND chat = ? ORDER BY at", group["id"])
    assert ["note-edited" in str(body) for (body,) in changes] == [False, True]
    assert "ferry" not in str(changes).replace("news/ferry", "")


def test_a_note_that_is_withdrawn_is_gone(town: Town, ann: Thing, bob: Thing, group: Thing, post: Thing) -> None:
    before = len(town.said_in(bob))
    kept = write_note(town, ann, group, post)
    told = last_in(town, bob, before)
    opened = town.turn(ann, town.turn(ann, kept, "All notes"), "1")
    town.turn(ann, town.turn(ann, opened, "Withdraw"), "Yes, withdraw it")
    assert TITLE not in check(town, bob, group, again())["text"]
    wait_until(lambda: "withdrawn" in town.now(told)["text"])
    assert labels(town.now(told)) == []


def test_the_list_in_private_is_that_of_the_one_group(town: Town, ann: Thing, group: Thing, post: Thing) -> None:
    write_note(town, ann, group, post)
    assert town.ask("/notes", ann)["text"].startswith("Notes of Lowmere watch\n\n1. “The ferry between Lowmere and Eastholm")


def test_who_noted_nothing_is_told_how_to_open_a_list(town: Town, bob: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/notes", bob)["text"] == phrasebook.say("note", "list-none")


def test_a_group_has_at_most_two_hundred_notes(place: Place, ann: Thing, group: Thing, post: Thing) -> None:
    town = place.town
    write_note(town, ann, group, post)
    copy = """
    WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 199)
    INSERT INTO records (matter, chat, id, person, at, ends, body)
    SELECT matter, chat, id || n, person, at, ends, body FROM records JOIN count ON matter = 'note' AND chat = ?
    WHERE id NOT LIKE '%-reply'
    """
    place.change(copy, group["id"])
    preview = prepare_open(town, ann, begin(town, ann, group, post))
    assert town.press(ann, preview, "Keep")["text"].startswith("The group has 200 living notes")
