"""The wheel: what it must carry, and that nothing of this place is in what is published."""

import re
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    target = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(target), str(ROOT)], check=True, capture_output=True, timeout=120)
    return zipfile.ZipFile(next(target.glob("caveat_bot-*.whl")))


def files_of(folder: str, pattern: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(pattern)}


def test_the_wheel_carries_every_rule_file(wheel: zipfile.ZipFile) -> None:
    rules = files_of("rules", "*.toml")
    assert rules
    assert {f"bot/shipped/{name}" for name in rules} <= set(wheel.namelist())


def test_the_wheel_carries_the_settings_with_their_comments(wheel: zipfile.ZipFile) -> None:
    assert wheel.read("bot/shipped/config.toml") == (ROOT / "config.toml").read_bytes()


def test_the_wheel_carries_every_phrasebook(wheel: zipfile.ZipFile) -> None:
    phrases = files_of("bot", "phrases/*.toml")
    assert "bot/reply/phrases/en.toml" in phrases
    assert phrases <= set(wheel.namelist())


@pytest.mark.parametrize(
    "name", ["bot/py.typed", "bot/sample.txt", "bot/playground/stage/samples.toml", "bot/playground/stage/static/index.html"]
)
def test_the_wheel_carries(wheel: zipfile.ZipFile, name: str) -> None:
    assert name in wheel.namelist()


def test_the_wheel_carries_no_tests(wheel: zipfile.ZipFile) -> None:
    assert [name for name in wheel.namelist() if name.startswith("tests")] == []


def test_the_wheel_gives_the_command_caveat(wheel: zipfile.ZipFile) -> None:
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert b"caveat = bot.cli:main" in wheel.read(entry_points)


def test_caveat_reads_an_article_from_inside_the_wheel(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    run = [sys.executable, "-c", "import sys; sys.path.insert(0, 'site'); from bot.cli import main; sys.exit(main())"]
    done = subprocess.run(
        [*run, "check", "site/bot/sample.txt"], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def normalise(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    names = {normalise(re.split(r"[<>=~!\[; ]", requirement)[0]) for requirement in wanted}
    assert names - {normalise(name) for name in pinned()} == {normalise(project["name"])}


def test_the_pinned_versions_name_no_address() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")
