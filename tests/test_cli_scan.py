"""`caveat scan`: one reading a line, in order, whatever stands in the lines."""

import json
import os
import pty
import subprocess
import sys
import termios
from pathlib import Path

import jsonschema
import pytest

from bot.service import LONGEST
from tests.command import ROOT, caveat, clean_environ

Json = dict[str, object]


def scan(*lines: str | bytes, arguments: tuple[str, ...] = ()) -> tuple[list[Json], int]:
    """The parsed output for the input lines, and the exit status."""
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    done = caveat("scan", "-", *arguments, stdin=raw)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def record(name: str, text: str, **more: object) -> str:
    return json.dumps({"id": name, "text": text, **more})


def test_a_line_becomes_a_reading_with_its_id() -> None:
    readings, status = scan(record("a", "The mayor said the bridge may close."))
    assert (readings[0]["id"], status) == ("a", 0)


def test_a_number_serves_as_an_id() -> None:
    assert scan('{"id": 7, "text": "The bridge may close."}')[0][0]["id"] == 7


@pytest.mark.parametrize("text", ["", "Fire", "🔥", " "])
def test_no_text_is_too_short(text: str) -> None:
    readings, status = scan(record("a", text))
    assert (readings[0]["text"], status) == (text, 0)


def test_title_and_url_come_along() -> None:
    readings, _ = scan(record("a", "The bridge may close.", title="Bridge closed", url="https://example.org/1"))
    assert (readings[0]["title"], readings[0]["url"]) == ("Bridge closed", "https://example.org/1")


def test_keys_of_others_are_left_alone() -> None:
    assert scan(record("a", "The bridge may close.", label=1))[1] == 0


def test_no_text_leaves_the_text_out() -> None:
    assert "text" not in scan(record("a", "The bridge may close."), arguments=("--no-text",))[0][0]


def test_every_line_keeps_the_schema() -> None:
    schema = json.loads(caveat("schema").stdout)
    readings, _ = scan(record("a", (ROOT / "bot/sample.txt").read_text(encoding="utf-8")), record("b", "Fire", title="Fire"))
    for reading in readings:
        jsonschema.validate(reading, schema)


BAD = {
    "no-json": ("nonsense", None, "line 2: not JSON: Expecting value: line 1 column 1 (char 0)"),
    "a-list": ("[1]", None, 'line 2: not a JSON object; wanted: {"id": …, "text": …}'),
    "no-id": ('{"text": "x"}', None, 'line 2: missing "id"'),
    "an-id-of-the-wrong-kind": ('{"id": [], "text": "x"}', None, 'line 2: "id" must be a text or a whole number'),
    "a-truth-for-an-id": ('{"id": true, "text": "x"}', None, 'line 2: "id" must be a text or a whole number'),
    "no-text": ('{"id": "b"}', "b", 'line 2: missing "text" or "url"'),
    "a-text-of-the-wrong-kind": ('{"id": "b", "text": null}', "b", 'line 2: "text" must be a text'),
    "a-title-of-the-wrong-kind": ('{"id": "b", "text": "x", "title": 1}', "b", 'line 2: "title" must be a text or null'),
    "a-url-of-the-wrong-kind": ('{"id": "b", "text": "x", "url": 1}', "b", 'line 2: "url" must be a text or null'),
    "no-utf8": (b'{"id": "b", "text": "\xff"}', None, "line 2: not UTF-8 text (byte 22)"),
    "half-a-line": ('{"id": "b", "te', None, "line 2: not JSON: Unterminated string starting at: line 1 column 13 (char 12)"),
    "too-deep": ("[" * 100_000, None, "line 2: not JSON that can be read: nested too deeply"),
}


@pytest.mark.parametrize(("line", "name", "says"), BAD.values(), ids=BAD)
def test_a_bad_line_becomes_an_error_and_the_rest_goes_on(line: str | bytes, name: str | None, says: str) -> None:
    readings, status = scan(record("a", "Fire"), line, record("c", "Fire"))
    assert (readings[0]["id"], readings[1], readings[2]["id"], status) == ("a", {"id": name, "error": says}, "c", 1)


def test_a_text_past_the_limit_becomes_an_error() -> None:
    readings, status = scan(record("a", "x" * (LONGEST + 1)))
    assert (readings, status) == ([{"id": "a", "error": f"line 1: longer than {LONGEST:,} characters"}], 1)


def test_a_line_past_the_limit_becomes_an_error_and_the_rest_goes_on() -> None:
    readings, status = scan(b'{"id": "' + b"x" * 20_000_000, record("b", "Fire"))
    assert (str(readings[0]["error"])[:18], readings[1]["id"], status) == ("line 1: longer tha", "b", 1)


def test_blank_lines_are_skipped_and_counted() -> None:
    readings, _ = scan("", record("a", "Fire"), "  \r", "nonsense")
    assert [reading.get("error", "")[:7] for reading in readings] == ["", "line 4:"]  # type: ignore[index]  # an error is a text


def test_an_empty_input_gives_nothing() -> None:
    assert scan() == ([], 0)


def test_a_lone_surrogate_comes_back_as_it_was() -> None:
    text = "The \ud83d mayor said the bridge may close.\udc80"
    assert scan(record("a", text))[0][0]["text"] == text


def test_letters_stay_readable() -> None:
    assert "Zoë said “no”" in caveat("scan", "-", stdin=record("a", "Zoë said “no”").encode()).stdout


def test_several_processes_write_the_same_bytes_as_one() -> None:
    lines = [record(str(n), f"The mayor of town {n} said the bridge may close." * (n % 7)) for n in range(300)]
    lines[100] = "nonsense"
    raw = "\n".join(lines).encode()
    one, three = (caveat("scan", "-", "--jobs", jobs, stdin=raw) for jobs in ("1", "3"))
    assert (one.stdout, one.returncode) == (three.stdout, three.returncode)


def test_several_processes_keep_the_order() -> None:
    readings, _ = scan(*(record(str(n), "Fire") for n in range(500)), arguments=("--jobs", "2"))
    assert [reading["id"] for reading in readings] == [str(n) for n in range(500)]


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_number_of_jobs_that_is_none_is_refused(jobs: str) -> None:
    done = caveat("scan", "-", "--jobs", jobs)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_file_is_read_and_another_written(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(record("a", "Fire"), encoding="utf-8")
    done = caveat("scan", "in.jsonl", "-o", "out.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == "a"


def test_the_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(record("a", "Fire"), encoding="utf-8")
    done = caveat("scan", "in.jsonl", "-o", "./in.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "caveat: in.jsonl: is the file that is read; name another one to write\n")
    assert source.read_text(encoding="utf-8") == record("a", "Fire")


def test_a_file_that_is_missing_gets_one_calm_line() -> None:
    done = caveat("scan", "missing.jsonl")
    assert (done.returncode, done.stderr) == (1, "caveat: missing.jsonl: no such file; check the name\n")


def test_a_file_that_cannot_be_written_gets_one_calm_line(tmp_path: Path) -> None:
    done = caveat("scan", "-", "-o", str(tmp_path / "no" / "out.jsonl"))
    assert done.returncode == 1
    assert done.stderr == f"caveat: {tmp_path}/no/out.jsonl: cannot be written (no such file or directory); name another file\n"


def test_a_terminal_shows_progress_on_standard_error_only(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(record("a", "Fire"), encoding="utf-8")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "scan", str(source)],
        cwd=ROOT,
        env=clean_environ(),
        stdout=subprocess.PIPE,
        stderr=theirs,
        timeout=60,
        check=False,
    )
    shown = os.read(ours, 65536)
    os.close(ours)
    os.close(theirs)
    assert b"100%" in shown
    assert json.loads(done.stdout)["id"] == "a"
