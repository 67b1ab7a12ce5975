"""Facts about an export: everything of the group, nothing of an account, and nothing that a spreadsheet carries out."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Certainty, Polarity, Status
from bot.service.export import BOM, COLUMNS, Entry, Form, Holdings, Kind, disarm_cell, write_csv, write_file, write_json
from bot.service.keeping import ChatChoice
from bot.service.statements import Sighting

DAY = 1_767_225_600.0
"""The first second of 2026."""
SENDER = 987_654_321
LABELS = (Status.HEARSAY, Certainty.CERTAIN, Polarity.POSITIVE)


def sighting(text: str = "The ferry has stopped.", message: int = 1, at: float = DAY, **more: object) -> Sighting:
    labels = {"sources": ("some residents", "a driver"), "origin": "https://lowmere.example/1", "sender": SENDER, **more}
    return Sighting(-7, message, text, *LABELS, at, "post", **labels)  # type: ignore[arg-type]  # the fields as they are


def hold(*sightings: Sighting, entries: tuple[Entry, ...] = ()) -> Holdings:
    return Holdings(DAY + 60, sightings, entries, ChatChoice())


def rows(holdings: Holdings) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(write_csv(holdings), newline=""), strict=True))


def test_a_statement_has_a_row_for_each_time_it_was_seen() -> None:
    first, again, *_ = rows(hold(sighting(), sighting("the ferry has STOPPED", 2, DAY + 86_400)))
    assert (first["kind"], first["text"], first["status"], first["times"], first["at"]) == (
        "statement",
        "The ferry has stopped.",
        "hearsay",
        "2",
        "2026-01-01T00:00:00Z",
    )
    assert (again["message"], again["at"][:10], again["sources"]) == ("2", "2026-01-02", "some residents; a driver")


def test_statements_of_which_no_text_is_kept_are_not_put_together() -> None:
    (one, other) = [row for row in rows(hold(sighting("", 1), sighting("", 2))) if row["kind"] == "statement"]
    assert (one["times"], other["times"]) == ("1", "1")


def test_the_object_holds_statements_entries_and_settings() -> None:
    note = Entry(Kind.NOTE, DAY, "Ann", text="The ferry has stopped.", status="denied", link="https://a.example", until=DAY + 60)
    made = json.loads(write_json(hold(sighting(), entries=(note, Entry(Kind.CHANGE, DAY, None, status="setting")))))
    (statement,) = made["statements"]
    assert (statement["times"], statement["sightings"][0]["origin"]) == (1, "https://lowmere.example/1")
    assert made["notes"][0] == {
        "at": "2026-01-01T00:00:00Z",
        "name": "Ann",
        "text": "The ferry has stopped.",
        "status": "denied",
        "link": "https://a.example",
        "until": "2026-01-01T00:01:00Z",
    }
    assert (made["changes"][0]["name"], made["cues"], made["settings"]["mode"]) == (None, [], "ask")


@pytest.mark.parametrize("form", Form)
def test_no_file_holds_who_sent_what(form: Form) -> None:
    assert str(SENDER).encode() not in write_file(hold(sighting()), form)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\ufeff=1", "＝1", "－1", '=HYPERLINK("x","y")']
)
def test_a_cell_that_a_spreadsheet_would_carry_out_is_disarmed(text: str) -> None:
    (row, *_) = rows(hold(sighting(text)))
    assert row["text"] == f"'{text}"


def test_every_column_is_disarmed() -> None:
    entry = Entry(Kind.NOTE, DAY, "=name", text="=text", status="=status", detail="=detail", link="=link")
    seen = sighting(sources=("=who",), origin="=where")
    table = write_csv(hold(seen, entries=(entry,)))
    assert table.count("'=") == 7
    assert table.count("=") == 7


@given(st.text())
def test_no_cell_begins_like_a_formula_and_no_word_is_lost(text: str) -> None:
    cell = disarm_cell(text)
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert cell.lstrip()[:1] not in set("=+-@")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_whatever_the_text_the_table_is_read_back_with_as_many_fields(text: str) -> None:
    table = list(csv.reader(io.StringIO(write_csv(hold(sighting(text))), newline=""), strict=True))
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert table[1][COLUMNS.index("text")] == disarm_cell(text)


def test_rows_end_as_rfc_4180_wants_and_marks_are_doubled() -> None:
    table = write_csv(hold(sighting('He said: "no", twice.')))
    assert '"He said: ""no"", twice."' in table
    assert table.count("\r\n") == table.count("\n") == 1 + 1 + len(ChatChoice.__slots__)


def test_the_table_says_that_it_is_utf_8_and_the_object_does_not() -> None:
    table, made = (write_file(hold(sighting("Läuft 🚢")), form) for form in (Form.CSV, Form.JSON))
    assert table.startswith(BOM.encode())
    assert "Läuft 🚢".encode() in table
    assert json.loads(made)["statements"][0]["text"] == "Läuft 🚢"


@pytest.mark.parametrize("form", Form)
def test_half_a_surrogate_pair_and_a_null_spoil_no_file(form: Form) -> None:
    written = write_file(hold(sighting("a\ud83d b\0c")), form).decode()
    assert "a? b" in written
