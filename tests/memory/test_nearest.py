"""What looks alike is ranked by rare words first, whatever else is stored, and edited statements are found among their like."""

import asyncio
import random
from collections.abc import AsyncIterator
from itertools import islice
from pathlib import Path

import pytest
import pytest_asyncio
from sqlite_utils import Database

from bot.memory import nearest
from bot.memory.nearest import Entry, Found, add_entries, remove_entries
from bot.memory.nearest import search as search_each
from bot.memory.nearest_rank import Weights, rank
from bot.memory.nearest_terms import find_terms
from bot.memory.schema import migrate
from bot.memory.statements import SqliteStatements
from bot.memory.writer import Writer
from bot.text.digest import digest_words
from tests.bench.nearest import CHAT as BENCH_CHAT
from tests.bench.nearest import EDITS, fill, make_statements
from tests.memory.builder import CHAT, OTHER

STORED = 3_000


@pytest.fixture
def db() -> Database:
    db = Database(memory=True, execute_plugins=False)
    migrate(db)
    return db


def add(db: Database, *texts: str, chat: int = CHAT, first: int = 1) -> None:
    add_entries(db, [Entry(number, chat, text) for number, text in enumerate(texts, first)])
    db.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?)", (chat, len(texts)))


def search(db: Database, text: str, chat: int | None) -> Found:
    (found,) = search_each(db, [text], chat)
    return found


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The engineers reported floods", ["engineer", "report", "flood"]),
        ("#SaveTheDam @PiaLund2", ["savethedam", "sav", "dam", "pialund2", "pia", "lund"]),
        ("Look https://example.org/dam and www.example.org, pic.example.org/x1 and/or 1/2", ["look"]),
        ("The of and", []),
        ("", []),
    ],
)
def test_a_text_is_looked_for_by_its_telling_words(text: str, terms: list[str]) -> None:
    assert find_terms(text) == terms


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The dam holds.", "the DAM   holds", True),
        ("The “dam” holds", 'The "dam" holds!', True),
        ("The dam holds", "The dam holds?", False),
        ("It was -5", "It was 5", False),
        ("It cost $5", "It cost €5", False),
        ("The dam holds", "The damholds", False),
    ],
)
def test_exact_repeats_differ_in_marks_at_most(one: str, other: str, same: bool) -> None:
    assert (digest_words(one) == digest_words(other)) is same


def test_the_rarer_word_counts_more(db: Database) -> None:
    add(db, "dam ferry", *["dam bridge"] * 20, "quarry bridge")
    weights = search(db, "quarry dam", CHAT).weights
    assert weights.weigh("quarry") > 2 * weights.weigh("dam") > 0
    assert weights.counts == {"dam": 21, "quarry": 1}


def test_a_word_that_all_hold_weighs_nearly_nothing_and_never_less_than_none() -> None:
    assert 0 <= Weights(["dam"], {"dam": 9}, 4).weigh("dam") < 0.2


def test_among_equally_good_ones_the_nearer_string_is_first() -> None:
    texts = {1: ["dam", "ferry", "unrelated"], 2: ["dam", "ferry", "quarries"], 3: ["dam", "ferry", "tower"]}
    weights = Weights(find_terms("dam ferry quarry"), {"dam": 3, "ferry": 3}, 3)
    assert rank(weights, texts, 3)[0][0] == 2


def test_what_shares_no_word_is_not_ranked() -> None:
    assert rank(Weights(["dam"], {"dam": 1}, 2), {1: ["ferry"]}, 5) == []
    assert rank(Weights(["dam"], {}, 0), {}, 5) == []


def test_common_words_alone_find_the_newest(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "MOST_READ", 3)
    monkeypatch.setattr(nearest, "MOST_PROBED", 3)
    add(db, *["dam bridge"] * 9)
    assert sorted(search(db, "dam bridge", CHAT).numbers) == [7, 8, 9]


def test_a_more_common_word_tells_apart_what_a_rare_one_found(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "MOST_READ", 2)
    add(db, "quarry ferry", "quarry dam", *["dam bridge"] * 9)
    assert list(search(db, "quarry dam", CHAT).numbers) == [2, 1]


def test_numbers_of_many_blocks_are_found(db: Database) -> None:
    far = [1, 2**14 - 1, 2**14, 70_000, 2**32 - 1]
    add_entries(db, [Entry(number, CHAT, "quarry") for number in far])
    assert sorted(search(db, "quarry", CHAT).numbers) == far
    remove_entries(db, [Entry(number, CHAT, "quarry") for number in far[1:]])
    assert list(search(db, "quarry", CHAT).numbers) == far[:1]


def test_what_is_removed_twice_or_was_never_there_does_no_harm(db: Database) -> None:
    add(db, "quarry dam")
    remove_entries(db, [Entry(7, CHAT, "quarry dam ferry"), Entry(1, OTHER, "quarry")])
    assert list(search(db, "quarry", CHAT).numbers) == [1]


def test_all_chats_are_searched_where_none_is_named(db: Database) -> None:
    add(db, "quarry")
    add(db, "quarry", chat=OTHER, first=2)
    assert (sorted(search(db, "quarry", None).numbers), list(search(db, "quarry", OTHER).numbers)) == ([1, 2], [2])
    assert search(db, "quarry", None).weights.texts == 2


@pytest_asyncio.fixture
async def filled(tmp_path: Path) -> AsyncIterator[SqliteStatements]:
    writer = await Writer.start(tmp_path / "caveat.db")
    statements = SqliteStatements(writer)
    await fill(statements, STORED)
    yield statements
    async with asyncio.timeout(30):
        await writer.close()


@pytest.mark.parametrize(("edit", "share"), [("lightly", 0.99), ("half", 0.95)])
async def test_edited_statements_are_found_first_among_their_like(filled: SqliteStatements, edit: str, share: float) -> None:
    chance = random.Random(5)  # noqa: S311  no secret
    texts = chance.sample(list(islice(make_statements(), STORED)), 100)
    found = [await filled.find_like(EDITS[edit](text, chance), BENCH_CHAT, most=1) for text in texts]
    assert sum(one[0].seen.text == text for one, text in zip(found, texts, strict=True)) >= share * len(texts)
