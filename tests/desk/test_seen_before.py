"""A statement that comes back meets what its chat saw before: nobody else's, never of the message itself, nobody accused."""

from collections.abc import Iterator

import pytest

from bot.playground.world import Thing
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.desk.town import ARTICLE, Town, choose
from tests.near_site import NearSite

HERE, ELSEWHERE = "Seen here before", "Seen before"
REPORTED = "The ferry between Lowmere and Carrow has reportedly stopped for good. It rained all day in the harbour."
FLAT = "The ferry between Lowmere and Carrow has stopped for good. The bakers of the old town went home."
CONFIRMED = "The transport ministry confirmed that the ferry between Lowmere and Carrow has stopped for good. It snowed at noon."
LIKE = "The bakers of the old town went to sleep. The ferry between Lowmere and Carrow stopped for good."
ACCUSED = "Bo Lindt was arrested in Lowmere for taking the money of the ferry. The harbour was empty at noon."
AGAIN = "Snow fell on the market of Lowmere at noon. Bo Lindt was arrested in Lowmere for taking the money of the ferry."


def told(answer: Thing, title: str = HERE) -> list[str]:
    """The lines under what was seen before; none where there is no such section."""
    text = str(answer["text"]).replace("\u2060", "")
    return text.partition(f"\n{title}\n")[2].split("\n\n")[0].splitlines()


def check(town: Town, person: Thing, group: Thing, text: str, channel: Thing | None = None) -> Thing:
    """Forward a post to a group, ask about it, and give the answer."""
    post = town.forward(person, text, group, channel)
    town.write(person, "/check", group, reply_to=post)
    return town.answer(post)


# --- in a private chat


def test_what_is_new_was_not_seen_before(town: Town, ann: Thing) -> None:
    assert told(town.ask(REPORTED, ann)) == []


def test_the_same_text_is_told_once_and_counted(town: Town, ann: Thing) -> None:
    for _ in range(2):
        town.ask(ARTICLE, ann)
    (line,) = told(town.ask(ARTICLE, ann))
    assert line.startswith("The same text was seen here on ")
    assert line.endswith(", and 1 time since")


def test_the_same_forward_again_tells_where_it_came_from_first(town: Town, ann: Thing) -> None:
    town.answer(town.forward(ann, ARTICLE, channel=town.channel("North now")))
    (line,) = told(town.answer(town.forward(ann, ARTICLE, channel=town.channel("South now"))))
    assert line.endswith(", first from North now")


def test_a_hedge_that_is_gone_is_told(town: Town, ann: Thing) -> None:
    town.ask(REPORTED, ann)
    (line,) = told(town.ask(FLAT, ann))
    assert "“reportedly”; now stated as fact, no new source named" in line


def test_a_new_source_is_no_drift(town: Town, ann: Thing) -> None:
    town.ask(REPORTED, ann)
    lines = told(town.ask(f"{FLAT} The harbour office said so on Monday.", ann))
    assert "no new source" not in "".join(lines)


def test_a_confirmation_is_told(town: Town, ann: Thing) -> None:
    town.ask(REPORTED, ann)
    (line,) = told(town.ask(CONFIRMED, ann))
    assert line.endswith("“reportedly”; now confirmed by the transport ministry")


def test_another_number_is_told(town: Town, ann: Thing) -> None:
    town.ask("The blast in Velmora left 12 dead. It rained all day in the old town.", ann)
    (line,) = told(town.ask("The blast in Velmora left 40 dead. The market was closed at noon.", ann))
    assert "earlier “12” on " in line
    assert line.endswith("; now “40”")


def test_the_contrary_is_never_seen_before(town: Town, ann: Thing) -> None:
    town.ask("The council of Lowmere approved the budget for the bridge. It rained all day.", ann)
    (line,) = told(town.ask("The council of Lowmere did not approve the budget for the bridge. It snowed.", ann))
    assert "now “not approve”" in line
    assert "seen here" not in line


def test_other_words_are_shown_beside_those_of_then(town: Town, ann: Thing) -> None:
    town.ask(FLAT, ann)
    (line,) = told(town.ask(LIKE, ann))
    assert "(s. 2) looks like “The ferry between Lowmere and Carrow has stopped for" in line


def test_another_event_of_the_kind_is_not_told(town: Town, ann: Thing) -> None:
    town.ask("The mayor of Lowmere opened the school on Monday. It rained all day in the old town.", ann)
    assert told(town.ask("The mayor of Carrow opened the school on Friday. The market was closed at noon.", ann)) == []


# --- one message is one sighting


def test_an_edited_message_was_not_seen_before(town: Town, ann: Thing) -> None:
    message = town.write(ann, FLAT)
    town.answer(message)
    town.do(lambda: town.world.edit(message, {"text": f"{FLAT} The boats are gone."}))
    town.settle()
    assert told(town.answer(message)) == []


def test_an_edited_message_counts_once(town: Town, ann: Thing) -> None:
    message = town.write(ann, FLAT)
    town.answer(message)
    town.do(lambda: town.world.edit(message, {"text": f"{FLAT} The boats are gone."}))
    town.settle()
    (line, *_) = told(town.ask(f"It snowed at noon. {FLAT}", ann))
    assert "since" not in line


def test_an_album_whose_captions_come_one_by_one_counts_once(town: Town, ann: Thing) -> None:
    captions = (FLAT, "The market of Carrow was closed at noon on Sunday.")
    photos = [town.do(lambda words=words: {**town.world.media("photo"), "caption": words}) for words in captions]  # type: ignore[misc]
    town.do(lambda: town.world.album(ann, photos))
    wait_until(lambda: any("3 statements" in said["text"] for said in town.said_in(ann)))
    assert [told(said) for said in town.said_in(ann)] == [[]]
    (line, *_) = told(town.ask(f"It snowed at noon. {FLAT}", ann))
    assert "since" not in line


def test_the_summary_tells_the_same_again_after_the_reasons(town: Town, ann: Thing) -> None:
    town.ask(REPORTED, ann)
    answer = town.ask(FLAT, ann)
    town.ask(f"Snow fell at noon. {FLAT}", ann)
    town.turn(ann, answer, "Why?")
    assert told(town.turn(ann, answer, "Summary")) == told(answer)


# --- in a group


def test_a_group_that_asks_sees_what_it_saw(town: Town, bob: Thing, group: Thing) -> None:
    assert told(check(town, bob, group, REPORTED)) == []
    (line,) = told(check(town, bob, group, FLAT))
    assert "“reportedly”" in line


def test_a_post_that_was_only_marked_was_seen(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    town.forward(bob, REPORTED, group)
    town.settle(group)
    assert "“reportedly”" in "".join(told(check(town, bob, group, FLAT)))


def test_a_post_that_was_marked_and_is_asked_about_was_not_seen_before(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    post = town.forward(bob, ARTICLE, group)
    town.settle(group)
    town.write(bob, "/check", group, reply_to=post)
    assert told(town.answer(post)) == []


def test_a_later_post_is_not_before_an_older_one(town: Town, bob: Thing, group: Thing) -> None:
    older = town.forward(bob, FLAT, group)
    check(town, bob, group, REPORTED)
    town.write(bob, "/check", group, reply_to=older)
    assert told(town.answer(older)) == []


def test_who_is_accused_is_not_named_in_a_group(town: Town, bob: Thing, group: Thing) -> None:
    check(town, bob, group, ACCUSED)
    answer = check(town, bob, group, AGAIN)
    (line, *_) = told(answer)
    assert line.startswith("s. 2: seen here on ")
    assert "Lindt" not in answer["text"]


def test_in_private_who_is_accused_is_quoted(town: Town, ann: Thing) -> None:
    town.ask(ACCUSED, ann)
    assert any("Lindt" in line for line in told(town.ask(AGAIN, ann)))


def test_a_channel_whose_name_accuses_is_not_named_later(town: Town, bob: Thing, group: Thing) -> None:
    check(town, bob, group, FLAT, town.channel("Bo Lindt arrested"))
    answer = check(town, bob, group, f"It snowed at noon. {FLAT}", town.channel("South now"))
    assert told(answer)
    assert "Lindt" not in answer["text"]


def test_one_chat_knows_nothing_of_another(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    town.ask(FLAT, bob)
    check(town, ann, town.group(ann, bob), FLAT)
    answer = check(town, bob, group, FLAT)
    assert (told(answer), told(answer, ELSEWHERE)) == ([], [])


def test_outside_of_the_group_no_words_of_its_other_posts_are_shown(town: Town, bob: Thing, group: Thing) -> None:
    check(town, bob, group, FLAT)
    answer = check(town, bob, group, LIKE)
    assert told(answer)
    rows = answer["reply_markup"]["inline_keyboard"]
    start = next(data["url"] for row in rows for data in row if data["text"] == "Why?").split("?start=")[1]
    stranger = town.person("Eve")
    opened = town.ask(f"/start {start}", stranger)
    assert told(town.turn(stranger, opened, "Summary")) == []


# --- where the operator lets chats know of each other


@pytest.fixture(scope="module")
def open_town(web: NearSite) -> Iterator[Town]:
    with (
        LocalTelegram() as telegram,
        BotProcess(
            telegram.address,
            command=("tests.near_web", "run"),
            pages_ports=web.port,
            telegram_send_limits="false",
            memory_across_chats="true",
        ) as running,
    ):
        running.wait_for_words("Listening as @caveat_bot")
        yield Town(telegram)
        assert running.end() == 0
        assert "ERROR" not in running.output


def test_another_chat_is_elsewhere_without_its_name_and_origin(open_town: Town) -> None:
    ann, bob = open_town.person("Ann"), open_town.person("Bob")
    open_town.answer(open_town.forward(ann, FLAT, channel=open_town.channel("North now")))
    answer = open_town.ask(f"It snowed at noon. {FLAT}", bob)
    lines = told(answer, ELSEWHERE)
    assert "seen elsewhere on " in lines[0]
    assert "North now" not in answer["text"]
    assert "Ann" not in answer["text"]


def test_the_same_text_elsewhere_is_told_as_such(open_town: Town) -> None:
    open_town.ask(ARTICLE, open_town.person("Ann"))
    (line,) = told(open_town.ask(ARTICLE, open_town.person("Bob")), ELSEWHERE)
    assert line.startswith("The same text was seen elsewhere on ")


def test_what_another_chat_says_of_somebody_accused_is_not_quoted_in_a_group(open_town: Town) -> None:
    ann, bob = open_town.person("Ann"), open_town.person("Bob")
    group = open_town.group(ann, bob)
    open_town.ask(ACCUSED, ann)
    answer = check(open_town, bob, group, AGAIN)
    assert told(answer, ELSEWHERE)[0].startswith("s. 2: seen elsewhere on ")
    assert "Lindt" not in answer["text"]


def test_privacy_says_that_others_see_it(open_town: Town, town: Town) -> None:
    assert "Nothing leaves this chat for another." in town.ask("/privacy")["text"]
    text = open_town.ask("/privacy")["text"]
    assert ("may be shown in other chats" in text, "Nothing leaves this chat" in text) == (True, False)
