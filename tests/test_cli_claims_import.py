"""`caveat claims import`: published fact-checks out of files, what was of no use, and a file that a bot is using."""

import asyncio
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.memory import open_memory
from bot.model import FactCheck
from tests.command import caveat
from tests.pages.test_claimreview import CHECK, REVIEW

Done = subprocess.CompletedProcess[str]
ALLOWED = "allowed: ClaimReview as JSON (a feed, a list, an object, one a line) or HTML with JSON-LD"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caveat.db"


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def take(path: Path, *files: str, stdin: bytes = b"") -> Done:
    return caveat("claims", "import", *files, "--file", str(path), stdin=stdin)


def find(path: Path, text: str) -> Sequence[FactCheck]:
    async def look() -> Sequence[FactCheck]:
        memory = await open_memory(path)
        (found,) = await memory.published.find_like_each([text])
        await memory.close()
        return found

    return asyncio.run(look())


def review(number: int, **changes: object) -> dict[str, object]:
    return {**REVIEW, "claimReviewed": f"The ferry number {number} sank.", "url": f"https://checks.example/{number}", **changes}


def test_a_feed_is_kept_and_found_again(path: Path, tmp_path: Path) -> None:
    feed = {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}, {"item": [review(7)]}]}
    done = take(path, write(tmp_path, "feed.json", json.dumps(feed)))
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 read: 2 kept, 0 changed, 0 already there\n", "")
    assert find(path, CHECK.claim)[0] == CHECK


def test_the_file_is_well_afterwards(path: Path, tmp_path: Path) -> None:
    take(path, write(tmp_path, "one.json", json.dumps(REVIEW)))
    assert caveat("db", "check", "--file", str(path)).returncode == 0


def test_several_files_and_standard_input_are_summed_up(path: Path, tmp_path: Path) -> None:
    page = f"<!doctype html><script type='application/ld+json'>{json.dumps(review(2))}</script>"
    files = [write(tmp_path, "one.json", json.dumps(review(1))), write(tmp_path, "page.html", page), "-"]
    done = take(path, *files, stdin=json.dumps([review(3)]).encode())
    assert (done.returncode, done.stdout) == (0, "3 read: 3 kept, 0 changed, 0 already there\n")


def test_once_more_says_what_changed_and_what_is_there(path: Path, tmp_path: Path) -> None:
    take(path, write(tmp_path, "feed.json", json.dumps([review(1), review(2)])))
    later = [review(1), review(2, reviewRating={"alternateName": "Half true"}), review(3)]
    done = take(path, write(tmp_path, "feed.json", json.dumps(later)))
    assert done.stdout == "3 read: 1 kept, 1 changed, 1 already there\n"


def test_what_is_of_no_use_is_named_and_costs_nothing_else(path: Path, tmp_path: Path) -> None:
    name = write(tmp_path, "feed.json", f'[{json.dumps(review(1))},\n{{"item": null}},\n{json.dumps(review(2, url="x"))}]')
    done = take(path, name)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "3 read: 1 kept, 0 changed, 0 already there",
        "1 skipped: holds no ClaimReview",
        "1 skipped: has no public web address (url)",
    ]
    assert done.stderr.splitlines() == [
        f"caveat: {name}, line 2, element 2: holds no ClaimReview; left out",
        f"caveat: {name}, line 3, element 3: has no public web address (url); left out",
    ]


def test_of_many_of_one_kind_ten_are_named(path: Path, tmp_path: Path) -> None:
    name = write(tmp_path, "feed.json", json.dumps([{}] * 500))
    done = take(path, name)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 11)
    assert done.stderr.splitlines()[-1] == f"caveat: {name}: more of these are not named (holds no ClaimReview)"
    assert done.stdout.splitlines()[-1] == "500 skipped: holds no ClaimReview"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: is neither JSON nor HTML"),
        ("claim,rating\n", "line 1: is neither JSON nor HTML (it begins with 'c')"),
        ('{"a":\n\n!}', "line 3: is not JSON: Expecting value"),
    ],
)
def test_a_wrong_file_says_where_and_what_is_allowed(path: Path, tmp_path: Path, text: str, says: str) -> None:
    name = write(tmp_path, "wrong", text)
    done = take(path, name)
    assert (done.returncode, done.stderr) == (1, f"caveat: {name}, {says}; {ALLOWED}\n")


def test_what_stands_before_the_break_is_kept(path: Path, tmp_path: Path) -> None:
    done = take(path, write(tmp_path, "cut.json", json.dumps([REVIEW, review(2)])[:-9]))
    assert (done.returncode, done.stdout) == (1, "1 read: 1 kept, 0 changed, 0 already there\n")
    assert "ends in the middle: take it whole, as it was written" in done.stderr


def test_a_file_that_is_not_there_is_noticed_before_anything_is_kept(path: Path, tmp_path: Path) -> None:
    done = take(path, write(tmp_path, "one.json", json.dumps(REVIEW)), "nowhere.json")
    assert (done.returncode, done.stderr) == (1, "caveat: nowhere.json: no such file; check the name\n")
    assert not path.exists()


@pytest.mark.parametrize(("action", "says"), [("import", "nothing was imported: "), ("clear", "nothing was removed: ")])
def test_while_a_bot_runs_nothing_is_changed(path: Path, tmp_path: Path, action: str, says: str) -> None:
    name = write(tmp_path, "one.json", json.dumps(REVIEW))
    done: list[Done] = []

    async def live() -> None:
        memory = await open_memory(path)
        done.append(caveat("claims", action, *([name] if action == "import" else []), "--file", str(path)))
        await memory.close()

    asyncio.run(live())
    assert (done[0].returncode, done[0].stdout) == (2, "")
    assert done[0].stderr.startswith(f"caveat: {says}{path} is used by another bot (process {os.getpid()}). Stop that one first")


def test_the_file_is_that_of_the_settings_unless_another_is_named(path: Path, tmp_path: Path) -> None:
    name = write(tmp_path, "one.json", json.dumps(REVIEW))
    assert caveat("claims", "import", name, environ={"CAVEAT_MEMORY_FILE": str(path)}).returncode == 0
    assert find(path, CHECK.claim) == (CHECK,)


def test_all_can_be_removed(path: Path, tmp_path: Path) -> None:
    take(path, write(tmp_path, "feed.json", json.dumps([review(1), review(2)])))
    done = caveat("claims", "clear", "--file", str(path))
    assert (done.returncode, done.stdout) == (0, "2 removed.\n")
    assert find(path, "The ferry number 1 sank.") == ()


def test_an_export_brings_them_along(path: Path, tmp_path: Path) -> None:
    take(path, write(tmp_path, "one.json", json.dumps(REVIEW)))
    exported = caveat("db", "export", "--file", str(path)).stdout.encode()
    assert caveat("db", "import", "-", "--file", str(tmp_path / "other.db"), stdin=exported).returncode == 0
    assert find(tmp_path / "other.db", CHECK.claim) == (CHECK,)
