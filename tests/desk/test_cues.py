"""A chat's own cues: proposed with what they would have changed, kept by whoever may, read with, listed, removed, exported."""

import html
import re
import signal
from pathlib import Path

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.desk.town import FLAT, Town, button, choose, labels

JOINER = "\u2060"
"""Stands in a dot or a sign that Telegram would make a link of."""
GOSSIP = "Telegram channels write that the mill of Lowmere is sold. The lock was built of granite, and boats pass at noon."
ADD = '/cue add "telegram channels write" as hearsay'
ACCUSING = "Telegram channels write that the clerk Bo Lindt was arrested for theft. Nobody else says so at the moment."


@pytest.fixture
def moderator(town: Town, group: Thing) -> Thing:
    """An administrator who may delete messages."""
    person = town.person("Mona")
    town.do(lambda: town.world.enter(person, group))
    town.do(lambda: town.world.promote(person, group, ["can_delete_messages"]))
    return person


def check(town: Town, person: Thing, text: str, group: Thing) -> Thing:
    post = town.forward(person, text, group)
    town.write(person, "/check", group, reply_to=post)
    return town.answer(post)


def keep(town: Town, person: Thing, group: Thing | None = None, command: str = ADD) -> Thing:
    return town.turn(person, town.ask(command, person, group), "Keep")


def open_link(town: Town, person: Thing, message: Thing, label: str) -> Thing:
    return town.ask(f"/start {button(message, label)['url'].split('?start=')[1]}", person)


def press_made_up(town: Town, person: Thing, message: Thing, data: str) -> None:
    query = town.do(lambda: town.world.press(person, town.now_inside(message), data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))


# --- in a group


def test_a_cue_says_what_it_would_have_changed_and_asks(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    check(town, bob, GOSSIP, group)
    check(town, bob, FLAT, group)
    asked = town.ask(ADD, moderator, group)
    first, example = asked["text"].splitlines()
    assert first == ("“telegram channels write” as hearsay would have changed 1 of your last 2 checks, 0 newly flagged. Keep?")
    assert example == "“Telegram channels write that the mill of Lowmere is sold” (s. 1)"
    assert labels(asked) == ["Keep", "Drop"]


def test_what_would_be_flagged_newly_is_counted(town: Town, ann: Thing, bob: Thing, moderator: Thing, group: Thing) -> None:
    choose(town, ann, group, "Marked from", "takes back its own claim")
    check(town, bob, GOSSIP, group)
    asked = town.ask('/cue add "channels write that" as unconfirmed', moderator, group)
    assert "changed 1 of your last 1 check, 0 newly flagged" in asked["text"]
    choose(town, ann, group, "Marked from", "main point not confirmed")
    asked = town.ask('/cue add "channels write that" as unconfirmed', moderator, group)
    assert "changed 1 of your last 1 check, 1 newly flagged" in asked["text"]


def test_until_it_is_kept_nothing_is_read_otherwise(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    town.ask(ADD, moderator, group)
    assert "hearsay" not in check(town, bob, GOSSIP, group)["text"]


def test_a_kept_cue_is_read_with_in_this_group_and_in_no_other(
    town: Town, ann: Thing, bob: Thing, moderator: Thing, group: Thing
) -> None:
    assert keep(town, moderator, group)["text"].startswith("Kept: “telegram channels write” is read here as hearsay")
    assert "1 hearsay" in check(town, bob, GOSSIP, group)["text"]
    assert "hearsay" not in check(town, bob, GOSSIP, town.group(ann, bob))["text"]
    assert "hearsay" not in town.ask(GOSSIP, bob)["text"]


def test_why_calls_it_a_cue_of_this_group(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    keep(town, moderator, group)
    why = open_link(town, bob, check(town, bob, GOSSIP, group), "Why?")["text"].replace(JOINER, "")
    line, *_ = [line for line in why.splitlines() if "group.hearsay" in line]
    assert line.strip() == "Words: “Telegram channels write” · group.hearsay.telegram-channels-write · hearsay"
    assert "a cue of this group" in why


def test_the_same_text_under_other_rules_has_another_receipt(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    plain = town.ask(FLAT, bob)["text"].rpartition("receipt ")[2]
    keep(town, moderator, group)
    assert check(town, bob, FLAT, group)["text"].rpartition("receipt ")[2] != plain


def test_marks_go_by_it(town: Town, ann: Thing, bob: Thing, moderator: Thing, group: Thing) -> None:
    choose(town, ann, group, "How much I say", "a reaction on marked posts")
    keep(town, moderator, group, '/cue add "channels write that" as unconfirmed')
    post = town.forward(bob, GOSSIP, group)
    wait_until(lambda: town.reactions(post) == ["👀"])


def test_a_member_can_neither_add_nor_keep_nor_remove(
    town: Town, bob: Thing, moderator: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    only = phrasebook.say("chat", "only-moderators")
    assert town.ask(ADD, bob, group)["text"] == only
    asked = town.ask(ADD, moderator, group)
    for label in ("Keep", "Drop"):
        answer = town.press(bob, asked, label)
        assert (answer["text"], answer["show_alert"]) == (only, True)
    town.turn(moderator, asked, "Keep")
    listed = open_link(town, bob, town.ask("/cues", bob, group), "Open the list")
    assert labels(listed) == []
    assert "telegram channels write" in listed["text"]


def test_made_up_data_removes_nothing(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    keep(town, moderator, group)
    mine = open_link(town, moderator, town.ask("/cue", moderator, group), "Open the list")
    data = button(mine, "Remove 1")["callback_data"]
    start = town.ask("/start", bob)
    for made_up in (
        data,
        "c:k:99999999999999:ab",
        "c:x",
        f"c:l:{group['id']}::999",
        "c:r:0:",
        "c:l:" + "9" * 15 + "::1",
        data + "0" * 30,
    ):
        press_made_up(town, bob, start, made_up)
    assert "1. “telegram channels write”" in town.ask(f"/start c_{group['id']}", moderator)["text"]


def test_another_moderator_may_decide(town: Town, ann: Thing, moderator: Thing, group: Thing) -> None:
    asked = town.ask(ADD, moderator, group)
    assert town.turn(ann, asked, "Drop")["text"] == "Dropped: “telegram channels write” as hearsay."
    assert town.ask("/cue", moderator, group)["text"].startswith("This group has added no cue.")


def test_an_anonymous_administrator_may_add_and_is_not_named(town: Town, bob: Thing, group: Thing) -> None:
    hidden = town.person("Hugo Hidden")
    town.do(lambda: town.world.enter(hidden, group))
    town.do(lambda: town.world.promote(hidden, group, ["can_delete_messages"], anonymous=True))
    keep(town, hidden, group)
    listed = open_link(town, bob, town.ask("/cues", bob, group), "Open the list")["text"]
    assert "added by a moderator on" in listed
    assert "Hugo" not in listed


def test_the_list_says_who_added_a_cue_and_a_button_removes_it(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    keep(town, moderator, group)
    listed = open_link(town, moderator, town.ask("/cues", moderator, group), "Open the list")
    assert re.search(r"1\. “telegram channels write” as hearsay, added by Mona on \d+ \w+ \d{4}", listed["text"])
    assert "no cue" in town.turn(moderator, listed, "Remove 1")["text"]
    assert "hearsay" not in check(town, bob, GOSSIP, group)["text"]


def test_somebody_outside_of_the_group_sees_no_list(town: Town, moderator: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    keep(town, moderator, group)
    stranger = town.person("Sid")
    assert town.ask(f"/start c_{group['id']}", stranger)["text"] == phrasebook.say("cue", "members")
    assert town.ask(f"/start c_{group['id']}_x", stranger)["text"] == phrasebook.say("chat", "only-moderators")


def test_an_accusing_statement_is_not_quoted_in_a_group(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    check(town, bob, ACCUSING, group)
    asked = town.ask(ADD, moderator, group)["text"]
    assert "“Telegram channels write” (s. 1)" in asked
    assert "Lindt" not in asked


def test_a_cue_on_an_accusing_statement_is_read_with(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    keep(town, moderator, group)
    answer = check(town, bob, ACCUSING, group)["text"]
    assert "1 hearsay" in answer
    assert "Lindt" not in answer


def test_a_cue_that_accuses_is_not_repeated(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    text = "People whisper that Bo Lindt was arrested on Monday. The boats of Lowmere are blue."
    check(town, bob, text, group)
    asked = town.ask('/cue add "people whisper that bo lindt was arrested" as hearsay', moderator, group)
    assert asked["text"].splitlines()[1:] == ["“…” (s. 1)"]
    town.turn(moderator, asked, "Keep")
    answer = check(town, bob, f"{text} It rained.", group)["text"]
    assert "1 hearsay" in answer
    assert "Lindt" not in answer


def test_status_says_how_many_cues_a_group_added(town: Town, ann: Thing, moderator: Thing, group: Thing) -> None:
    assert "Cues that were added" not in town.ask("/status", ann, group)["text"]
    keep(town, moderator, group)
    assert "Cues that were added here: 1." in town.ask("/status", ann, group)["text"]


def test_a_phrase_that_counts_already_is_said_to(town: Town, moderator: Thing, group: Thing) -> None:
    keep(town, moderator, group)
    assert "added here already, as hearsay" in town.ask(ADD, moderator, group)["text"]
    known = town.ask('/cue add "rumour has it" as hearsay', moderator, group)["text"].replace(JOINER, "")
    assert known == "“rumour has it” is found already, as hearsay, by the rule en.hearsay.rumour."


def test_two_questions_about_one_phrase_make_one_cue(town: Town, ann: Thing, moderator: Thing, group: Thing) -> None:
    first, second = town.ask(ADD, moderator, group), town.ask(ADD, ann, group)
    town.turn(moderator, first, "Keep")
    assert "added here already" in town.press(ann, second, "Keep")["text"]


# --- in the private chat


def test_in_private_a_cue_is_ones_own(town: Town, bob: Thing) -> None:
    asked = town.ask("/cue add telegram channels write as hearsay", bob)
    assert asked["text"] == "No text is kept here on which “telegram channels write” as hearsay could be tried. Keep?"
    town.turn(bob, asked, "Keep")
    answer = town.ask(GOSSIP, bob)
    assert "1 hearsay" in answer["text"]
    assert "a cue of your own" in town.turn(bob, answer, "Why?")["text"]
    assert "Remove 1" in labels(town.ask("/cues", bob))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/cue add", "Write the phrase in quotation marks"),
        ("/cue nonsense", "Write the phrase in quotation marks"),
        ('/cue add "telegram channels write"', "Write the phrase in quotation marks"),
        ('/cue add "telegram channels write" as gospel', "It may be read as unconfirmed, denial,"),
        ('/cue add "telegram (channels write" as hearsay', "The phrase cannot be read: a bracket is not closed: ')' is missing."),
        ('/cue add "@wrods write" as hearsay', "The phrase cannot be read: unknown list"),
        (f'/cue add "{"telegram " * 10}" as hearsay', "The phrase has more than 80 characters."),
        (f'/cue add "{"(a b|c d)" * 8}" as hearsay', "The phrase can be read in more than 100 ways."),
        ('/cue add "a <0-8> b <0-8> c" as hearsay', "The gaps of the phrase hold more than 8 words together."),
    ],
)
def test_a_wrong_phrase_gets_one_calm_line(town: Town, typed: str, said: str) -> None:
    answer = town.ask(typed, town.person("Cal"))["text"].replace(JOINER, "")
    assert said in answer
    assert "\n" not in answer


def test_what_is_typed_elsewhere_is_read_without_ones_own_cues(town: Town, bob: Thing) -> None:
    keep(town, bob)
    query = town.do(lambda: town.world.inline(bob, GOSSIP))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    answer = town.do(lambda: town.world.answer_to(query))
    assert answer is not None
    (result,) = answer["results"]
    assert "hearsay" not in result["description"]
    url = result["reply_markup"]["inline_keyboard"][0][0]["url"]
    why = town.ask(f"/start {url.split('?start=')[1]}", bob)["text"]
    assert why.startswith("Why?")
    assert "cue of your own" not in why


def test_a_group_that_became_a_supergroup_keeps_its_cues(town: Town, ann: Thing, bob: Thing) -> None:
    group = town.group(ann, bob, kind="group")
    keep(town, ann, group)
    moved = town.do(lambda: town.world.migrate(group))
    town.settle(moved)
    assert "1 hearsay" in check(town, bob, GOSSIP, moved)["text"]


def test_a_question_outlives_a_kill(tmp_path: Path) -> None:
    with LocalTelegram() as telegram:
        town, file = Town(telegram), tmp_path / "caveat.db"
        with BotProcess(telegram.address, memory=file) as first:
            ann = town.person("Ann")
            asked = town.ask(ADD, ann)
            first.send(signal.SIGKILL)
            first.wait_for_end()
        with BotProcess(telegram.address, memory=file):
            assert town.turn(ann, asked, "Keep")["text"].startswith("Kept:")
            assert "1 hearsay" in town.ask(GOSSIP, ann)["text"]


def test_too_many_phrases_in_a_minute_wait(town: Town, bob: Thing) -> None:
    said = [town.ask(f'/cue add "quay {n} talk" as hearsay', bob)["text"] for n in range(7)]
    assert ["Try again in a minute" in text for text in said] == [*[False] * 6, True]


def test_the_rule_file_comes_in_private_with_candidates(town: Town, bob: Thing, moderator: Thing, group: Thing) -> None:
    keep(town, moderator, group)
    check(town, bob, GOSSIP, group)
    sent = open_link(town, moderator, town.ask("/cue export", moderator, group), "Open the rule file")["text"]
    assert 'id = "en.group.hearsay.telegram-channels-write"' in html.unescape(sent)
    assert '    # "[[Telegram channels write]] that the mill of Lowmere is sold.",' in sent
