"""Chats that the bot is not in: inline mode and guest mode; channels and their discussion groups."""

import json

from bot.playground.world import Thing
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, Town, labels
from tests.near_site import NearSite

DOUBTED = "◔ Main point not confirmed, by its own words"


def ask_inline(town: Town, text: str) -> Thing:
    query = town.do(lambda: town.world.inline(town.world.add_person("Ann"), text))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    answer = town.do(lambda: town.world.answer_to(query))
    assert answer is not None
    return answer


def test_an_inline_query_offers_the_summary(town: Town) -> None:
    (result,) = ask_inline(town, ARTICLE[:250])["results"]
    assert result["title"] == DOUBTED
    assert DOUBTED in result["input_message_content"]["message_text"]


def test_an_inline_link_is_opened(town: Town, web: NearSite) -> None:
    (result,) = ask_inline(town, web.url("/ferry"))["results"]
    assert "Lowmere Courier" in result["input_message_content"]["message_text"]


def test_an_empty_inline_query_offers_the_private_chat(town: Town) -> None:
    answer = ask_inline(town, "")
    assert answer["results"] == []
    assert answer["button"]["start_parameter"] == "help"


def test_the_reasons_of_an_inline_answer_open_in_private(town: Town) -> None:
    (result,) = ask_inline(town, ARTICLE[:250])["results"]
    url = result["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert town.ask(f"/start {url.split('?start=')[1]}")["text"].startswith("Why?")


def test_a_guest_reads_the_message_that_is_replied_to(town: Town) -> None:
    bob = town.person("Bob")
    group = town.group(bob, bot_in=False, bot_rights=None)
    post = town.write(bob, ARTICLE, group)
    town.do(lambda: town.world.guest(bob, group, "@caveat_bot and this?", reply_to=post))
    wait_until(lambda: town.telegram.calls("answerGuestQuery"))
    result = json.loads(str(town.telegram.calls("answerGuestQuery")[-1].given["result"]))
    assert result["title"] == DOUBTED


def test_a_channels_post_in_its_discussion_group_is_looked_at(town: Town) -> None:
    ann = town.person()
    group = town.group(ann)
    channel = town.do(lambda: town.world.add_channel("Ours", owner=ann, discussion=group, bot_in=False))
    menu = town.ask("/settings", ann, group)
    town.turn(ann, menu, "How much I say: only when asked")
    town.turn(ann, menu, "one line under marked posts")
    before = len(town.said_in(group))
    town.do(lambda: town.world.publish(channel, {"text": ARTICLE}))
    wait_until(lambda: len(town.said_in(group)) > before)
    assert (town.said_in(group)[-1]["text"], labels(town.said_in(group)[-1])) == (DOUBTED, ["Why?"])


def test_a_channel_that_the_bot_is_in_hears_nothing_unasked(town: Town) -> None:
    ann = town.person()
    channel = town.do(lambda: town.world.add_channel("Ours", owner=ann))
    town.do(lambda: town.world.publish(channel, {"text": ARTICLE}))
    town.settle()
    assert town.said_in(channel) == []
