"""Runs the benchmarks one after the other, each in a process of its own so that none warms another's caches."""

import subprocess
import sys

from tests.command import ROOT

BENCHMARKS = ("reading", "growth", "startup", "linear", "pages", "chat", "nearest")
LONGEST = 150
"""Seconds after which one of them is ended."""


def main() -> int:
    """The exit status: 0 where every benchmark ended well. Names given as arguments choose among them."""
    unknown = [name for name in sys.argv[1:] if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}\n")
        return 2
    return max([run(name) for name in sys.argv[1:] or BENCHMARKS])


def run(name: str) -> int:
    """The exit status of one benchmark."""
    sys.stdout.write(f"# {name}\n\n")
    sys.stdout.flush()
    try:
        return subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], cwd=ROOT, timeout=LONGEST, check=False).returncode
    except subprocess.TimeoutExpired:
        sys.stdout.write(f"  !!! {name} took more than {LONGEST} seconds and was ended\n\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
