"""A group: quiet unless asked, never shaming, never flooding."""

import json

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, FLAT, Town, button, choose, labels

DOUBTED = "◔ Main point not confirmed, by its own words"
ACCUSATION = f"{ARTICLE} A clerk of the harbour, Bo Lindt, was accused of stealing the money on Monday."


def test_a_group_hears_nothing_that_nobody_asked_for(town: Town, bob: Thing, group: Thing) -> None:
    message = town.forward(bob, ARTICLE, group)
    town.write(bob, ARTICLE, group)
    town.settle(group)
    assert (town.answers(message), town.reactions(message), len(town.said_in(group))) == ([], [], 1)


def test_check_in_reply_reads_the_post_and_answers_it(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check@caveat_bot", group, reply_to=post)
    assert town.answer(post)["text"].startswith(DOUBTED)


def test_a_mention_in_reply_reads_the_post(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, ARTICLE, group)
    town.write(bob, "@caveat_bot is this so?", group, reply_to=post)
    assert town.answer(post)["text"].startswith(DOUBTED)


def test_a_mention_with_a_text_reads_the_text(town: Town, bob: Thing, group: Thing) -> None:
    assert town.ask(f"@caveat_bot {ARTICLE}", bob, group)["text"].startswith(DOUBTED)


def test_long_answers_open_in_private(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    start = button(answer, "Why?")["url"].split("?start=")[1]
    assert town.ask(f"/start {start}", bob)["text"].startswith("Why?")


def test_an_accusation_is_not_repeated(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, ACCUSATION, group)
    town.write(bob, "/check", group, reply_to=post)
    said = town.answer(post)
    assert "was accused of" in said["text"]
    assert "stealing" not in json.dumps(said, ensure_ascii=False).replace(ACCUSATION, "").replace(
        json.dumps(ACCUSATION)[1:-1], ""
    )
    assert "Lindt" not in said["text"]


def test_an_accusation_has_no_line_to_copy(town: Town, bob: Thing, group: Thing) -> None:
    only = "A clerk was accused of theft on Monday. Police arrested the clerk on Tuesday. The clerk allegedly took coins."
    post = town.forward(bob, only, group)
    town.write(bob, "/check", group, reply_to=post)
    assert "Copy honest line" not in labels(town.answer(post))


def test_the_same_text_is_answered_once(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    first = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=first)
    answer = town.answer(first)
    again = town.forward(ann, ARTICLE.upper().capitalize(), group)
    town.write(ann, "/check", group, reply_to=again)
    pointer = town.answer(answer)
    assert pointer["text"] == phrasebook.say("chat", "same")
    assert town.answers(again) == []


def test_a_post_without_words_is_said_to_be_so_only_when_asked(
    town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    photo = town.write(bob, town.do(lambda: town.world.media("photo")), group)
    town.write(bob, "/check", group, reply_to=photo)
    assert town.answer(photo)["text"] == phrasebook.say("chat", "no-text-there")


# --- modes


def test_whisper_marks_a_post_with_one_reaction_and_no_word(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    before = len(town.said_in(group))
    post = town.forward(bob, ARTICLE, group)
    wait_until(lambda: town.reactions(post) == ["👀"])
    assert len(town.said_in(group)) == before


def test_who_wants_to_know_why_a_post_was_marked_gets_the_reasons_in_private(
    town: Town, ann: Thing, bob: Thing, group: Thing
) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    post = town.forward(bob, ARTICLE, group)
    wait_until(lambda: town.reactions(post))
    answer = town.ask("/why", bob, group, reply_to=post)
    start = button(answer, "Why?")["url"].split("?start=")[1]
    assert "no direct confirmation of" in town.ask(f"/start {start}", bob)["text"]


def test_whisper_leaves_what_is_not_past_the_threshold(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    plain, member = town.forward(bob, FLAT, group), town.write(bob, ARTICLE, group)
    town.settle(group)
    assert (town.reactions(plain), town.reactions(member)) == ([], [])


def test_whisper_is_silent_where_reactions_are_not_allowed(town: Town, ann: Thing, bob: Thing) -> None:
    group = town.group(ann, bob, reactions=[])
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    before = len(town.said_in(group))
    post = town.forward(bob, ARTICLE, group)
    town.settle(group)
    assert (town.reactions(post), len(town.said_in(group))) == ([], before + 1)


def test_line_says_one_line_with_a_way_to_the_reasons(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "one line under marked posts")
    answer = town.answer(town.forward(bob, ARTICLE, group))
    assert (answer["text"], labels(answer)) == (DOUBTED, ["Why?"])


def test_another_reaction_can_be_chosen(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    choose(town, ann, group, "Reaction", "🤔")
    post = town.forward(bob, ARTICLE, group)
    wait_until(lambda: town.reactions(post) == ["🤔"])


def test_a_finding_can_be_the_threshold(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "one line under marked posts")
    choose(town, ann, group, "Marked from", "only: asks to be passed on")
    quiet = town.forward(bob, ARTICLE, group)
    loud = town.forward(bob, f"{FLAT} Share this before they delete it.", group)
    town.answer(loud)
    assert town.answers(quiet) == []


def test_members_posts_are_looked_at_where_an_administrator_chose_so(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "one line under marked posts")
    choose(town, ann, group, "Posts I look at", "members' own posts too")
    assert town.ask(ARTICLE, bob, group)["text"] == DOUBTED


def test_the_bots_messages_go_after_the_chosen_time(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "My messages stay", "a minute")
    post = town.forward(bob, ARTICLE, group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    assert answer["text"].startswith(DOUBTED)


def test_a_topic_can_differ_from_its_group(town: Town, ann: Thing, bob: Thing) -> None:
    forum = town.group(ann, bob, forum=True)
    news, talk = town.do(lambda: (town.world.add_topic(forum, "News"), town.world.add_topic(forum, "Talk")))
    menu = town.ask("/settings", ann, forum, topic=news)
    assert menu["message_thread_id"] == news
    town.turn(ann, menu, "How much I say: only when asked")
    town.turn(ann, menu, "one line under marked posts")
    choose_members = town.ask("/settings", ann, forum, topic=news)
    town.turn(ann, choose_members, "Posts I look at: forwards from channels")
    town.turn(ann, choose_members, "members' own posts too")
    here, there = town.write(bob, ARTICLE, forum, topic=news), town.write(bob, f"{ARTICLE} Again.", forum, topic=talk)
    assert town.answer(here)["message_thread_id"] == news
    town.settle(forum)
    assert town.answers(there) == []


# --- rights


def test_settings_are_for_administrators(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/settings", bob, group)["text"] == phrasebook.say("chat", "only-admins")


def test_a_member_who_presses_gets_an_alert_and_changes_nothing(
    town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    menu = town.ask("/settings", ann, group)
    told = town.press(bob, menu, "How much I say: only when asked")
    assert told["text"] == phrasebook.say("chat", "only-admins")
    assert town.now(menu)["reply_markup"] == menu["reply_markup"]


@pytest.mark.parametrize(("rights", "may"), [(["can_change_info"], True), (["can_delete_messages"], False)])
def test_an_administrator_needs_the_right(town: Town, bob: Thing, group: Thing, rights: list[str], may: bool) -> None:
    town.do(lambda: town.world.promote(bob, group, rights))
    assert town.ask("/settings", bob, group)["text"].startswith("Settings of this group") is may


def test_an_anonymous_administrator_may_open_the_settings(town: Town, bob: Thing, group: Thing) -> None:
    town.do(lambda: town.world.promote(bob, group, ["can_change_info"], anonymous=True))
    assert town.ask("/settings", bob, group)["text"].startswith("Settings of this group")


def test_the_channel_of_a_discussion_group_may_open_its_settings(town: Town, ann: Thing, group: Thing) -> None:
    channel = town.do(lambda: town.world.add_channel("Ours", owner=ann, discussion=group, bot_in=False))
    assert town.ask("/settings", ann, group, as_channel=channel)["text"].startswith("Settings of this group")


# --- coming, going, moving


def test_the_bot_says_one_line_when_it_is_added(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    group = town.group(ann, bot_in=False, bot_rights=None)
    town.do(lambda: town.world.invite(group, ann))
    wait_until(lambda: town.said_in(group))
    assert [said["text"] for said in town.said_in(group)] == [phrasebook.say("chat", "welcome")]


def test_the_bot_leaves_without_a_word(town: Town, ann: Thing, group: Thing) -> None:
    menu = town.ask("/settings", ann, group)
    town.turn(ann, menu, "Leave this group")
    before = len(town.said_in(group))
    town.press(ann, menu, "Yes, leave")
    wait_until(lambda: [call for call in town.telegram.calls("leaveChat") if call.given["chat_id"] == str(group["id"])])
    assert len(town.said_in(group)) == before


def test_a_group_that_becomes_a_supergroup_keeps_its_settings(town: Town, ann: Thing, bob: Thing) -> None:
    small = town.do(lambda: town.world.add_group("Small", owner=ann, members=[bob], bot_rights=[]))
    choose(town, ann, small, "How much I say", "one line under marked posts")
    large = town.do(lambda: town.world.migrate(small))
    town.settle(large)
    assert town.answer(town.forward(bob, ARTICLE, large))["text"] == DOUBTED


def test_status_says_that_privacy_mode_hides_posts(town: Town, ann: Thing, bob: Thing) -> None:
    group = town.group(ann, bob, bot_rights=None)
    town.world.privacy_mode = True
    try:
        assert "Privacy mode is on" in town.ask("/status@caveat_bot", bob, group)["text"]
    finally:
        town.world.privacy_mode = False


def test_status_says_that_reactions_are_off(town: Town, ann: Thing) -> None:
    assert "Reactions are not allowed here" in town.ask("/status", ann, town.group(ann, reactions=[]))["text"]


def test_status_says_that_all_is_well(town: Town, ann: Thing, group: Thing) -> None:
    assert "I see all posts and may answer." in town.ask("/status", ann, group)["text"]


def test_a_raid_gets_three_answers_and_one_line_with_the_number_of_the_rest(
    town: Town, ann: Thing, bob: Thing, group: Thing
) -> None:
    choose(town, ann, group, "How much I say", "one line under marked posts")
    before, channel = len(town.said_in(group)), town.channel()
    for n in range(200):
        town.forward(bob, f"{ARTICLE} Berth {n} is empty.", group, channel)
    wait_until(lambda: any(said["text"].startswith("197 more posts") for said in town.said_in(group)), 30)
    lines = [said["text"] for said in town.said_in(group)[before:]]
    assert lines == [DOUBTED] * 3 + ["197 more posts in this minute were not looked at."]
