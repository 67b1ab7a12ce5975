"""`caveat rules feedback`: what people pressed under "Wrong?", as TOML that an author of rules can paste."""

import asyncio
import tomllib
from pathlib import Path

from bot.cli.feedback import list_feedback
from bot.memory import open_memory
from bot.service.keeping import Arrival, Feedback, Outcome
from tests.command import caveat

RULE = "en.unconfirmed.no-confirmation"
EXAMPLE = "There was [[no direct confirmation of]] the closure."


def said(person: int = 1, *, wrong: str = "words", rule: str = RULE, example: str = EXAMPLE) -> Feedback:
    return Feedback("a1", person, person, wrong, rule, example, 0.0)


async def keep(file: Path, *feedback: Feedback) -> None:
    memory = await open_memory(file)
    await memory.inbox.put([Arrival(1, 1, "{}")], 0.0)
    await memory.inbox.finish(1, Outcome(feedback=feedback), 0.0)
    await memory.close()


def test_wrong_words_become_a_near_miss() -> None:
    lines = list_feedback([said()])
    assert lines[0] == f"# {RULE} · the words do not mean that here · 1 person"
    assert tomllib.loads("\n".join(lines)) == {"no_match": ["There was no direct confirmation of the closure."]}


def test_right_words_of_a_wrong_claim_become_an_example_with_its_words_marked() -> None:
    assert tomllib.loads("\n".join(list_feedback([said(wrong="claim")]))) == {"match": [EXAMPLE]}


def test_a_statement_that_no_rule_touched_is_said_to_be_so() -> None:
    lines = list_feedback([said(wrong="not-a-claim", rule="", example="The harbour closed.")])
    assert lines[0] == "# no rule: the statement was read without any · this is not a claim · 1 person"


def test_the_same_remark_is_told_once_with_how_many_made_it() -> None:
    assert next(line for line in list_feedback([said(1), said(2), said(2)]) if line.startswith("#")).endswith("2 people")


def test_hostile_words_stay_inside_their_string() -> None:
    hostile = 'He said "]\n[[rule]]\nid = "x" \\ \x00 \x7f \ud800 “quoted”'
    assert list(tomllib.loads("\n".join(list_feedback([said(example=hostile)])))) == ["no_match"]


def test_the_command_reads_what_a_bot_keeps(tmp_path: Path) -> None:
    file = tmp_path / "caveat.db"
    asyncio.run(keep(file, said()))
    done = caveat("rules", "feedback", environ={"CAVEAT_MEMORY_FILE": str(file)})
    assert (done.returncode, done.stderr) == (0, "")
    assert 'no_match = ["There was no direct confirmation of the closure."]' in done.stdout


async def test_the_command_reads_while_a_bot_is_using_the_file(tmp_path: Path) -> None:
    file = tmp_path / "caveat.db"
    memory = await open_memory(file)
    done = await asyncio.to_thread(caveat, "rules", "feedback", environ={"CAVEAT_MEMORY_FILE": str(file)})
    await memory.close()
    assert (done.returncode, done.stdout) == (0, f"Nobody pressed Wrong? yet ({file}).\n")


def test_without_a_file_nobody_pressed(tmp_path: Path) -> None:
    done = caveat("rules", "feedback", environ={"CAVEAT_MEMORY_FILE": str(tmp_path / "none.db")})
    assert done.returncode == 0
    assert done.stdout.startswith("Nobody pressed Wrong? yet")


def test_a_file_that_is_not_ours_is_named(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    file.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    done = caveat("rules", "feedback", environ={"CAVEAT_MEMORY_FILE": str(file)})
    assert done.returncode == 2
    assert str(file) in done.stderr
