"""Runs the command `caveat` as a person would: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "bot" / "sample.txt"


def caveat(
    *arguments: str | bytes,
    stdin: bytes = b"",
    cwd: Path = ROOT,
    environ: Mapping[str, str] | None = None,
    module: str = "bot",
) -> subprocess.CompletedProcess[str]:
    """What a finished command wrote and its exit status; a command that takes a minute has failed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        input=stdin,
        cwd=cwd,
        env={**clean_environ(), **(environ or {})},
        capture_output=True,
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def clean_environ() -> dict[str, str]:
    """The environment without anything that would change what Caveat says."""
    left_out = ("CAVEAT_", "TELEGRAM_BOT_TOKEN", "NO_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8")
    return {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
