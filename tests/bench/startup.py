"""How long a command takes from start to end, and what its imports cost."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.timing import milliseconds, say, table, wall
from tests.command import ROOT, clean_environ

SHORT = "Police said on Tuesday that the depot in Velmora had burned down. Nobody has confirmed that anybody was inside."
SMALLEST = 500
"""Microseconds; a group of modules that costs less has no line of its own."""
HELP, CHECK = ["--help"], ["check", SHORT]
_START = "import sys; from bot.cli import main; sys.exit(main(sys.argv[1:]))"


def main() -> None:
    """Print the tables."""
    with TemporaryDirectory() as folder:
        fresh = Fresh(Path(folder))
        _commands(fresh)
        _imports(fresh)


class Fresh:
    """A copy of the program in which nothing has run yet, with a home folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "program"
        self.home = folder / "home"
        self.environ = {
            **{name: value for name, value in clean_environ().items() if not name.startswith("PYTHON")},
            "PYTHONPATH": str(self.program),
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "cache"),
        }
        self.renew()
        self.shipped = frozenset(self.program.rglob("*"))

    def renew(self) -> None:
        """As after unpacking: no compiled Python, no cache."""
        for folder in (self.program, self.home):
            shutil.rmtree(folder, ignore_errors=True)
        self.home.mkdir()
        for name in ("bot", "rules"):
            shutil.copytree(ROOT / name, self.program / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        shutil.copy2(ROOT / "config.toml", self.program)

    def forget_cache(self) -> None:
        """As before the first text: whatever runs have left behind is gone, but for compiled Python."""
        shutil.rmtree(self.home)
        self.home.mkdir()
        for file in self.program.rglob("*"):
            if file.is_file() and file not in self.shipped and file.suffix != ".pyc":
                file.unlink()

    def caveat(self, arguments: list[str]) -> None:
        """The command itself, as it was installed."""
        script = Path(sys.executable).with_name("caveat")
        self.run([str(script)] if script.exists() else [sys.executable, "-m", "bot"], arguments)

    def run(self, command: list[str], arguments: list[str]) -> str:
        """What the command wrote on standard error."""
        done = subprocess.run(
            [*command, *arguments], cwd=self.program, env=self.environ, capture_output=True, text=True, timeout=60, check=False
        )
        if done.returncode:
            sys.exit(f"{arguments[0]} ended with status {done.returncode}: {done.stderr[-400:]}")
        return done.stderr


def _commands(fresh: Fresh) -> None:
    def first(arguments: list[str]) -> Callable[[], None]:
        return lambda: fresh.caveat(arguments)

    rows = [
        _row("python -c pass", *wall(lambda: fresh.run([sys.executable], ["-c", "pass"]), 15)),
        _row("caveat check, first run ever: no compiled Python", *_apart(fresh.renew, first(CHECK), 3)),
        _row("caveat check, empty cache", *_apart(fresh.forget_cache, first(CHECK), 5)),
        _row("caveat check, later runs", *wall(first(CHECK), 15)),
        _row("caveat --help, later runs", *wall(first(HELP), 15)),
    ]
    say(f"From start to end of a process; the text checked has {len(SHORT)} characters")
    table(["command", "best", "median"], rows)
    _say_where()


def _apart(prepare: Callable[[], None], call: Callable[[], None], rounds: int) -> tuple[float, float]:
    """The best and the median of runs with something done before each."""
    spent = []
    for _ in range(rounds):
        prepare()
        spent.append(wall(call, 1)[0])
    return min(spent), sorted(spent)[len(spent) // 2]


def _row(name: str, least: float, middle: float) -> list[str]:
    return [name, milliseconds(least), milliseconds(middle)]


def _imports(fresh: Fresh) -> None:
    bare = set(_import_times(fresh, "pass", []))
    costs = {name: _by_group(fresh, arguments, bare) for name, arguments in (("--help", HELP), ("check", CHECK))}
    groups = sorted({group for cost in costs.values() for group in cost}, key=lambda group: -costs["check"][group])
    groups = [group for group in groups if max(cost[group] for cost in costs.values()) >= SMALLEST]
    rows = [[group, *(milliseconds(cost[group] / 1e6) if group in cost else "–" for cost in costs.values())] for group in groups]
    rows.append(["all", *(milliseconds(sum(cost.values()) / 1e6) for cost in costs.values())])
    say("What the imports of a command cost, beyond those of a bare interpreter (python -X importtime, itself not free)")
    table(["modules", *(f"caveat {name}" for name in costs)], rows)
    _say_where()


def _by_group(fresh: Fresh, arguments: list[str], bare: set[str]) -> Counter[str]:
    """Microseconds by group of modules in the quickest of five runs."""
    runs = []
    for _ in range(5):
        cost: Counter[str] = Counter()
        for module, spent in _import_times(fresh, _START, arguments).items():
            if module not in bare:
                cost[_group(module)] += spent
        runs.append(cost)
    return min(runs, key=lambda cost: sum(cost.values()))


def _import_times(fresh: Fresh, code: str, arguments: list[str]) -> dict[str, int]:
    """Microseconds that each module took by itself."""
    lines = fresh.run([sys.executable, "-X", "importtime", "-c", code], arguments or [""]).splitlines()
    parts = [line.removeprefix("import time:").split("|") for line in lines if line.startswith("import time:")]
    return {module.strip(): int(own) for own, _, module in parts if own.strip().isdigit()}


def _group(module: str) -> str:
    top, _, rest = module.partition(".")
    if top == "bot":
        return f"bot.{rest.partition('.')[0]}" if rest else "bot"
    return "the standard library" if top.lstrip("_") in _STANDARD or top in sys.stdlib_module_names else top


_STANDARD = {name.lstrip("_") for name in sys.stdlib_module_names}


def _say_where() -> None:
    say(f"  Python {sys.version.split()[0]}, {os.cpu_count()} cores, this machine\n")


if __name__ == "__main__":
    main()
