"""`caveat claims bench`: says how often a post meets its claim, and names lines that are no use."""

import json
import re
from pathlib import Path

import pytest

from bot.cli.claims import say_ranks
from tests.command import caveat

CLAIMS = [
    {"id": "1", "text": "The dam at Velmora burst.", "title": "Did the Velmora dam burst?"},
    {"id": 2, "text": "A ferry with 40 passengers ran aground off Port Amber."},
    {"id": "3", "text": "The mayor of Ostmark owns the quarry.", "title": None},
]
POSTS = [
    {"id": "a", "text": "OMG the #VelmoraDam is gone, burst last night — Pia (@pia) 3 March", "claim": "1"},
    {"id": "b", "text": "ferry aground at port amber, 40 on board", "claim": 2},
    {"id": "c", "text": "Something quite different", "claim": "3"},
]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, *lines: object) -> str:
    Path(name).write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return str(Path(name).resolve())


def test_the_last_line_says_how_often_the_claim_is_found() -> None:
    done = caveat("claims", "bench", write("seen.jsonl", *CLAIMS), write("new.jsonl", *POSTS))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "3 claims stored, 3 posts looked for",
        "first 0.667 · in five 0.667 · mean reciprocal rank 0.667",
    ]


def test_ranks_become_shares() -> None:
    assert say_ranks([1, 1, 2, 5, 6, 0, 0, 0]) == "first 0.250 · in five 0.500 · mean reciprocal rank 0.358"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "new.jsonl, line 2: not JSON"),
        ({"id": "d", "claim": "1"}, 'line 2: missing "text"'),
        ({"id": "d", "url": "https://example.org", "claim": "1"}, 'line 2: missing "text"'),
        ({"id": "d", "text": "x"}, 'line 2: "claim" is null, which is the "id" of no claim'),
        ({"id": "d", "text": "x", "claim": "9"}, 'line 2: "claim" is "9", which is the "id" of no claim'),
        ({"id": "d", "text": "x", "claim": {"a": []}}, 'line 2: "claim" is {"a": []}'),
        ({"id": "a", "text": "x", "claim": "1"}, 'line 2: "id" a stands in an earlier line'),
        ('{"id": "d", "text": "\\ud800", "claim": "1"', "line 2: not JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_counted(line: object, says: str) -> None:
    done = caveat("claims", "bench", write("seen.jsonl", *CLAIMS), write("new.jsonl", POSTS[0], line, POSTS[1]))
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stdout.endswith("2 posts looked for\nfirst 1.000 · in five 1.000 · mean reciprocal rank 1.000\n")


def test_strange_text_is_stored_and_found() -> None:
    strange = {"id": "x", "text": "\ud800 🚢 \x00 quarry <b>", "title": "\ud800"}
    done = caveat(
        "claims", "bench", write("seen.jsonl", *CLAIMS, strange), write("new.jsonl", {**strange, "id": "y", "claim": "x"})
    )
    assert (done.returncode, done.stdout.splitlines()[-1][:11]) == (0, "first 1.000")


@pytest.mark.parametrize("empty", ["seen.jsonl", "new.jsonl"])
def test_a_file_without_a_line_of_use_is_an_error(empty: str) -> None:
    names = write("seen.jsonl", *CLAIMS), write("new.jsonl", *POSTS)
    write(empty)
    done = caveat("claims", "bench", *names)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"caveat: .*{empty}: has no line that can be used\n", done.stderr)


def test_a_file_that_is_not_there_is_an_error() -> None:
    done = caveat("claims", "bench", "nowhere.jsonl", write("new.jsonl", *POSTS))
    assert done.returncode == 1
    assert "nowhere.jsonl" in done.stderr
