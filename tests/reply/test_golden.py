"""The replies as a reader sees them: golden files, to be read as a stranger on a phone would."""

from pathlib import Path

import pytest

from bot.model import FindingKind, Level, Reading, Status
from bot.reply.phrasebook import Phrasebook
from tests.reply.examples import EXAMPLES
from tests.reply.write_golden import FOLDER, PHONE, Layout, golden_files


@pytest.mark.parametrize(
    ("file", "layout", "reading"), list(golden_files()), ids=lambda value: value.stem if isinstance(value, Path) else ""
)
def test_a_reply_is_the_golden_one(file: Path, layout: Layout, reading: Reading, phrasebook: Phrasebook) -> None:
    assert layout(reading, phrasebook) == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert set(FOLDER.iterdir()) == {file for file, _, _ in golden_files()}


def test_every_level_every_status_and_every_finding_has_a_golden_reply() -> None:
    readings = EXAMPLES.values()
    assert {reading.level for reading in readings} == set(Level)
    assert {status for reading in readings for status in reading.counts} == set(Status)
    assert {finding.kind for reading in readings for finding in reading.findings} == set(FindingKind)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_is_wider_than_a_phone(name: str) -> None:
    assert max(map(len, (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())) <= PHONE
