"""A statement that somebody watches: who is told what, where, how often, and what outlasts a kill."""

import json
import time
from collections.abc import Iterator

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.place import Place, open_place
from tests.desk.town import Town, button, choose, labels
from tests.near_site import NearSite

WATCH, STOP = "Watch", "Stop watching"
REST = "Boats pass the lock at noon. The pier was built of granite."
DOUBT = f"There was no confirmation that the bridge at Ayle is closed. {REST}"
RUMOUR = f"{REST} Rumours say that the bridge at Ayle is closed."
CONFIRMED = f"The harbour office confirmed that the bridge at Ayle is closed. {REST}"
STATED = f"{REST} The bridge at Ayle is closed."
OPPOSITE = f"The bridge at Ayle is not closed, the harbour office said. {REST}"
SAME = f"The closure of the bridge at Ayle has not been confirmed. {REST}"
DAY = 86_400.0


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, web: NearSite) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("watch"), web.port, "ERROR", DOUBT) as here:
        yield here


@pytest.fixture
def town(place: Place) -> Town:
    return place.town


def told(town: Town, person: Thing) -> list[Thing]:
    """What somebody was told of statements that they watch, oldest first."""
    return [said for said in town.said_in(person) if said["text"].startswith("A statement that you watch")]


def wait_for_news(town: Town, person: Thing, times: int = 1) -> Thing:
    wait_until(lambda: len(told(town, person)) >= times)
    assert len(told(town, person)) == times
    return told(town, person)[-1]


def watch(town: Town, person: Thing, text: str, number: str = "1") -> Thing:
    """Have somebody watch a statement of a text that they send; give what the answer shows then."""
    answer = town.ask(text, person)
    town.turn(person, answer, WATCH)
    return town.turn(person, answer, number)


def watch_in(town: Town, person: Thing, group: Thing, post: Thing, number: str = "1") -> Thing:
    """Have a member watch a statement of a post in a group."""
    line = town.ask("/watch", person, group, reply_to=post)
    chosen = town.ask(f"/start {button(line, WATCH)['url'].split('?start=')[1]}", person)
    return town.turn(person, chosen, number)


def choose_lines(town: Town, owner: Thing, group: Thing) -> None:
    """Have the bot read what members write."""
    choose(town, owner, group, "How much I say", "a reaction on marked posts")
    choose(town, owner, group, "Posts I look at", "members' own posts too")


def let_a_day_pass(place: Place, *people: Thing) -> None:
    """Stop the bot, let it be a day since these people were told anything, and start it again."""
    place.kill()
    for person in people:
        for identity, body in place.rows("SELECT id, body FROM records WHERE matter = 'watch' AND person = ?", person["id"]):
            kept = json.loads(body if isinstance(body, str | bytes) else "")
            kept["told"] -= DAY
            place.change("UPDATE records SET body = ? WHERE id = ?", json.dumps(kept).encode(), identity)
    place.start()


# --- in private


def test_whoever_watches_is_told_of_a_stronger_version_with_both_side_by_side(town: Town, ann: Thing) -> None:
    shown = watch(town, ann, DOUBT)
    assert shown["text"].startswith("You watch this until ")
    assert "“There was no confirmation that the bridge at Ayle is closed” · not confirmed" in shown["text"]
    town.ask(CONFIRMED, ann)
    news = wait_for_news(town, ann)
    title, turn, before, now = news["text"].split("\n\n")
    assert (title, turn) == ("A statement that you watch was read again", "It rests on more than before.")
    assert before.endswith("“There was no confirmation that the bridge at Ayle is closed” · not confirmed")
    assert now.endswith("“The harbour office confirmed that the bridge at Ayle is closed” · confirmed by the harbour office")
    assert (before.startswith("Before ("), now.startswith("Now ("), labels(news)) == (True, True, [STOP])


@pytest.mark.parametrize(
    ("first", "then", "turn"),
    [
        (CONFIRMED, DOUBT, "It rests on less than before."),
        (DOUBT, STATED, "It is now stated, with no source named."),
        (CONFIRMED, OPPOSITE, "It says the opposite."),
        ("Police said that 12 boats sank at Ayle on Friday.", "Forty boats sank at Ayle on Friday.", "It gives another number"),
    ],
)
def test_what_became_of_it_is_told_as_what_it_is(town: Town, ann: Thing, first: str, then: str, turn: str) -> None:
    watch(town, ann, first)
    town.ask(then, ann)
    assert wait_for_news(town, ann)["text"].split("\n\n")[1].startswith(turn)


def test_the_same_with_the_same_support_is_not_told(town: Town, ann: Thing) -> None:
    watch(town, ann, DOUBT)
    town.ask(SAME, ann)
    town.ask(REST, ann)
    assert told(town, ann) == []


def test_an_edit_of_the_very_message_is_not_told(town: Town, ann: Thing) -> None:
    message = town.write(ann, DOUBT)
    answer = town.answer(message)
    town.turn(ann, answer, WATCH)
    shown = town.turn(ann, answer, "1")
    town.do(lambda: town.world.edit(message, {"text": CONFIRMED}))
    wait_until(lambda: town.now(answer)["text"] != shown["text"])
    assert told(town, ann) == []


def test_the_way_back_leads_to_the_summary(town: Town, ann: Thing) -> None:
    answer = town.ask(DOUBT, ann)
    town.turn(ann, answer, WATCH)
    town.turn(ann, answer, "1")
    assert labels(town.now(answer)) == [STOP, "Summary"]
    assert town.turn(ann, answer, "Summary")["text"] == answer["text"]


def test_the_button_under_the_news_ends_it(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    watch(town, ann, DOUBT)
    town.ask(CONFIRMED, ann)
    news = wait_for_news(town, ann)
    assert town.press(ann, news, STOP)["text"] == phrasebook.say("watch", "stopped")
    wait_until(lambda: labels(town.now(news)) == [])
    assert town.ask("/watch", ann)["text"] == phrasebook.say("watch", "none")


def test_who_chooses_it_again_is_told_anew_in_a_message_of_its_own(town: Town, ann: Thing) -> None:
    watch(town, ann, DOUBT)
    town.ask(CONFIRMED, ann)
    town.press(ann, wait_for_news(town, ann), STOP)
    watch(town, ann, DOUBT)
    town.ask(CONFIRMED, ann)
    assert wait_for_news(town, ann, 2)["message_id"] != told(town, ann)[0]["message_id"]


def test_choosing_it_again_brings_no_second_message_on_the_day(town: Town, ann: Thing) -> None:
    watch(town, ann, DOUBT)
    town.ask(CONFIRMED, ann)
    wait_for_news(town, ann)
    watch(town, ann, f"{DOUBT} The mill is old.")
    town.ask(STATED, ann)
    assert len(told(town, ann)) == 1


def test_watch_lists_what_somebody_watches_each_with_a_button(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    watch(town, ann, DOUBT)
    watch(town, ann, "Mayor Ada Doe said that the mill burned down in the night. The ferry left at noon.")
    listed = town.ask("/watch", ann)
    assert "1. “There was no confirmation that the bridge at Ayle is closed” · unconfirmed\nuntil " in listed["text"]
    assert "2. “Mayor Ada Doe said that the mill burned down in the night” · named\nuntil " in listed["text"]
    assert labels(listed) == ["Stop 1", "Stop 2"]
    after = town.turn(ann, listed, "Stop 1")
    assert "1. “Mayor Ada Doe said" in after["text"]
    assert town.turn(ann, listed, "Stop 1")["text"] == phrasebook.say("watch", "none")


def test_watch_in_reply_to_an_answer_shows_its_statements(town: Town, ann: Thing) -> None:
    answer = town.ask(DOUBT, ann)
    chosen = town.ask("/watch", ann, reply_to=answer)
    assert chosen["text"].startswith("Of which statement do you want to hear?")
    assert labels(chosen) == ["1", "2", "3", "Summary"]


def test_watch_in_reply_to_what_was_not_read_says_how(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    message = town.write(ann, "Oh.")
    town.answer(message)
    assert town.ask("/watch", ann, reply_to=message)["text"] == phrasebook.say("watch", "how")


def test_what_asserts_nothing_is_not_offered(town: Town, ann: Thing) -> None:
    answer = town.ask(f"Is the bridge at Ayle closed? {DOUBT}", ann)
    assert labels(town.turn(ann, answer, WATCH)) == ["2", "3", "4", "Summary"]


def test_more_than_twenty_are_not_kept(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    answer = town.ask(" ".join(f"The lock number {n} of the river was built of stone." for n in range(1, 22)), ann)
    for n in range(1, 21):
        town.turn(ann, answer, WATCH)
        if n > 10:
            town.turn(ann, answer, "Next ›")
        town.turn(ann, answer, str(n))
        town.turn(ann, answer, "Summary")
    town.turn(ann, answer, WATCH)
    town.turn(ann, answer, "Next ›")
    town.turn(ann, answer, "Next ›")
    refused = town.press(ann, answer, "21")
    assert (refused["text"], refused["show_alert"]) == (phrasebook.say("watch", "full", most=20), True)
    assert labels(town.ask("/watch", ann))[-1] == "Stop 20"


def test_the_same_statement_is_watched_once(town: Town, ann: Thing) -> None:
    watch(town, ann, DOUBT)
    watch(town, ann, f"{DOUBT} The mill is old.")
    assert labels(town.ask("/watch", ann)) == ["Stop 1"]


@pytest.mark.parametrize("data", ["t:", "t:c:zz", "t:p:aa:9", "t:e:aa", "t:l:aa", "t:x:1", f"t:c:{'a' * 40}", "t:p:1:9999999"])
def test_hostile_presses_do_no_harm(place: Place, ann: Thing, data: str) -> None:
    town = place.town
    answer = town.ask(DOUBT, ann)
    query = town.do(lambda: town.world.press(ann, answer, data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    assert place.rows("SELECT count(*) FROM records WHERE person = ?", ann["id"]) == [(0,)]
    assert place.rows("SELECT count(*) FROM set_aside") == [(0,)]


def test_nobody_ends_the_watch_of_somebody_else(place: Place, ann: Thing, bob: Thing, phrasebook: Phrasebook) -> None:
    town = place.town
    data = button(watch(town, ann, DOUBT), STOP)["callback_data"]
    mine = town.ask(DOUBT, bob)
    query = town.do(lambda: town.world.press(bob, mine, data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    told_so = town.do(lambda: town.world.answer_to(query))
    assert told_so is not None
    assert told_so["text"] == phrasebook.say("watch", "over")
    assert place.rows("SELECT count(*) FROM records WHERE person = ?", ann["id"]) == [(1,)]


def test_a_deep_link_that_leads_nowhere_is_said_calmly(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/start t_0123456789abcdef0123", ann)["text"] == phrasebook.say("chat", "gone")
    assert town.ask("/start t_zz", ann)["text"] == phrasebook.say("chat", "gone")


def test_whoever_follows_somebody_elses_link_watches_in_their_own_chat(place: Place, ann: Thing, bob: Thing) -> None:
    town = place.town
    answer = town.ask(DOUBT, ann)
    identity = button(answer, WATCH)["callback_data"].split(":")[2]
    town.turn(bob, town.ask(f"/start t_{identity}", bob), "1")
    assert place.rows("SELECT chat, person FROM records WHERE person = ?", bob["id"]) == [(bob["id"], bob["id"])]
    town.ask(CONFIRMED, ann)
    town.ask(CONFIRMED, bob)
    wait_for_news(town, bob)
    assert told(town, ann) == []


# --- in groups


def test_a_member_watches_a_statement_of_a_post(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    choose_lines(town, ann, group)
    post = town.write(ann, DOUBT, group)
    line = town.ask("/watch", bob, group, reply_to=post)
    assert (line["text"], labels(line)) == (phrasebook.say("watch", "here"), [WATCH])
    shown = town.turn(bob, town.ask(f"/start {button(line, WATCH)['url'].split('?start=')[1]}", bob), "1")
    assert "is read in Lowmere watch, I say so here" in shown["text"]
    before = len(town.said_in(group))
    town.write(ann, CONFIRMED, group)
    news = wait_for_news(town, bob)
    assert news["text"].startswith("A statement that you watch was read again in Lowmere watch")
    assert len(town.said_in(group)) == before


def test_under_an_answer_in_a_group_stands_a_link(town: Town, bob: Thing, group: Thing) -> None:
    post = town.write(bob, DOUBT, group)
    town.write(bob, "/check", group, reply_to=post)
    link = button(town.answer(post), WATCH)["url"]
    assert town.ask(f"/start {link.split('?start=')[1]}", bob)["text"].startswith("Of which statement")


def test_watch_alone_in_a_group_says_how(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/watch", bob, group)["text"] == phrasebook.say("watch", "how")


def test_what_another_chat_reads_is_not_told(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    other = town.group(ann, bob)
    for one in (group, other):
        choose_lines(town, ann, one)
    watch_in(town, bob, group, town.write(ann, DOUBT, group))
    watch(town, ann, DOUBT)
    town.write(ann, CONFIRMED, other)
    town.ask(CONFIRMED, bob)
    town.settle(other)
    assert (told(town, ann), told(town, bob)) == ([], [])


def test_ones_own_post_is_not_told_but_the_next_one_is(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose_lines(town, ann, group)
    watch_in(town, bob, group, town.write(ann, DOUBT, group))
    town.write(bob, CONFIRMED, group)
    town.settle(group)
    assert told(town, bob) == []
    town.write(ann, CONFIRMED, group)
    wait_for_news(town, bob)


def test_who_is_no_member_cannot_watch_what_a_group_reads(
    place: Place, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    town, eve = place.town, place.town.person("Eve")
    line = town.ask("/watch", bob, group, reply_to=town.write(ann, DOUBT, group))
    chosen = town.ask(f"/start {button(line, WATCH)['url'].split('?start=')[1]}", eve)
    refused = town.press(eve, chosen, "1")
    assert (refused["text"], refused["show_alert"]) == (phrasebook.say("watch", "members"), True)
    assert place.rows("SELECT count(*) FROM records WHERE person = ?", eve["id"]) == [(0,)]


def test_who_has_left_hears_nothing_and_the_watch_ends(place: Place, ann: Thing, bob: Thing, group: Thing) -> None:
    town = place.town
    choose_lines(town, ann, group)
    watch_in(town, bob, group, town.write(ann, DOUBT, group))
    said = len(town.said_in(bob))
    town.do(lambda: town.world.leave(bob, group))
    town.write(ann, CONFIRMED, group)
    wait_until(lambda: place.rows("SELECT count(*) FROM records WHERE person = ?", bob["id"]) == [(0,)])
    town.settle()
    assert len(town.said_in(bob)) == said


def test_a_chat_that_keeps_no_texts_says_that_nothing_can_be_watched(
    place: Place, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    town = place.town
    choose_lines(town, ann, group)
    watch_in(town, bob, group, town.write(ann, DOUBT, group))
    place.change("UPDATE choices SET hashes = 1 WHERE chat = ?", group["id"])
    line = town.ask("/watch", bob, group, reply_to=town.write(ann, CONFIRMED, group))
    opened = town.ask(f"/start {button(line, WATCH)['url'].split('?start=')[1]}", bob)
    assert opened["text"] == phrasebook.say("watch", "wordless")
    wait_until(lambda: place.rows("SELECT count(*) FROM records WHERE person = ?", bob["id"]) == [(0,)])
    assert told(town, bob) == []


# --- days and kills


def test_what_comes_on_the_same_day_is_told_the_next_the_latest_of_it(place: Place, ann: Thing) -> None:
    town = place.town
    watch(town, ann, DOUBT)
    town.ask(CONFIRMED, ann)
    wait_for_news(town, ann)
    town.ask(STATED, ann)
    town.ask(RUMOUR, ann)
    place.restart()
    town.settle()
    assert len(told(town, ann)) == 1
    let_a_day_pass(place, ann)
    news = wait_for_news(town, ann, 2)["text"].split("\n\n")
    assert news[1] == "It rests on less than before."
    assert news[3].endswith("“Rumours say that the bridge at Ayle is closed” · hearsay: rumours, nobody named, hedged")
    town.settle()  # what was sent and is not noted yet would be sent again
    place.restart()
    town.settle()
    assert len(told(town, ann)) == 2


def test_who_left_meanwhile_is_not_told_the_next_day(place: Place, ann: Thing, bob: Thing, group: Thing) -> None:
    town = place.town
    choose_lines(town, ann, group)
    watch_in(town, bob, group, town.write(ann, DOUBT, group))
    town.write(ann, CONFIRMED, group)
    wait_for_news(town, bob)
    town.write(ann, RUMOUR, group)
    town.settle(group)
    town.do(lambda: town.world.leave(bob, group))
    let_a_day_pass(place, bob)
    wait_until(lambda: place.rows("SELECT count(*) FROM records WHERE person = ?", bob["id"]) == [(0,)])
    assert len(told(town, bob)) == 1


def test_a_watch_outlasts_a_kill(place: Place, ann: Thing) -> None:
    town = place.town
    shown = watch(town, ann, DOUBT)
    place.restart()
    town.ask(CONFIRMED, ann)
    wait_for_news(town, ann)
    assert town.press(ann, shown, STOP)["text"] == "You no longer watch this."


def test_a_watch_ends_after_thirty_days(place: Place, ann: Thing) -> None:
    town = place.town
    watch(town, ann, DOUBT)
    ((at, ends),) = place.rows("SELECT at, ends FROM records WHERE person = ?", ann["id"])
    assert float(str(ends)) - float(str(at)) == 30 * DAY
    assert abs(float(str(at)) - time.time()) < 60
    place.kill()
    place.change("UPDATE records SET at = at - ?, ends = ends - ? WHERE person = ?", 30 * DAY, 30 * DAY, ann["id"])
    place.start()
    town.ask(CONFIRMED, ann)
    assert told(town, ann) == []
    wait_until(lambda: place.rows("SELECT count(*) FROM records WHERE person = ?", ann["id"]) == [(0,)])


def test_forget_ends_what_somebody_watches(place: Place, ann: Thing) -> None:
    town = place.town
    watch(town, ann, DOUBT)
    town.turn(ann, town.ask("/forget", ann), "Yes, remove it")
    town.ask(CONFIRMED, ann)
    assert told(town, ann) == []
