"""`caveat check`: what is read, what is printed, and what is said of input that cannot be read."""

import codecs
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.service import LONGEST
from tests.command import ROOT, SAMPLE, caveat, clean_environ

TEXT = "The army struck the depot on Monday, police said. However, there is no official confirmation of the strike. Nobody spoke."


def test_a_file_is_read() -> None:
    done = caveat("check", str(SAMPLE))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") > 10


def test_a_text_is_read_as_it_stands() -> None:
    assert "no official confirmation" in caveat("check", TEXT).stdout


def test_a_page_and_a_picture_are_written_beside_the_summary(tmp_path: Path) -> None:
    page, picture = tmp_path / "page.html", tmp_path / "picture.png"
    page.write_text("what was there")
    done = caveat("check", str(SAMPLE), "--report", str(page), "--picture", str(picture))
    assert (done.returncode, done.stdout) == (0, caveat("check", str(SAMPLE)).stdout)
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert sorted(tmp_path.iterdir()) == [page, picture]


def test_where_a_page_cannot_be_written_that_is_said(tmp_path: Path) -> None:
    done = caveat("check", TEXT, "--report", str(tmp_path / "nowhere" / "page.html"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_is_of_one_text(tmp_path: Path) -> None:
    done = caveat("check", str(SAMPLE), str(SAMPLE), "--report", str(tmp_path / "page.html"))
    assert done.returncode == 2
    assert "give one input" in done.stderr


def test_a_dash_is_standard_input() -> None:
    assert caveat("check", "-", stdin=TEXT.encode()).stdout == caveat("check", TEXT).stdout


def test_no_argument_on_a_pipe_is_standard_input() -> None:
    assert caveat("check", stdin=TEXT.encode()).stdout == caveat("check", TEXT).stdout


def test_reading_twice_prints_the_same_bytes() -> None:
    assert caveat("check", str(SAMPLE)).stdout == caveat("check", str(SAMPLE)).stdout


def test_several_inputs_stand_under_their_names(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    done = caveat("check", "a.txt", "b.txt", cwd=tmp_path)
    assert [line for line in done.stdout.splitlines() if line.endswith(".txt:")] == ["a.txt:", "b.txt:"]


def test_what_cannot_be_read_does_not_keep_the_rest_from_being_read() -> None:
    done = caveat("check", "missing.txt", TEXT)
    assert done.returncode == 1
    assert done.stderr == "caveat: missing.txt: no such file; check the name, or put a text in quotation marks\n"
    assert "no official confirmation" in done.stdout


def test_a_pipe_gets_no_colour() -> None:
    assert "\x1b" not in caveat("check", TEXT).stdout


def test_explain_names_the_rules() -> None:
    assert "en.unconfirmed." in caveat("check", "--explain", TEXT).stdout


def test_set_aside_lists_what_is_no_part_of_the_article() -> None:
    listed = caveat("check", "--set-aside", str(SAMPLE)).stdout.removeprefix(caveat("check", str(SAMPLE)).stdout)
    assert "READ MORE: Ten Photographs Of The Night The Quay Fell" in listed


def test_set_aside_says_that_nothing_was() -> None:
    assert caveat("check", "--set-aside", TEXT).stdout.endswith("nothing\n")


def test_json_is_one_line_for_each_text() -> None:
    lines = caveat("check", "--json", TEXT, str(SAMPLE)).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [None, str(SAMPLE)]


def test_json_holds_the_text_exactly_as_it_was_given() -> None:
    text = f"\r\n {TEXT}\t\u200b\r\n"
    assert json.loads(caveat("check", "--json", stdin=text.encode()).stdout)["text"] == text


def test_no_text_leaves_the_text_out_of_the_json() -> None:
    assert "text" not in json.loads(caveat("check", "--json", "--no-text", TEXT).stdout)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--no-text", TEXT], "--no-text goes with --json"),
        (["--json", "--explain", TEXT], "not allowed with argument --json"),
        (["--json", "--set-aside", TEXT], "not allowed with argument --json"),
        (["--loud", TEXT], "unrecognized arguments: --loud"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: list[str], says: str) -> None:
    done = caveat("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


# What a person may send by mistake: one calm line each.


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("caveat: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n\t\r\n ",
        b"Fire at the depot today",
        "🔥🔥🔥 😀 👩‍👩‍👧‍👦".encode(),
        "\u200f\u202e\u2066\u200b".encode(),
        b"\x00\x00\x01\x02\x1b[2J",
        b"\xe2\x82",
        "Правительство заявило в понедельник, что не может подтвердить сообщения о взрыве на складе в городе.".encode(),
        "政府は月曜日、倉庫での爆発に関する報道を確認できないと述べた。".encode(),
        b"\xff\xfe",
    ],
    ids=["empty", "blank", "five-words", "emoji", "marks", "controls", "half-a-character", "russian", "japanese", "only-a-mark"],
)
def test_what_holds_no_article_gets_one_calm_line(raw: bytes) -> None:
    one_line(caveat("check", stdin=raw))


@pytest.mark.parametrize(
    ("argument", "says"),
    [
        ("storys/niger.txt", "storys/niger.txt: no such file; check the name, or put a text in quotation marks"),
        ("bot", "bot: is a folder; name a file in it"),
    ],
)
def test_an_argument_that_is_no_text_is_named_with_what_to_do(argument: str, says: str) -> None:
    assert one_line(caveat("check", argument)) == f"caveat: {says}\n"


def test_more_than_the_limit_is_refused_without_reading_all() -> None:
    with subprocess.Popen(["/usr/bin/yes", "The army struck the depot."], stdout=subprocess.PIPE) as endless:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "check", "-"],
            stdin=endless.stdout,
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            timeout=60,
            check=False,
        )
        endless.kill()
    one_line(done)


def test_a_megabyte_is_read_to_its_end(tmp_path: Path) -> None:
    text = ("The mayor said the bridge may close. " * (LONGEST // 37 + 1))[:LONGEST]
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    done = caveat("check", "--json", "long.txt", cwd=tmp_path)
    assert json.loads(done.stdout)["statements"][-1]["end"] > LONGEST - 40


# What is odd and can be read all the same.

ODD = {
    "one endless line": f"{TEXT} " * 500,
    "one endless word": f"{TEXT} {'a' * 100_000}",
    "NUL and controls": f"{TEXT}\x00\x01\x1b[31m The mayor spoke of a plan.\x7f",
    "right-to-left marks": f"\u202e{TEXT}\u2066\u200f",
    "HTML": f"<p>{TEXT}</p><script>alert('1 < 2')</script>&nbsp;&amp;",
    "quotation marks that never close": '“She said “he said ‘they said "it may be” ' * 50,
    "emoji in between": TEXT.replace(" ", " 🔥 "),
    "line separators": TEXT.replace(". ", ".\u2028"),
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_is_read_and_nothing_of_it_lost(text: str) -> None:
    done = caveat("check", "--json", stdin=text.encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["text"] == text


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_no_control_of_an_odd_text_reaches_the_terminal(text: str) -> None:
    done = caveat("check", "--explain", stdin=text.encode())
    assert not set(done.stdout) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160)]))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode() + b"\xe2\x82", f"{TEXT}\ufffd"),
        (TEXT.encode() + b"\xff \xed\xa0\x80", f"{TEXT}\ufffd \ufffd\ufffd\ufffd"),
    ],
    ids=["utf-8-mark", "utf-16-le", "utf-16-be", "half-a-character", "no-utf-8"],
)
def test_bytes_are_decoded_with_nothing_lost(raw: bytes, text: str) -> None:
    assert json.loads(caveat("check", "--json", stdin=raw).stdout)["text"] == text


def test_an_argument_that_is_no_utf8_keeps_its_bytes_as_lone_surrogates() -> None:
    done = caveat("check", "--json", TEXT.encode() + b" \xff")
    assert json.loads(done.stdout)["text"] == f"{TEXT} \udcff"


def test_a_lone_surrogate_prints_in_a_summary() -> None:
    assert caveat("check", TEXT.encode() + b" The \xff mayor spoke.").returncode == 0


def test_a_terminal_that_knows_ascii_only_gets_every_word() -> None:
    done = caveat("check", TEXT, environ={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "no official confirmation" in done.stdout


def test_json_is_utf8_wherever_it_goes() -> None:
    text = TEXT.replace("Nobody", "Zoë")
    assert "Zoë" in caveat("check", "--json", text, environ={"PYTHONIOENCODING": "latin-1"}).stdout


# On a terminal.


def on_terminal(*arguments: str, environ: dict[str, str] | None = None) -> tuple[str, int]:
    """What a terminal shows of a command whose input and output it is, and the exit status."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env={**clean_environ(), "TERM": "xterm", **(environ or {})},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        timeout=60,
        check=False,
    )
    os.close(theirs)
    return b"".join(_drain(ours)).decode("utf-8"), done.returncode


def _drain(terminal: int) -> Iterator[bytes]:
    with os.fdopen(terminal, "rb", buffering=0) as stream, suppress(OSError):  # the way Linux says that the other end is closed
        while part := stream.read(65536):
            yield part


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[1m" in on_terminal("check", TEXT)[0]


def test_no_color_takes_the_colour_away() -> None:
    assert "\x1b" not in on_terminal("check", TEXT, environ={"NO_COLOR": "1"})[0]


def test_no_argument_on_a_terminal_says_what_to_give() -> None:
    shown, status = on_terminal("check")
    assert (status, shown.strip()) == (
        2,
        "caveat: nothing to read: give a file, a link, a text in quotation marks, or - for standard input",
    )


def test_a_reader_that_leaves_is_no_trouble() -> None:
    command = f"set -o pipefail; {sys.executable} -m bot scan - | true"
    lines = b'{"id": "a", "text": "The bridge may close."}\n' * 1000
    done = subprocess.run(["/bin/bash", "-c", command], cwd=ROOT, input=lines, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


def wait_until_idle(process: int) -> None:
    """Until a process has started and waits for something: it has used the processor, and then none of it for a while."""
    used, before = 0, -1
    while used < 5 or used != before:
        time.sleep(0.3)
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        used, before = int(fields[11]) + int(fields[12]), used


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="whether a process waits is read from /proc")
def test_ctrl_c_ends_quietly() -> None:
    command = [sys.executable, "-m", "bot", "check", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        wait_until_idle(waiting.pid)
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, err) == (130, b"")
