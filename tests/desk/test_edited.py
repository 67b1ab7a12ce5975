"""A message that is edited: its answer changes with it, in the same place and in the same manner."""

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, FLAT, Town, choose, labels
from tests.near_site import NearSite

DOUBTED = "◔ Main point not confirmed, by its own words"
UNSOURCED = "○ Mostly stated without a source: the text’s own word"
LINE = "one line under marked posts"


def edit(town: Town, message: Thing, text: str) -> None:
    town.do(lambda: town.world.edit(message, {"caption" if "caption" in message else "text": text}))


def wait_for_words(town: Town, answer: Thing, words: str) -> str:
    """Wait until a message begins with the words, and give all of it."""
    wait_until(lambda: town.now(answer)["text"].startswith(words))
    return str(town.now(answer)["text"])


# --- in private


def test_a_link_that_becomes_a_text_has_its_answer_changed(town: Town, web: NearSite) -> None:
    message = town.write(town.person(), web.url("/ferry"))
    answer = town.answer(message)
    edit(town, message, FLAT)
    assert f"Before: {DOUBTED}." in wait_for_words(town, answer, UNSOURCED)


def test_the_caption_of_a_file_is_not_read_instead_of_the_file(town: Town) -> None:
    message = town.write(
        town.person(), town.do(lambda: town.world.document(ARTICLE.encode(), "ferry.txt", caption="The ferry of Lowmere."))
    )
    answer = town.answer(message)
    edit(town, message, FLAT)
    town.settle()
    assert town.now(answer)["text"].startswith(DOUBTED)


def test_a_caption_is_read_again(town: Town) -> None:
    message = town.write(town.person(), town.do(lambda: town.world.media("photo", caption=ARTICLE)))
    answer = town.answer(message)
    edit(town, message, FLAT)
    wait_for_words(town, answer, UNSOURCED)


def test_a_command_that_is_edited_keeps_its_answer(town: Town) -> None:
    message = town.write(town.person(), "/help")
    answer = town.answer(message)
    edit(town, message, "/help please")
    town.settle()
    assert town.now(answer)["text"] == answer["text"]


def test_a_text_behind_check_is_read_again_without_the_command(town: Town) -> None:
    message = town.write(town.person(), f"/check {ARTICLE}")
    answer = town.answer(message)
    edit(town, message, f"/check {FLAT}")
    assert "4 statements" in wait_for_words(town, answer, UNSOURCED)


def test_what_can_no_longer_be_read_is_said_in_place(town: Town) -> None:
    message = town.write(town.person(), ARTICLE)
    answer = town.answer(message)
    edit(town, message, "Oh.")
    wait_for_words(town, answer, "Too short to read.")
    edit(town, message, ARTICLE)
    wait_for_words(town, answer, DOUBTED)
    assert len(town.answers(message)) == 1


def test_of_two_quick_edits_the_last_one_stands(town: Town) -> None:
    message = town.write(town.person(), ARTICLE)
    edit(town, message, FLAT)
    edit(town, message, f"{ARTICLE} The sea was calm.")
    wait_until(lambda: town.answers(message) and "6 statements" in town.answers(message)[0]["text"])
    assert len(town.answers(message)) == 1


def test_an_edit_says_what_changed_where_a_page_was_opened_meanwhile(town: Town, web: NearSite) -> None:
    ann = town.person()
    message = town.write(ann, f"{ARTICLE}\n{web.url('/ferry')}")
    answer = town.answer(message)
    town.press(ann, answer, "Read the page: courier.example")
    wait_until(lambda: len(town.answers(message)) == 2)
    edit(town, message, FLAT)
    assert f"Before: {DOUBTED}." in wait_for_words(town, answer, UNSOURCED)


# --- in groups


def test_an_answer_in_a_group_changes_with_its_post(town: Town, bob: Thing, group: Thing) -> None:
    post = town.write(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    edit(town, post, FLAT)
    assert f"Before: {DOUBTED}." in wait_for_words(town, answer, UNSOURCED)


def test_a_line_stays_a_line(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", LINE)
    choose(town, ann, group, "Marked from", "mostly without a source")
    choose(town, ann, group, "Posts I look at", "members' own posts too")
    post = town.write(bob, ARTICLE, group)
    line = town.answer(post)
    edit(town, post, FLAT)
    assert wait_for_words(town, line, UNSOURCED) == UNSOURCED
    assert labels(town.now(line)) == ["Why?"]


def test_a_line_goes_where_it_holds_no_longer(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", LINE)
    choose(town, ann, group, "Posts I look at", "members' own posts too")
    post = town.write(bob, ARTICLE, group)
    line = town.answer(post)
    edit(town, post, FLAT)
    wait_until(lambda: town.do(lambda: town.world.current(line)) is None)


def test_a_post_that_was_not_marked_is_not_marked_later(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", LINE)
    choose(town, ann, group, "Posts I look at", "members' own posts too")
    post = town.write(bob, FLAT, group)
    edit(town, post, ARTICLE)
    town.settle(group)
    assert town.answers(post) == []


def test_a_reaction_follows_the_edit(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    choose(town, ann, group, "Posts I look at", "members' own posts too")
    post = town.write(bob, ARTICLE, group)
    wait_until(lambda: town.reactions(post) == ["👀"])
    edit(town, post, FLAT)
    wait_until(lambda: town.reactions(post) == [])


def test_off_changes_nothing(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    post = town.write(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    choose(town, ann, group, "How much I say", "nothing")
    edit(town, post, FLAT)
    town.ask("/status", ann, group)
    assert town.now(answer)["text"] == answer["text"]


def test_the_edit_of_a_text_behind_check_in_a_group_is_read_without_the_command(
    town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    message = town.write(bob, f"/check {ARTICLE}", group)
    answer = town.answer(message)
    edit(town, message, f"/check {FLAT}")
    assert "4 statements" in wait_for_words(town, answer, UNSOURCED)
    assert phrasebook.say("chat", "check-what") not in town.now(answer)["text"]


def test_the_caption_of_a_file_in_a_group_is_not_read_instead_of_the_file(town: Town, bob: Thing, group: Thing) -> None:
    file = town.do(lambda: town.world.document(ARTICLE.encode(), "ferry.txt", caption="/check"))
    message = town.write(bob, file, group)
    answer = town.answer(message)
    edit(town, message, f"/check {FLAT}")
    town.settle(group)
    assert town.now(answer)["text"].startswith(DOUBTED)


def test_no_pointer_leads_to_an_answer_that_was_edited(town: Town, bob: Thing, group: Thing) -> None:
    post = town.write(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    edit(town, post, FLAT)
    wait_for_words(town, answer, UNSOURCED)
    again = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=again)
    assert town.answer(again)["text"].startswith(DOUBTED)


@pytest.mark.parametrize("command", ["/watch", "/why", "/note"])
def test_a_post_that_was_only_asked_about_gets_no_answer_when_it_is_edited(
    town: Town, ann: Thing, bob: Thing, group: Thing, command: str
) -> None:
    post = town.write(bob, "There was no confirmation that the bridge at Ayle is closed.", group)
    town.ask(command, ann, group, reply_to=post)
    edit(town, post, "There was no confirmation that the bridge at Ayle is shut.")
    town.settle(group)
    assert town.answers(post) == []
