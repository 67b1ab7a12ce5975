"""The pages about Telegram and privacy say what the code does: commands, rights, modes, keys of the settings, limits."""

import re
import tomllib
from pathlib import PurePath

import pytest

from bot.chat.commands import FOR_ADMINISTRATORS, IN_GROUPS, IN_PRIVATE
from bot.chat.desk import ALLOWED_UPDATES
from bot.chat.files import LARGEST
from bot.chat.groups import MINUTE, MOST_ANSWERS, MOST_LINES, SAME
from bot.chat.menu import LIFETIMES, RETENTIONS
from bot.chat.post import MOST_LINKS
from bot.chat.rights import Right
from bot.chat.transport.engine import LONGEST_STOP
from bot.memory.times import DROPPED_STAY, IDS_STAY, SET_ASIDE_STAYS
from bot.model import Level
from bot.reply.honest import LIMIT
from bot.reply.phrasebook import Phrasebook
from bot.service.days import DAY
from bot.service.keeping import MOST_TRIES, ChatChoice, Mode
from bot.settings import Settings
from tests.command import ROOT

TELEGRAM, PRIVACY = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("telegram.md", "privacy.md"))
NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}  # noqa: SIM905


def rows(page: str, head: str) -> list[list[str]]:
    """The cells of the rows of the table with this head."""
    table = page.split(f"| {head} |", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[2:]]


def flat(page: str) -> str:
    return " ".join(page.split())


def say(seconds: float, one: str) -> str:
    return {60: "a minute", 600: "ten minutes", 3_600: "an hour", 86_400: "a day"}.get(int(seconds), one)


COMMANDS = rows(TELEGRAM, "command | where | who | what it does")


def test_the_table_holds_every_command_and_no_other() -> None:
    assert {row[0].strip("`/") for row in COMMANDS} == {*IN_PRIVATE, *FOR_ADMINISTRATORS}


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: f"{row[0]} {row[1]}")
def test_the_table_says_where_a_command_is_and_who_may(row: list[str]) -> None:
    command, place, who = row[0].strip("`/"), row[1], row[2]
    assert place in ("anywhere", "private chat", "group")
    if who == "everybody":
        assert command in IN_PRIVATE
    elif who == "moderators":
        assert command in set(FOR_ADMINISTRATORS) - set(IN_GROUPS)
    else:
        assert who.strip("`") == Right.CHANGE_INFO
        assert place == "group" or (place == "anywhere" and command in IN_PRIVATE)
        assert command in set(FOR_ADMINISTRATORS) - set(IN_GROUPS)


def test_a_group_is_offered_nothing_that_only_administrators_may() -> None:
    locked = {row[0].strip("`/") for row in COMMANDS if row[2] != "everybody"}
    assert locked.isdisjoint(IN_GROUPS)


def test_the_modes_are_the_menus_words(phrasebook: Phrasebook) -> None:
    table = rows(TELEGRAM, "mode | what happens")
    assert [row[0] for row in table] == [phrasebook.say("menu", f"mode-{mode}") for mode in Mode]
    (first,) = [row[0] for row in table if "The bot starts in this mode" in row[1]]
    assert first == phrasebook.say("menu", f"mode-{ChatChoice().mode}")


def test_what_is_answered_in_the_first_mode_is_named() -> None:
    first, *_ = rows(TELEGRAM, "mode | what happens")
    assert re.findall(r"`/([a-z]+)`", first[1]) == ["settings", "status"]


@pytest.mark.parametrize("page", [TELEGRAM, PRIVACY], ids=["telegram", "privacy"])
def test_every_key_that_is_named_is_in_config_toml(page: str) -> None:
    known = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    for section, key in re.findall(r"`\[([a-z]+)\] ([a-z_]+)`", page):
        assert key in known[section]
    for snippet in re.findall(r"```toml\n(.*?)```", page, re.DOTALL):
        for section, table in tomllib.loads(snippet).items():
            assert table.keys() <= known[section].keys()


def test_every_environment_variable_that_is_named_exists() -> None:
    known = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    names = {f"CAVEAT_{section}_{key}".upper() for section, table in known.items() for key in table}
    assert set(re.findall(r"CAVEAT_[A-Z_]+", TELEGRAM)) <= names


def test_the_limits_are_the_codes() -> None:
    page = flat(TELEGRAM)
    assert (NUMBERS["three"], NUMBERS["ten"], NUMBERS["five"]) == (MOST_ANSWERS, MOST_LINES, MOST_LINKS)
    assert (MINUTE, SAME, LARGEST, LIMIT) == (60, 86_400, 1_000_000, 256)
    assert NUMBERS["ten"] > LONGEST_STOP
    for words in (
        "gets three answers a minute",
        "said ten times a minute",
        "Five links of a message can be opened",
        "answered once a day in each topic",
        "a text file of up to 1 MB",
        "at most 256 characters",
        "within ten seconds",
    ):
        assert words in page


def test_how_long_messages_stay_is_the_menus() -> None:
    first, *others = [say(seconds, "") for seconds in LIFETIMES if seconds]
    assert f"after {first}, {', '.join(others[:-1])} or {others[-1]}." in flat(TELEGRAM)


def test_how_long_texts_stay_is_the_menus() -> None:
    usual = ChatChoice().retention_days
    others = [str(days) for days in RETENTIONS if days != usual]
    assert f"thirty days unless `/settings` says {', '.join(others[:-1])} or {others[-1]}" in PRIVACY
    assert (usual, ChatChoice().threshold) == (30, Level.DOUBTED)


def test_the_other_times_are_the_memorys() -> None:
    assert (IDS_STAY, SET_ASIDE_STAYS, DROPPED_STAY, MOST_TRIES) == (3 * DAY, 30 * DAY, DAY, 3)
    ended = {row[0]: row[2] for row in rows(PRIVACY, "what | why | how long")}
    assert ended["the numbers of updates that were seen, nothing else"] == "three days"
    assert ended["an update that could not be handled three times: its error, no text"] == "thirty days"
    assert ended["an answer that Telegram did not take: why not, no text"] == "one day"
    assert f"or {Settings().memory.forget_left_after_days} days after the bot was removed" in flat(PRIVACY)


def test_the_unit_gives_the_bot_time_to_end() -> None:
    found = re.search(r"TimeoutStopSec=(\d+)", TELEGRAM)
    assert found
    assert int(found[1]) > LONGEST_STOP


def test_the_files_that_are_named_are_there() -> None:
    for page in (TELEGRAM, PRIVACY):
        for link in re.findall(r"\]\(([^)#:]+)\)", page):
            assert (ROOT / "docs" / PurePath(link)).resolve().exists()


def test_inline_and_guest_mode_are_asked_for() -> None:
    assert {"inline_query", "guest_message"} <= set(ALLOWED_UPDATES)
    assert "/setinline" in TELEGRAM
