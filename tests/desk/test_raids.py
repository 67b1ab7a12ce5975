"""Many members who ask at once, albums, and groups that want to hear nothing: what the new commands add to it."""

import pytest

from bot.chat.commands import FOR_ADMINISTRATORS
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, FLAT, Town, button, choose, labels

AUDIBLE = ("settings", "status")


def test_where_the_bot_is_off_no_command_but_two_is_answered(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    post = town.write(bob, ARTICLE, group)
    choose(town, ann, group, "How much I say", "nothing")
    before = town.said_in(group)
    for name in [*FOR_ADMINISTRATORS, "cues", "start"]:
        if name not in AUDIBLE:
            town.write(ann, f"/{name}@caveat_bot", group, reply_to=post)
    town.ask("/status@caveat_bot", ann, group)
    assert len(town.said_in(group)) == len(before) + 1


def test_a_raid_of_commands_is_answered_ten_times_and_asks_telegram_little(town: Town, ann: Thing, group: Thing) -> None:
    post = town.write(ann, ARTICLE, group)
    crowd = [town.person(f"Guest {n}") for n in range(12)]
    for guest in crowd:
        town.do(lambda guest=guest: town.world.enter(guest, group))  # type: ignore[misc]
    said, asked = len(town.said_in(group)), len(town.telegram.calls("getChatMember"))
    for guest in crowd:
        for name in ("note", "open", "watch", "cue add hedge could be"):
            town.write(guest, f"/{name}", group, reply_to=post)
    town.ask("/settings", ann, group)
    assert len(town.said_in(group)) - said <= 11
    assert len(town.telegram.calls("getChatMember")) - asked <= 3 * 11


@pytest.mark.parametrize("asked", [0, 1])
def test_check_about_one_picture_is_about_its_album(town: Town, ann: Thing, bob: Thing, group: Thing, asked: int) -> None:
    more = "The market of Carrow was closed at noon on Sunday, two traders said."
    photos = town.do(
        lambda: town.world.album(bob, [{**town.world.media("photo"), "caption": one} for one in (FLAT, more)], group)
    )
    town.write(ann, "/check", group, reply_to=photos[asked])
    first = town.answer(photos[asked])
    town.write(ann, "/check", group, reply_to=photos[1 - asked])
    wait_until(lambda: town.now(first)["text"] != first["text"])
    assert "Seen here before" not in town.now(first)["text"]
    assert town.answers(photos[1 - asked]) == []


def test_each_command_is_answered_in_the_topic_that_it_was_written_in(town: Town, ann: Thing, bob: Thing) -> None:
    forum = town.group(ann, bob, forum=True)
    topic = town.do(lambda: town.world.add_topic(forum, "News"))
    post = town.write(bob, ARTICLE, forum, topic=topic)
    for name in ("note", "notes", "moderators", "open", "digest", "export", "audit", "cue", "watch", "privacy"):
        answer = town.ask(f"/{name}", ann, forum, topic=topic, reply_to=post)
        assert (name, answer["message_thread_id"]) == (name, topic)


def test_what_needs_a_message_is_not_told_of_a_topics_first_one(
    town: Town, ann: Thing, bob: Thing, phrasebook: Phrasebook
) -> None:
    forum = town.group(ann, bob, forum=True)
    topic = town.do(lambda: town.world.add_topic(forum, "News"))
    assert town.ask("/note", ann, forum, topic=topic)["text"] == phrasebook.say("note", "what")
    assert town.ask("/watch", ann, forum, topic=topic)["text"] == phrasebook.say("watch", "how")


def test_in_a_channel_the_list_of_notes_opens_in_private(town: Town, ann: Thing) -> None:
    channel = town.do(lambda: town.world.add_channel("Ours", owner=ann))
    notes = town.answer(town.do(lambda: town.world.publish(channel, {"text": "/notes"})))
    assert button(notes, labels(notes)[0])["url"].endswith(f"?start=n_l_{channel['id']}")


def test_a_channels_post_in_its_discussion_group_can_be_noted_and_watched(town: Town, ann: Thing, group: Thing) -> None:
    channel = town.do(lambda: town.world.add_channel("Ours", owner=ann, discussion=group, bot_in=False))
    town.do(lambda: town.world.publish(channel, {"text": ARTICLE}))
    (post,) = town.do(
        lambda: [one for one in town.world.messages.values() if one.get("is_automatic_forward") and one["chat"] == group]
    )
    for name in ("note", "watch"):
        line = town.ask(f"/{name}", ann, group, reply_to=post)
        opened = town.ask(f"/start {button(line, labels(line)[0])['url'].split('?start=')[1]}", ann)
        assert "1" in labels(opened)
