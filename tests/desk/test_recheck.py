"""A page that is read again: what moved since, and nothing else."""

from itertools import count

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.noting import begin, prepare_open
from tests.desk.town import ARTICLE, Town, button, labels
from tests.near_site import NearSite

AGAIN = "Read the page again"
DOUBT = "There was no confirmation that the bridge at Ayle is closed, the office of the harbour being shut for the night."
REST = (
    "The bridge was built of granite and steel and opens twice a day for the boats that come up with the tide.",
    "Boats pass the lock at noon, and the ferry to the islands leaves the northern pier in the evening.",
    "Two drivers who asked not to be named said that the road along the river is flooded near the mill.",
)
DENIED = "The harbour office denied that the bridge at Ayle is closed."
CONFIRMED = "The harbour office confirmed that the bridge at Ayle is closed."
ACCUSED = "Reports say that Bo Lindt was arrested for taking the money of the bridge at Ayle."
ACCUSED_BY = "Mayor Ada Doe confirmed that Bo Lindt was arrested for taking the money of the bridge at Ayle."

_NUMBERS = count(1)


@pytest.fixture
def path() -> str:
    """A page that no other test asks for."""
    return f"/bridge-{next(_NUMBERS)}"


def recheck(town: Town, person: Thing, text: str, group: Thing | None = None, **manner: Thing) -> Thing:
    """Ask, and give the answer once it is no longer the line that a page is being opened."""
    answer = town.ask(text, person, group, **manner)
    wait_until(lambda: not town.now(answer)["text"].startswith("Opening"))
    return town.now(answer)


# --- in private


def test_only_the_statuses_that_moved_are_said(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    first = town.ask(web.put(path, DOUBT, *REST), ann)
    web.put(path, CONFIRMED, *REST)
    said = recheck(town, ann, "/recheck", reply_to=first)["text"].splitlines()
    assert said[0].startswith("Read again. Since the reading of ")
    assert said[0].endswith(" 1 status moved.")
    assert said[1:] == ["(s. 1) “the bridge at Ayle is closed”: not confirmed → confirmed by the harbour office"]


def test_what_is_gone_and_what_is_new_is_counted(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    url = web.put(path, DOUBT, *REST)
    town.ask(url, ann)
    web.put(path, DOUBT, *REST[:2], "Gulls nest on the roof of the mill.", "The old tower has forty steps and a bell.")
    said = recheck(town, ann, f"/recheck {url}")["text"].splitlines()
    assert said[0].endswith(" no status moved.")
    assert said[1:] == ["1 statement is gone.", "2 statements are new."]


def test_where_nothing_moved_one_line_says_so(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    first = town.ask(web.put(path, DOUBT, *REST), ann)
    said = recheck(town, ann, "/recheck", reply_to=first)["text"]
    assert said.startswith("Read again. Since the reading of ")
    assert said.endswith(" nothing moved.")
    assert "\n" not in said


def test_the_page_is_fetched_again_though_it_was_fetched_a_moment_ago(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    first = town.ask(web.put(path, DOUBT, *REST), ann)
    recheck(town, ann, "/recheck", reply_to=first)
    assert web.asked.count(path) == 2


def test_the_new_reading_takes_the_place_of_the_old(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    url = web.put(path, DOUBT, *REST)
    town.ask(url, ann)
    web.put(path, CONFIRMED, *REST)
    recheck(town, ann, f"/recheck {url}")
    assert recheck(town, ann, f"/recheck {url}")["text"].endswith(" nothing moved.")
    web.put(path, DENIED, *REST)
    last = recheck(town, ann, f"/recheck {url}")["text"]
    assert last.splitlines()[1].endswith("confirmed by the harbour office → denied by the harbour office")


def test_a_button_reads_the_page_again(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    message = town.write(ann, web.put(path, DOUBT, *REST))
    answer = town.answer(message)
    web.put(path, CONFIRMED, *REST)
    town.press(ann, answer, AGAIN)
    wait_until(lambda: len(town.answers(message)) == 2)
    again = town.answers(message)[1]
    assert "not confirmed → confirmed by the harbour office" in again["text"]
    assert town.now(answer)["text"] == answer["text"]
    assert labels(again) == ["Why?", "All statements", "Watch", "Wrong?", "As a page", "As a picture", AGAIN]
    assert town.turn(ann, again, "Why?")["text"].startswith("Why?")


def test_an_answer_about_a_text_has_no_such_button(town: Town, ann: Thing) -> None:
    assert AGAIN not in labels(town.ask(ARTICLE, ann))


def test_a_link_is_known_in_another_dress(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    url = web.put(path, DOUBT, *REST)
    town.ask(url, ann)
    assert recheck(town, ann, f"/recheck {url}?utm_source=a&fbclid=b")["text"].endswith(" nothing moved.")


def test_a_message_with_a_link_that_was_not_read_is_read_as_a_new_page(
    town: Town, web: NearSite, path: str, ann: Thing, phrasebook: Phrasebook
) -> None:
    said = recheck(town, ann, f"/recheck {web.put(path, DOUBT, *REST)}")
    assert phrasebook.say("recheck", "new-here") in said["text"].splitlines()
    assert "from Lowmere Courier" in said["text"]
    assert AGAIN in labels(said)


def test_what_one_person_read_is_not_known_to_another(
    town: Town, web: NearSite, path: str, ann: Thing, bob: Thing, phrasebook: Phrasebook
) -> None:
    url = web.put(path, DOUBT, *REST)
    town.ask(url, ann)
    assert phrasebook.say("recheck", "new-here") in recheck(town, bob, f"/recheck {url}")["text"]


def test_a_page_that_cannot_be_opened_is_said_calmly_and_stays_known(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    url = web.put(path, DOUBT, *REST)
    town.ask(url, ann)
    web.put(path, "Nothing.")
    assert "no article" in recheck(town, ann, f"/recheck {url}")["text"]
    web.put(path, CONFIRMED, *REST)
    assert "not confirmed → confirmed by the harbour office" in recheck(town, ann, f"/recheck {url}")["text"]


def test_recheck_alone_says_how_to_use_it(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/recheck", ann)["text"] == phrasebook.say("recheck", "how")
    answer = town.ask(ARTICLE, ann)
    assert town.ask("/recheck", ann, reply_to=answer)["text"] == phrasebook.say("recheck", "how")


@pytest.mark.parametrize("data", ["r:zz", "r:", f"r:{'a' * 20}", "r:1:2"])
def test_hostile_presses_do_no_harm(town: Town, ann: Thing, data: str) -> None:
    answer = town.ask(ARTICLE, ann)
    query = town.do(lambda: town.world.press(ann, answer, data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    assert town.now(answer)["text"] == answer["text"]


# --- in groups


def test_a_group_is_told_what_moved_and_the_rest_opens_in_private(
    town: Town, web: NearSite, path: str, bob: Thing, group: Thing
) -> None:
    post = town.write(bob, web.put(path, DOUBT, *REST), group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    assert AGAIN not in labels(answer)
    web.put(path, CONFIRMED, *REST)
    said = recheck(town, bob, "/recheck", group, reply_to=answer)
    assert "(s. 1) “the bridge at Ayle is closed”: not confirmed → confirmed by the harbour office" in said["text"]
    assert labels(said) == ["Why?"]
    start = button(said, "Why?")["url"].split("?start=")[1]
    assert "The harbour office confirmed that" in town.ask(f"/start {start}", bob)["text"]


def test_an_accusation_that_moved_is_not_repeated(town: Town, web: NearSite, path: str, bob: Thing, group: Thing) -> None:
    url = web.put(path, ACCUSED, *REST)
    recheck(town, bob, f"/recheck {url}", group)
    web.put(path, ACCUSED_BY, *REST)
    said = recheck(town, bob, f"/recheck {url}", group)["text"]
    assert "1 status moved." in said
    assert "(s. 1)" in said
    assert all(word not in said for word in ("Lindt", "taking", "Doe", "arrested"))


def test_in_private_the_same_is_told_in_full(town: Town, web: NearSite, path: str, ann: Thing) -> None:
    url = web.put(path, ACCUSED, *REST)
    town.ask(url, ann)
    web.put(path, ACCUSED_BY, *REST)
    assert "→ confirmed by Ada Doe" in recheck(town, ann, f"/recheck {url}")["text"]


def test_it_counts_as_an_answer(town: Town, web: NearSite, path: str, bob: Thing, group: Thing) -> None:
    url = web.put(path, DOUBT, *REST)
    for _ in range(3):
        recheck(town, bob, f"/recheck {url}", group)
    town.write(bob, f"/recheck {url}", group)
    wait_until(lambda: any(said["text"].startswith("1 more post") for said in town.said_in(group)))
    assert web.asked.count(path) == 3


def test_who_asks_for_the_text_later_is_not_pointed_to_what_moved(
    town: Town, web: NearSite, path: str, bob: Thing, group: Thing
) -> None:
    url = web.put(path, DOUBT, *REST)
    recheck(town, bob, f"/recheck {url}", group)
    web.put(path, CONFIRMED, *REST)
    recheck(town, bob, f"/recheck {url}", group)
    assert "statements: " in town.ask(f"/check {url}", bob, group)["text"]


def test_a_chat_that_keeps_no_texts_says_that_it_cannot_compare(
    town: Town, web: NearSite, path: str, ann: Thing, phrasebook: Phrasebook
) -> None:
    town.turn(ann, town.ask("/privacy hashes", ann), "Yes, keep no texts")
    url = web.put(path, DOUBT, *REST)
    town.ask(url, ann)
    assert phrasebook.say("recheck", "wordless") in recheck(town, ann, f"/recheck {url}")["text"].splitlines()


def test_who_asks_again_is_not_who_sent_it(town: Town, web: NearSite, path: str, ann: Thing, bob: Thing, group: Thing) -> None:
    url = web.put(path, DOUBT, *REST)
    post = town.write(ann, url, group)
    town.write(ann, "/check", group, reply_to=post)
    town.answer(post)
    web.put(path, CONFIRMED, *REST)
    town.ask("/help", bob)
    said = recheck(town, bob, "/recheck", group, reply_to=post)
    before = len(town.said_in(bob))
    board = prepare_open(town, ann, begin(town, ann, group, said), REST[0])
    assert town.turn(ann, board, "Keep")["text"].startswith("Kept.")
    town.settle()
    assert len(town.said_in(bob)) == before
