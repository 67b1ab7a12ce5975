"""The command around its commands: help, version, settings, and what it costs to start."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from bot import __version__
from bot.cli.arguments import COMMANDS
from tests.command import ROOT, caveat, clean_environ

TEXT = "The army struck the depot on Monday, police said. However, there is no official confirmation of the strike."


def test_the_version_is_that_of_the_package() -> None:
    assert caveat("--version").stdout == f"caveat {__version__}\n"


def test_help_names_every_command() -> None:
    shown = caveat("--help").stdout
    assert [command.name for command in COMMANDS if command.name not in shown] == []


@pytest.mark.parametrize("arguments", [[], ["chek"], ["rules"], ["rules", "mend"], ["scan"]])
def test_what_is_no_command_is_a_wrong_usage(arguments: list[str]) -> None:
    done = caveat(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: caveat")


def test_the_schema_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(caveat("schema").stdout))


def test_wrong_settings_stop_every_problem_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[rules]\ndirectry = ''\n", encoding="utf-8")
    done = caveat("check", TEXT, cwd=tmp_path, environ={"CAVEAT_X": "1"})
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(";")[0] for line in done.stderr.splitlines()] == [
        f'caveat: {tmp_path}/config.toml, rules: unknown key "directry"',
        "caveat: environment: unknown variable CAVEAT_X",
    ]


def test_the_settings_that_are_named_win_over_those_found(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("nonsense", encoding="utf-8")
    (tmp_path / "mine.toml").write_text("", encoding="utf-8")
    assert caveat("--config", "mine.toml", "check", TEXT, cwd=tmp_path).returncode == 0


def test_settings_that_are_named_and_missing_stop() -> None:
    done = caveat("--config", "missing.toml", "check", TEXT)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_rules_are_read_from_the_directory_that_the_settings_name(tmp_path: Path) -> None:
    done = caveat("check", TEXT, environ={"CAVEAT_RULES_DIRECTORY": str(tmp_path)})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("caveat: ")


def test_run_without_a_token_says_how_to_get_one() -> None:
    done = caveat("run")
    assert (done.returncode, done.stdout) == (2, "")
    assert "@BotFather" in done.stderr


def modules_of(*arguments: str) -> set[str]:
    """The modules that a command has imported when it is done."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))\n"
        "from bot.cli import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=clean_environ(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return {name.split(".")[0] for name in done.stderr.split()} | {
        name for name in done.stderr.split() if name.startswith("bot.")
    }


HEAVY = {
    "asyncio",
    "concurrent",
    "httpx",
    "logging",
    "multiprocessing",
    "rapidfuzz",
    "sqlite3",
    "sqlite_utils",
    "telegram",
    "tqdm",
}


def test_help_imports_nothing_but_the_arguments() -> None:
    assert {name for name in modules_of("--help") if name.startswith("bot.")} == {
        "bot.cli",
        "bot.cli.arguments",
        "bot.cli.main",
        "bot.cli.output",
        "bot.cli.status",
        "bot.errors",
    }


@pytest.mark.parametrize("arguments", [["check", TEXT], ["rules", "list"], ["schema"]], ids=" ".join)
def test_a_command_imports_nothing_that_it_does_not_need(arguments: list[str]) -> None:
    assert modules_of(*arguments) & HEAVY == set()
