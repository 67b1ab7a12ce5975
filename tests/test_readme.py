"""The README says nothing that is not so."""

import re
from pathlib import Path

from bot.cli.arguments import COMMANDS
from tests.command import ROOT, SAMPLE, caveat

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_picture_is_the_reply_to_the_sample_article() -> None:
    picture = README.split("```\n")[1]
    assert picture == caveat("check", str(SAMPLE)).stdout.split("\n\n─")[0] + "\n"


def test_every_command_is_in_the_overview() -> None:
    assert [command.name for command in COMMANDS if f"| `caveat {command.name}" not in README] == []


def test_every_link_into_the_project_leads_somewhere() -> None:
    pages = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    assert [link for page in pages for link in find_links(page) if not (ROOT / link).exists()] == []


def find_links(page: Path) -> list[str]:
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link]


def test_every_option_in_the_overview_exists() -> None:
    shown = "".join(caveat(command.name, "--help").stdout for command in COMMANDS)
    options = set(re.findall(r"`(-[-a-z]+)", README)) - {"--config"}
    assert sorted(option for option in options if option not in shown) == []
