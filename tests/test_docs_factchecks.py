"""The page about published fact-checks says what the code does: keys, limits, outputs."""

import json
import re
from pathlib import Path

from bot.pages.claimfeed import LONGEST
from bot.pages.factchecks import LONGEST_QUERY
from bot.reading.alike import ENOUGH, FEWEST
from bot.settings import FACTCHECKS_KEY, FactchecksSettings
from tests.command import ROOT, caveat
from tests.pages.test_claimreview import REVIEW

PAGE = (ROOT / "docs" / "factchecks.md").read_text(encoding="utf-8")


def test_it_names_every_key_with_its_value() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", PAGE, re.MULTILINE))
    settings = FactchecksSettings()
    assert rows == {name: str(getattr(settings, name)) for name in rows}
    assert set(rows) == set(FactchecksSettings.__dataclass_fields__) - {"key"}
    assert f"{FACTCHECKS_KEY}=…" in PAGE


def test_it_names_the_limits() -> None:
    assert (FEWEST, f"at least {ENOUGH}" in PAGE, f"| **{ENOUGH}** |" in PAGE) == (3, True, True)
    assert f"{LONGEST:,} characters" in PAGE
    assert f"{LONGEST_QUERY} characters" in PAGE


def test_import_prints_what_it_shows(tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([REVIEW, {"item": None}, {**REVIEW, "url": "x"}]), encoding="utf-8")
    done = caveat("claims", "import", str(feed), "--file", str(tmp_path / "caveat.db"))
    assert f"```\n{done.stdout}```" in PAGE
