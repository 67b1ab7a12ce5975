"""The JSON of a reading: the promise made in docs/json.md."""

import json
import re
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
from hypothesis import given

from bot.files import load_rulebook
from bot.model import (
    About,
    Article,
    Aside,
    Certainty,
    Cue,
    Family,
    FindingKind,
    Level,
    Part,
    Polarity,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
    Status,
    Time,
)
from bot.reading import read
from bot.reply.contract import reading_to_json, schema
from bot.reply.phrasebook import Phrasebook
from tests.reply.builder import Line, build_reading
from tests.reply.examples import DOUBTED, EXAMPLES
from tests.reply.strategies import PATIENT, readings

VALIDATOR = jsonschema.Draft202012Validator(schema())
DOCS = Path(__file__).parents[2] / "docs" / "json.md"


Document = dict[str, Any]


def document(reading: Reading, phrasebook: Phrasebook, name: str | None = None, *, with_text: bool = True) -> Document:
    """What a consumer reads back from a line of JSON."""
    read: Document = json.loads(json.dumps(reading_to_json(reading, phrasebook, id=name, with_text=with_text)))
    return read


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@PATIENT
@given(reading=readings())
def test_whatever_was_read_the_json_fulfils_the_schema(reading: Reading, phrasebook: Phrasebook) -> None:
    VALIDATOR.validate(document(reading, phrasebook, "x"))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("with_text", [True, False])
def test_an_example_fulfils_the_schema(name: str, with_text: bool, phrasebook: Phrasebook) -> None:
    VALIDATOR.validate(document(EXAMPLES[name], phrasebook, with_text=with_text))


def test_every_key_is_there_and_only_the_text_can_be_left_out(phrasebook: Phrasebook) -> None:
    full, bare = document(DOUBTED, phrasebook), document(DOUBTED, phrasebook, with_text=False)
    assert list(full) == list(schema_properties())
    assert [key for key in full if key not in bare] == ["text"]
    assert full["id"] is None
    assert full["url"] is None


def schema_properties() -> dict[str, object]:
    return cast("dict[str, object]", schema()["properties"])


@pytest.mark.parametrize("extra", ["verdict", "score"])
def test_an_unknown_key_breaks_the_schema(extra: str, phrasebook: Phrasebook) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(document(DOUBTED, phrasebook) | {extra: 1})


def test_the_keys_are_the_fields_of_the_model(phrasebook: Phrasebook) -> None:
    statement = document(DOUBTED, phrasebook)["statements"][6]
    read = {
        Statement: statement,
        About: statement["about"],
        Source: statement["sources"][0],
        Cue: statement["cues"][0],
        Span: statement["cues"][0]["scope"],
        Aside: document(DOUBTED, phrasebook)["set_aside"][0],
    }
    names = {kind: [field.name for field in fields(kind) if field.name != "parties"] for kind in read}
    assert {kind: list(value) for kind, value in read.items()} == names


def test_whose_view_it_is_stands_among_the_sources(phrasebook: Phrasebook) -> None:
    reading = read(Article("Ines Kovar opposes the toll. The mill declined to comment."), load_rulebook(None, "en"))
    said = document(reading, phrasebook)["statements"]
    parts = [[(source["text"], source["part"]) for source in one["sources"]] for one in said]
    assert parts == [[("Ines Kovar", "holds")], [("The mill", "could-not-confirm")]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_offsets_point_into_the_text_or_for_the_headline_into_the_title(name: str, phrasebook: Phrasebook) -> None:
    read = document(EXAMPLES[name], phrasebook)
    for statement in read["statements"]:
        text = read["title"] if statement["role"] == "headline" else read["text"]
        spans = [statement, *statement["sources"], *statement["cues"], *filter(None, [statement["about"]])]
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    assert all(read["text"][aside["start"] : aside["end"]] == aside["text"] for aside in read["set_aside"])


def test_counts_hold_the_statuses_that_occur_in_the_order_of_the_design(phrasebook: Phrasebook) -> None:
    counts = document(DOUBTED, phrasebook)["counts"]
    assert counts == {"unconfirmed": 2, "hearsay": 1, "unnamed": 1, "second-hand": 1, "stated": 4, "other": 1}
    assert list(counts) == [status for status in Status if status in counts]


def test_the_summary_is_the_first_line(phrasebook: Phrasebook) -> None:
    assert document(DOUBTED, phrasebook)["summary"] == "◔ Main point not confirmed, by its own words"


def test_a_finding_says_its_sentence(phrasebook: Phrasebook) -> None:
    assert document(DOUBTED, phrasebook)["findings"][2] == {
        "kind": "not-confirmed-by",
        "says": "Could not confirm: Northern Wire. No comment from the ministry of defence.",
        "statements": [7, 8],
    }


def test_lone_surrogates_survive_as_escapes(phrasebook: Phrasebook) -> None:
    reading = build_reading(DOUBTED.level, [Line("a\ud800b")])
    assert document(reading, phrasebook)["text"] == "a\ud800b"


def test_the_example_in_the_documentation_is_what_comes_out(phrasebook: Phrasebook) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert json.loads(example) == document(EXAMPLES["documented"], phrasebook, "post-17")


def test_the_documentation_names_every_key() -> None:
    cells = re.findall(r"^\| (`[^|]*`) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert find_keys(schema()) == {key for cell in cells for key in re.findall("[a-z_]+", cell)}


@pytest.mark.parametrize("words", [Level, Status, Certainty, Polarity, Time, Family, SourceKind, Part, FindingKind])
def test_the_documentation_names_every_word_of_a_closed_set(words: type[StrEnum]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in text and f"| {word} |" not in text] == []


def find_keys(node: object) -> set[str]:
    """The names of all properties in a schema, however deep."""
    if isinstance(node, list):
        return set().union(*map(find_keys, node))
    if not isinstance(node, dict):
        return set()
    own = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
    return own.union(*map(find_keys, node.values()))
