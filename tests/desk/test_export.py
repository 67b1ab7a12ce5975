"""Facts about /export and /audit: the group's own data as files, and who changed what, for those who may change its info."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.transport.attached import collect
from bot.memory import HeldMemory
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from bot.service import changes, notes
from bot.service.changes import Change, Deed
from bot.service.export import Form, write_file
from bot.service.records import Matter, Record
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.desk.test_open import FERRY, LOCK, follow, share
from tests.desk.town import Town, choose, labels


def find_files(town: Town, person: Thing) -> dict[str, bytes]:
    """The files that the bot sent to somebody, by the ending of their names; the last of each."""
    sent = [message["document"] for message in town.said_in(person) if "document" in message]
    return {one["file_name"].rpartition(".")[2]: town.world.stored.find(one["file_id"]).data for one in sent}


def export(town: Town, person: Thing, group: Thing) -> Thing:
    """Take the data of a group; give what is said beside the files."""
    return town.ask(follow(town.ask("/export@caveat_bot", person, group)), person)


def audit(town: Town, person: Thing, group: Thing) -> str:
    return plain(town.ask(follow(town.ask("/audit@caveat_bot", person, group)), person))


def plain(message: Thing) -> str:
    """The words of a message without the marks that keep Telegram from making links of them."""
    text: str = message["text"]
    return text.replace("\u2060", "")


@pytest.fixture
def telegram() -> Iterator[LocalTelegram]:
    with LocalTelegram() as local:
        yield local


def make_hidden(town: Town, group: Thing) -> Thing:
    """Somebody hidden among the administrators."""
    dora = town.person("Dora")
    town.do(lambda: town.world.enter(dora, group))
    town.do(lambda: town.world.promote(dora, group, anonymous=True))
    return dora


def test_the_group_gets_one_line_and_the_owner_two_files(
    town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    share(town, bob, group, FERRY)
    share(town, ann, group, FERRY, LOCK)
    line = town.ask("/export@caveat_bot", ann, group)
    assert (line["text"], labels(line)) == (phrasebook.say("export", "line"), ["Open in private"])
    said = town.ask(follow(line), ann)
    assert said["text"] == phrasebook.say("export", "title", group="Lowmere watch")
    wait_until(lambda: len(find_files(town, ann)) == 2)
    names = [message["document"]["file_name"] for message in town.said_in(ann) if "document" in message]
    assert all(name.startswith("caveat-lowmere-watch-20") for name in names)
    files = find_files(town, ann)
    table = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"), newline="")))
    ferry = [row for row in table if row["text"].startswith("Some residents")]
    assert [(row["times"], row["status"]) for row in ferry] == [("2", "hearsay")] * 2
    made = json.loads(files["json"])
    assert {one["text"]: one["times"] for one in made["statements"]} == {FERRY: 2, LOCK: 1}
    assert made["settings"]["mode"] == "ask"
    for file in files.values():
        assert str(bob["id"]).encode() not in file
        assert str(ann["id"]).encode() not in file
    assert [message for message in town.said_in(group) if "document" in message] == []


def test_a_member_gets_no_file(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    share(town, bob, group, FERRY)
    refused = phrasebook.say("chat", "only-admins")
    for command in ("export", "audit"):
        assert town.ask(f"/{command}@caveat_bot", bob, group)["text"] == refused
    for made_up in (f"e_{group['id']}", f"a_{group['id']}", f"e_{bob['id']}", "e_0", "a_x", "e_-"):
        assert town.ask(f"/start {made_up}", bob)["text"] == refused
    town.settle()
    assert find_files(town, bob) == {}


def test_who_may_only_delete_messages_gets_no_file(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    town.do(lambda: town.world.promote(bob, group, ["can_delete_messages"]))
    assert town.ask("/export@caveat_bot", bob, group)["text"] == phrasebook.say("chat", "only-admins")
    assert town.ask(f"/start e_{group['id']}", bob)["text"] == phrasebook.say("chat", "only-admins")


def test_the_data_is_taken_three_times_an_hour(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    said = [export(town, ann, group)["text"] for _ in range(4)]
    assert said[3] == phrasebook.say("export", "enough", n=3)
    assert len(set(said[:3])) == 1


def test_an_anonymous_administrator_gets_the_files_and_is_not_named(
    town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    dora = make_hidden(town, group)
    export(town, dora, group)
    wait_until(lambda: len(find_files(town, dora)) == 2)
    said = audit(town, ann, group)
    assert f"{phrasebook.say('audit', 'anonymous')}: took the data of the group" in said
    assert "Dora" not in said


def test_the_audit_says_who_changed_what_newest_first(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    choose(town, ann, group, "Reaction", "🤔")
    town.do(lambda: town.world.promote(bob, group, ["can_change_info"]))
    town.ask("/digest@caveat_bot mon 9 europe/berlin", bob, group)
    town.ask("/privacy@caveat_bot texts", bob, group)
    export(town, ann, group)
    lines = [line for line in audit(town, bob, group).splitlines() if line][1:]
    assert [line.split("UTC · ")[1] for line in lines] == [
        "Ann: took the data of the group",
        "Bob: chose when the digest comes (Monday, 09:00 (Europe/Berlin))",
        "Ann: changed a setting (Reaction: 🤔)",
    ]


def test_the_audit_names_nobody_who_had_themselves_forgotten(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    theirs = town.write(bob, "I am here every day.", group)
    town.ask("/moderators@caveat_bot add", ann, group, reply_to=theirs)
    town.ask("/moderators@caveat_bot remove", ann, group, reply_to=theirs)
    assert audit(town, ann, group).count("(Bob)") == 2
    town.turn(bob, town.ask("/forget", bob), "Yes, remove it")
    assert audit(town, ann, group).count("listed a moderator") == 1
    assert "Bob" not in audit(town, ann, group)


def test_a_hidden_administrator_changes_settings_without_a_name(
    town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    dora = make_hidden(town, group)
    board = town.ask("/settings@caveat_bot", dora, group)
    town.turn(dora, board, next(label for label in labels(board) if label.startswith("How much I say")))
    town.turn(dora, board, "one line under marked posts")
    town.ask("/digest@caveat_bot off", dora, group)
    said = audit(town, ann, group)
    somebody = phrasebook.say("audit", "anonymous")
    assert f"{somebody}: changed a setting (How much I say: one line under marked posts)" in said
    assert f"{somebody}: chose when the digest comes (off)" in said
    assert "Dora" not in said


def test_what_was_pressed_and_held_already_is_no_change(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    board = town.ask("/settings@caveat_bot", ann, group)
    board = town.turn(ann, board, next(label for label in labels(board) if label.startswith("How much I say")))
    town.press(ann, board, "• only when asked")
    assert audit(town, ann, group) == phrasebook.say("audit", "none")


def test_a_long_list_of_changes_has_pages(town: Town, ann: Thing, group: Thing) -> None:
    board = town.ask("/settings@caveat_bot", ann, group)
    board = town.turn(ann, board, next(label for label in labels(board) if label.startswith("Reaction")))
    for reaction in ("🤔", "✍", "👌", "👀") * 3:
        board = town.turn(ann, board, reaction)
    shown = town.ask(f"/start a_{group['id']}", ann)
    assert (shown["text"].splitlines()[0], labels(shown)) == ("Who changed what · Lowmere watch · page 1 of 2", ["Next ›"])
    turned = town.turn(ann, shown, "Next ›")["text"]
    assert [line[:3] for line in turned.splitlines() if "Ann" in line] == ["9. ", "10.", "11.", "12."]


# --- /digest, as it is typed


def test_a_digest_is_chosen_shown_and_ended(town: Town, ann: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    asked = town.ask("/digest@caveat_bot", ann, group)["text"]
    assert asked.startswith(phrasebook.say("digest", "none"))
    assert "Time zones: UTC, or a region and a city" in asked
    said = town.ask("/digest@caveat_bot Tuesday 18:00 america/new york", ann, group)
    chosen = plain(said)
    assert chosen.startswith("The weekly digest comes on Tuesday, 18:00 (America/New_York), next on ")
    assert plain(town.ask("/digest@caveat_bot", ann, group)).startswith(chosen)
    copied = said["text"].split(" on ", 1)[1].split(", next")[0]
    day, hour, zone = copied.replace(",", "").replace("(", "").replace(")", "").split()
    assert plain(town.ask(f"/digest@caveat_bot {day} {hour} {zone}", ann, group)) == chosen
    assert town.ask("/digest@caveat_bot OFF", ann, group)["text"] == phrasebook.say("digest", "off")
    assert town.ask("/digest@caveat_bot", ann, group)["text"] == asked


@pytest.mark.parametrize(
    "words", ["monday", "monday 24", "monday 9:30", "noday 9", "9 monday", "monday 9 Mars/Base", "m 9", "on", "monday -1"]
)
def test_what_is_no_day_and_hour_is_told_what_is_allowed(town: Town, ann: Thing, group: Thing, words: str) -> None:
    said = town.ask(f"/digest@caveat_bot {words}", ann, group)["text"]
    assert said.startswith("That is no day, hour and time zone that I know.")
    assert "Days: Monday, Tuesday" in said


def test_a_member_chooses_no_digest(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    assert town.ask("/digest@caveat_bot monday 9", bob, group)["text"] == phrasebook.say("chat", "only-admins")
    assert town.ask("/digest monday 9", bob)["text"] == phrasebook.say("digest", "in-group")


# --- what may go wrong


def test_files_that_could_not_be_sent_are_sent_after_a_kill_and_stay_nowhere(telegram: LocalTelegram, tmp_path: Path) -> None:
    file, town = tmp_path / "caveat.db", Town(telegram)
    telegram.playground.disturb = lambda method: (502, b"") if method == "sendDocument" else None
    ann = town.person("Ann")
    group = town.group(ann)
    with BotProcess(telegram.address, memory=file, telegram_send_limits="false") as running:
        running.wait_for_words("Listening as @caveat_bot")
        share(town, ann, group, FERRY)
        town.write(ann, follow(town.ask("/export@caveat_bot", ann, group)))
        running.wait_for_words("Telegram takes no messages at present")
    telegram.answer_truly()
    with BotProcess(telegram.address, memory=file, telegram_send_limits="false") as running:
        wait_until(lambda: len(find_files(town, ann)) == 2)
        running.end()
    assert json.loads(find_files(town, ann)["json"])["statements"][0]["text"] == FERRY
    sent = [message for message in town.said_in(ann) if "document" in message]
    assert len(sent) == 2
    assert b"caveat-lowmere-watch" not in b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert telegram.run(telegram.playground.violations) == []


async def test_a_group_of_which_nothing_is_kept_has_files_too() -> None:
    holdings = await collect(HeldMemory(), -7, 0.0)
    assert json.loads(write_file(holdings, Form.JSON))["statements"] == []


async def test_what_a_sender_answered_in_private_and_who_wrote_are_not_exported() -> None:
    memory, secret = HeldMemory(), 424_242
    reply = notes.Reply("n", -7, secret, "I only passed it on.", 1.0, 99.0)
    change = Change("c", -7, secret, None, Deed.SETTING, "mode: line", 1.0)
    await memory.records.put([notes.reply_to_record(reply), changes.to_record(change)])
    for form in Form:
        written = write_file(await collect(memory, -7, 2.0), form).decode()
        assert str(secret) not in written
        assert "passed it on" not in written
        assert "mode: line" in written


async def test_a_record_that_is_nothing_of_the_kind_is_left_out() -> None:
    memory = HeldMemory()
    await memory.records.put([Record(matter, -7, "x", 1, 1.0, {"deed": 7, "text": []}) for matter in Matter])
    assert (await collect(memory, -7, 2.0)).entries == []
