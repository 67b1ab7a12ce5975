"""What nobody asked for is not said: silence where it was chosen, no answer to what only looks like a question, no flood."""

import pytest

from bot.chat.groups import MOST_LINES
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, Town, button, choose, labels
from tests.near_site import NearSite

DOUBTED = "◔ Main point not confirmed, by its own words"
OFF, WHISPER, LINE = "nothing", "a reaction on marked posts", "one line under marked posts"
MODE = "How much I say"


def settle_off(town: Town, person: Thing, group: Thing) -> None:
    """As `town.settle`, where the bot answers little."""
    town.ask("/status", person, group)


# --- off


def test_off_answers_settings_and_status_and_nothing_else(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    choose(town, ann, group, MODE, OFF)
    before = len(town.said_in(group))
    other = town.forward(bob, f"{ARTICLE} Once more.", group)
    for text, about in (("/check", other), ("@caveat_bot so?", other), ("/why", answer), ("/help", None), ("/privacy", None)):
        town.write(bob, text, group, reply_to=about)
    town.write(bob, f"/check {ARTICLE} Twice more.", group)
    town.write(ann, "/forget", group)
    assert "In this group: nothing." in town.ask("/status", bob, group)["text"]
    assert town.ask("/settings", ann, group)["text"].startswith("Settings of this group")
    assert len(town.said_in(group)) == before + 2


def test_off_opens_no_page_behind_a_button(town: Town, ann: Thing, bob: Thing, group: Thing, web: NearSite) -> None:
    post = town.write(bob, f"{ARTICLE}\n{web.url('/ferry')}", group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    choose(town, ann, group, MODE, OFF)
    town.press(bob, answer, "Read the page: courier.example")
    settle_off(town, ann, group)
    assert len(town.answers(post)) == 1


# --- what only looks like a question


def test_a_passed_on_post_that_names_the_bot_asks_nothing(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, f"{ARTICLE} Read more at @caveat_bot.", group)
    town.settle(group)
    assert town.answers(post) == []


def test_a_command_for_another_bot_is_not_read(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, MODE, LINE)
    choose(town, ann, group, "Posts I look at", "members' own posts too")
    message = town.write(bob, f"/check@other_bot {ARTICLE}", group)
    town.settle(group)
    assert town.answers(message) == []


def test_a_passed_on_start_is_a_text(town: Town) -> None:
    ann = town.person()
    message = town.forward(ann, f"/start {ARTICLE}")
    assert town.answer(message)["text"].startswith(DOUBTED)


def test_check_about_the_bots_own_answer_says_how_to_use_it(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    post = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    assert town.ask("/check", bob, group, reply_to=answer)["text"] == phrasebook.say("chat", "check-what")


def test_a_word_to_the_bot_is_no_question(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    thanks = town.write(bob, "Thank you, that was quick and good of you, dear bot.", group, reply_to=town.answer(post))
    town.settle(group)
    assert town.answers(thanks) == []


# --- what is a question


def test_a_mark_or_a_name_in_a_post_is_no_call_to_the_bot(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, f"{ARTICLE} Boats and/or ferries, wrote @harbour_office.", group)
    town.write(bob, "/check", group, reply_to=post)
    assert town.answer(post)["quote"]["text"] == "no direct confirmation of"


@pytest.mark.parametrize("asked", ["/check", "/check@caveat_bot Is this article so?"])
def test_check_opens_the_link_behind_it_in_a_group(town: Town, bob: Thing, group: Thing, web: NearSite, asked: str) -> None:
    assert "from Lowmere Courier" in town.ask(f"{asked} {web.url('/ferry')}", bob, group)["text"]


@pytest.mark.parametrize("kind", ["photo", "video"])
def test_check_in_a_caption_reads_the_caption(town: Town, bob: Thing, group: Thing, kind: str) -> None:
    content = town.do(lambda: town.world.media(kind, caption=f"/check {ARTICLE}"))
    assert town.ask(content, bob, group)["text"].startswith(DOUBTED)


def test_check_in_the_caption_of_a_file_reads_the_file(town: Town, bob: Thing, group: Thing) -> None:
    file = town.do(lambda: town.world.document(ARTICLE.encode(), "ferry.txt", caption="/check"))
    assert town.ask(file, bob, group)["text"].startswith(DOUBTED)


def test_check_about_a_file_reads_the_file(town: Town, bob: Thing, group: Thing) -> None:
    file = town.write(bob, town.do(lambda: town.world.document(ARTICLE.encode(), "ferry.txt")), group)
    town.write(bob, "/check", group, reply_to=file)
    assert town.answer(file)["text"].startswith(DOUBTED)


def test_of_a_file_with_a_link_the_file_is_read(town: Town) -> None:
    content = town.do(lambda: town.world.document(ARTICLE.encode(), "ferry.txt"))
    caption = town.do(lambda: town.world.html('<a href="https://courier.example/a">from here</a>'))
    answer = town.ask({**content, "caption": caption["text"], "caption_entities": caption["entities"]})
    assert answer["text"].startswith(DOUBTED)


@pytest.mark.parametrize("kind", [WHISPER, LINE])
def test_no_page_is_opened_unasked(town: Town, ann: Thing, bob: Thing, group: Thing, web: NearSite, kind: str) -> None:
    choose(town, ann, group, MODE, kind)
    post = town.forward(bob, web.url(f"/slow?{kind[:1]}"), group)
    town.settle(group)
    assert (town.answers(post), town.reactions(post)) == ([], [])


# --- no flood


def test_who_types_a_command_again_and_again_is_answered_ten_times_a_minute(town: Town, bob: Thing, group: Thing) -> None:
    for _ in range(3 * MOST_LINES):
        town.write(bob, "/help", group)
    town.write(bob, "/check", group)
    town.ask("/help")
    wait_until(lambda: len(town.said_in(group)) >= MOST_LINES)
    town.ask("/help")
    assert len(town.said_in(group)) == MOST_LINES


def test_a_flood_keeps_no_administrator_from_the_settings(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    for _ in range(2 * MOST_LINES):
        town.write(bob, "/help", group)
    assert town.ask("/settings", ann, group)["text"].startswith("Settings of this group")


def test_of_the_same_marked_text_one_line_is_said_and_one_pointer(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, MODE, LINE)
    channel, before = town.channel(), len(town.said_in(group))
    line = town.answer(town.forward(bob, ARTICLE, group, channel))
    for _ in range(6):
        town.forward(bob, ARTICLE, group, channel)
    wait_until(lambda: town.answers(line))
    town.settle(group)
    assert len(town.answers(line)) == 1
    assert len(town.said_in(group)) == before + 3


def test_check_is_answered_in_full_where_only_a_line_was_said(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, MODE, LINE)
    post = town.forward(bob, ARTICLE, group)
    line = town.answer(post)
    town.write(bob, "/check", group, reply_to=post)
    wait_until(lambda: len(town.answers(post)) == 2)
    assert "statements" in town.answers(post)[1]["text"]
    assert town.now(line)["text"] == DOUBTED


def test_a_pointer_leads_to_the_reasons(town: Town, bob: Thing, group: Thing) -> None:
    first, again = town.forward(bob, ARTICLE, group), town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=first)
    answer = town.answer(first)
    town.write(bob, "/check", group, reply_to=again)
    pointer = town.answer(answer)
    assert button(pointer, "Why?") == button(answer, "Why?")


def test_the_same_text_in_another_language_beside_is_known_again(town: Town, bob: Thing, group: Thing) -> None:
    text = f"{ARTICLE}\n\nПолиция сообщила в понедельник, что склад горел всю ночь и что никто не пострадал."
    first, again = town.forward(bob, text, group), town.forward(bob, text, group)
    town.write(bob, "/check", group, reply_to=first)
    answer = town.answer(first)
    town.write(bob, "/check", group, reply_to=again)
    assert town.answer(answer)["text"].startswith("The same text")


def test_a_text_that_was_read_in_one_topic_is_answered_in_the_other(town: Town, ann: Thing, bob: Thing) -> None:
    forum = town.group(ann, bob, forum=True)
    news, talk = town.do(lambda: (town.world.add_topic(forum, "News"), town.world.add_topic(forum, "Talk")))
    for topic in (news, talk):
        answer = town.ask(f"/check {ARTICLE}", bob, forum, topic=topic)
        assert (answer["text"][: len(DOUBTED)], answer["message_thread_id"]) == (DOUBTED, topic)


def test_pages_that_strangers_open_count_as_answers(town: Town, bob: Thing, group: Thing, web: NearSite) -> None:
    links = "\n".join(web.url(f"/ferry?{n}") for n in range(5))
    post = town.write(bob, f"{ARTICLE}\n{links}", group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    rows = [data for row in answer["reply_markup"]["inline_keyboard"] for data in row if "Read the page" in data["text"]]
    for row in rows:
        query = town.do(lambda row=row: town.world.press(bob, answer, data=row["callback_data"]))  # type: ignore[misc]
        wait_until(lambda query=query: town.do(lambda: town.world.answer_to(query)))  # type: ignore[misc]
    wait_until(lambda: any("more post" in said["text"] for said in town.said_in(group)))
    assert len(town.answers(post)) == 3


def test_a_group_where_the_bot_may_not_write_is_still_whispered_in(town: Town, ann: Thing, bob: Thing) -> None:
    group = town.group(ann, bob, bot_rights=None)
    choose(town, ann, group, MODE, WHISPER)
    town.do(lambda: town.world.restrict(town.world.bot, group, ["can_react_to_messages"]))
    town.write(bob, "/help", group)
    post = town.forward(bob, ARTICLE, group)
    wait_until(lambda: town.reactions(post) == ["👀"])
    assert labels(town.said_in(group)[-1]) != []
