"""Facts about /privacy hashes: whoever may has no text kept, no byte of an earlier one is left, and what is lost is said."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.desk.test_export import audit, make_hidden
from tests.desk.test_open import FERRY, LOCK, follow, share
from tests.desk.town import Town, labels

MARK = "Quendelmoor"
"""A word that stands in nothing but what is to be removed."""
MARKED = f"Some residents of {MARK} believe that the last ferry to Eastholm has left for good on Monday."
YES = "Yes, keep no texts"


def privacy(town: Town, person: Thing, group: Thing | None = None, what: str = "") -> Thing:
    return town.ask(f"/privacy@caveat_bot {what}".strip(), person, group)


def keep_hashes(town: Town, person: Thing, group: Thing | None = None) -> Thing:
    return town.turn(person, privacy(town, person, group, "hashes"), YES)


def test_it_is_asked_once_and_says_what_is_lost(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    asked = privacy(town, ann, group, "hashes")
    assert (asked["text"], labels(asked)) == (phrasebook.say("hashes", "sure-group"), [YES])
    assert phrasebook.say("hashes", "way") in privacy(town, ann, group)["text"]
    assert town.turn(ann, asked, YES)["text"] == phrasebook.say("hashes", "done")
    assert privacy(town, ann, group)["text"].startswith(phrasebook.say("hashes", "about"))


def test_a_member_changes_nothing(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    refused = phrasebook.say("chat", "only-admins")
    assert privacy(town, bob, group, "hashes")["text"] == refused
    asked = privacy(town, ann, group, "hashes")
    assert town.press(bob, asked, YES)["text"] == refused
    other = privacy(town, bob, group)
    assert town.make_up(bob, other, "h:yes")["text"] == refused
    assert privacy(town, bob, group, "texts")["text"] == refused
    assert town.now(asked)["text"] == asked["text"]
    assert phrasebook.say("hashes", "way") in privacy(town, bob, group)["text"]


def test_texts_turns_it_back_and_what_holds_is_said_so(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    assert privacy(town, ann, group, "texts")["text"] == phrasebook.say("hashes", "holds-texts")
    keep_hashes(town, ann, group)
    assert privacy(town, ann, group, "HASHES")["text"] == phrasebook.say("hashes", "holds-hashes")
    assert privacy(town, ann, group, "texts")["text"] == phrasebook.say("hashes", "undone")
    said = audit(town, ann, group)
    assert "Ann: chose what is kept (texts)" in said
    assert "Ann: chose what is kept (no texts)" in said


def test_a_hidden_administrator_is_not_named(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    dora = make_hidden(town, group)
    keep_hashes(town, dora, group)
    said = audit(town, ann, group)
    assert f"{phrasebook.say('audit', 'anonymous')}: chose what is kept (no texts)" in said
    assert "Dora" not in said


def test_in_private_everybody_chooses_for_themselves(town: Town, phrasebook: Phrasebook) -> None:
    ann, bob = town.person("Ann"), town.person("Bob")
    assert privacy(town, ann, what="hashes")["text"] == phrasebook.say("hashes", "sure")
    keep_hashes(town, ann)
    assert privacy(town, ann)["text"].startswith(phrasebook.say("hashes", "about"))
    assert phrasebook.say("hashes", "way") in privacy(town, bob)["text"]


def test_without_texts_nothing_is_listed_and_no_reason_opens(
    town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    share(town, bob, group, FERRY)
    keep_hashes(town, ann, group)
    share(town, bob, group, LOCK)
    assert town.ask("/open@caveat_bot", ann, group)["text"] == phrasebook.say("open", "no-texts")


def test_the_same_words_are_known_again_without_a_text(
    town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    keep_hashes(town, ann, group)
    first = share(town, bob, group, FERRY, LOCK)
    answer = town.answer(first)
    again = town.write(ann, f"{FERRY} {LOCK}".upper(), group)
    town.write(ann, "/check@caveat_bot", group, reply_to=again)
    wait_until(lambda: town.answers(answer))
    assert town.answers(answer)[0]["text"] == phrasebook.say("chat", "same")


def test_a_topic_with_settings_of_its_own_keeps_no_texts_either(town: Town, ann: Thing, phrasebook: Phrasebook) -> None:
    forum = town.group(ann, forum=True)
    topic = town.do(lambda: town.world.add_topic(forum, "Ferries", ann))
    board = town.ask("/settings@caveat_bot", ann, forum, topic=topic)
    town.turn(ann, board, next(label for label in labels(board) if label.startswith("Reaction")))
    town.turn(ann, board, "🤔")
    keep_hashes(town, ann, forum)
    assert town.ask("/privacy@caveat_bot", ann, forum, topic=topic)["text"].startswith(phrasebook.say("hashes", "about"))


# --- what the file holds


@pytest.fixture
def telegram() -> Iterator[LocalTelegram]:
    with LocalTelegram() as local:
        yield local


def count_marks(folder: Path) -> int:
    """How often the word stands in the file and in the log beside it, in any case."""
    return sum(one.read_bytes().lower().count(MARK.lower().encode()) for one in folder.iterdir())


def run(telegram: LocalTelegram, folder: Path) -> BotProcess:
    return BotProcess(telegram.address, memory=folder / "caveat.db", telegram_send_limits="false")


def kill(running: BotProcess) -> None:
    running.send(signal.SIGKILL)
    running.wait_for_end()


def test_no_byte_of_an_earlier_text_is_left_and_none_of_a_later_one_once_it_is_answered(
    telegram: LocalTelegram, tmp_path: Path
) -> None:
    town = Town(telegram)
    ann, bob = town.person("Ann"), town.person("Bob")
    group = town.group(ann, bob)
    with run(telegram, tmp_path) as running:
        running.wait_for_words("Listening as @caveat_bot")
        post = share(town, bob, group, MARKED, LOCK)
        share(town, ann, group, f"{LOCK} {MARKED} Nobody else said so.")
        note(town, ann, group, post)
        town.ask("/watch@caveat_bot", bob, group, reply_to=post)
        kill(running)
    assert count_marks(tmp_path) > 0
    with run(telegram, tmp_path) as running:
        keep_hashes(town, ann, group)
        kill(running)
    assert count_marks(tmp_path) == 0
    with run(telegram, tmp_path) as running:
        share(town, bob, group, MARKED)
        wait_until(lambda: count_marks(tmp_path) == 0)
        kill(running)
    assert count_marks(tmp_path) == 0
    assert telegram.run(telegram.playground.violations) == []


def note(town: Town, person: Thing, group: Thing, post: Thing) -> None:
    """Note that the statement is still open, and begin one more note about it."""
    line = town.ask("/note@caveat_bot", person, group, reply_to=post)
    for keep in (True, False):
        board = town.ask(follow(line, "Write the note"), person)
        number = next(line.split(".")[0] for line in board["text"].splitlines() if MARK in line)
        board = town.turn(person, board, number)
        if keep:
            for label in ("still open", "No link", "No line", "Keep"):
                board = town.turn(person, board, label)
