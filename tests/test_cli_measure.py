"""`caveat measure`: counts how a gold set is read, shows the misses of open texts, and says where a gold set is wrong."""

from pathlib import Path

import pytest

from bot.cli.gold import load_gold
from bot.errors import InputError
from tests.command import ROOT, caveat

GOLD = ROOT / "tests" / "gold"

TEXT = """
register = "local paper"
title = "Bridge shut"
sentences = ["The bridge is shut.", "Ada Lind said it was safe.", "Boats may pass."]
paragraphs = [2, 1]
"""
LABELS = """
labels = [
    { n = 0, status = "stated" },
    { n = 1, status = "unconfirmed" },
    { n = 2, status = "named", sources = [{ words = "Ada Lind", kind = "person", part = "vouches" }] },
    { n = 3, status = "hedged" },
]

[findings]
silence = []
"""


def write(folder: Path, name: str = "01-bridge", text: str = TEXT, labels: str = LABELS) -> Path:
    for part, content in (("texts", text), ("labels", labels)):
        (folder / part).mkdir(exist_ok=True)
        (folder / part / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_gold_set_is_counted(tmp_path: Path) -> None:
    done = caveat("measure", str(write(tmp_path)))
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0] == "open: 1 texts, 4 sentences and titles"
    assert lines[1] == "status    3/4 = 0.750; one of those labelled 0.750"
    assert lines[2] == "doubtful  P 1.000  R 0.500  F1 0.667   (2)"
    assert lines[3] == "sources   P 1.000  R 1.000  F1 1.000   (1)"
    assert "finding silence                       P 0.000  R 0.000  F1 0.000   (1)" in lines
    assert next(line.split() for line in lines if line.startswith("unconfirmed  "))[1:].count("1") == 1


def test_a_miss_is_shown_with_what_decided(tmp_path: Path) -> None:
    shown = caveat("measure", str(write(tmp_path)), "--show").stdout
    assert "01-bridge 1: labelled unconfirmed, read stated\n    The bridge is shut.\n    - stated: no cue" in shown
    assert "labelled named" not in shown


def test_the_misses_of_a_held_text_are_not_shown(tmp_path: Path) -> None:
    shown = caveat("measure", str(write(tmp_path, "03-bridge")), "--show").stdout
    assert shown.startswith("held: 1 texts")
    assert "The bridge is shut" not in shown


@pytest.mark.parametrize(
    ("text", "labels", "says"),
    [
        (TEXT, LABELS.replace("n = 3", "n = 4"), "sentences [3, 4] are labelled and not there, or there and not labelled"),
        (TEXT, LABELS.replace("hedged", "vague"), "'vague' is not a valid Status"),
        (TEXT.replace("[2, 1]", "[2, 2]"), LABELS, "the paragraphs do not add up to the sentences"),
        (TEXT, "labels = [", "is not TOML"),
    ],
    ids=["numbers", "status", "paragraphs", "toml"],
)
def test_a_gold_set_that_is_wrong_is_told_where(tmp_path: Path, text: str, labels: str, says: str) -> None:
    with pytest.raises(InputError, match=r"01-bridge\.toml: ") as raised:
        load_gold(write(tmp_path, text=text, labels=labels))
    assert says in str(raised.value)


def test_a_folder_without_a_gold_set_is_said_to_hold_none(tmp_path: Path) -> None:
    done = caveat("measure", str(tmp_path))
    assert done.returncode == 1
    assert "holds no gold set" in done.stderr


def test_every_text_of_the_projects_own_set_is_labelled() -> None:
    texts = load_gold(GOLD)
    assert len(texts) >= 60
    assert sum(len(text.labels) for text in texts) >= 800
    assert 3 * sum(text.held for text in texts) >= len(texts)
    assert all(
        label.span is None or text.article.text[label.span.start : label.span.end] == label.text
        for text in texts
        for label in text.labels
    )
