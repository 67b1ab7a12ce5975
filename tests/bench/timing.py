"""How everything here is timed: best of several rounds with the collector off, memory apart from time, and small tables."""

import gc
import platform
import resource
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from timeit import Timer

ROUNDS = 30


def say(line: str = "") -> None:
    """Write a line at once, so that a long run shows where it is."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_where(how: str = "best of several rounds") -> None:
    """What every table needs under it: the figures are of this machine and this Python."""
    version = f"{platform.python_implementation()} {platform.python_version()}"
    say(f"  {version}, one core of this machine, {how}, garbage collector off\n")


def best(*calls: Callable[[], object], rounds: int = ROUNDS, seconds: float = 0.03) -> list[float]:
    """Seconds that one run of each call takes, at best. The calls take turns, so that a busy moment hurts all of them alike."""
    timers = [Timer(call) for call in calls]
    numbers = [_number(timer, seconds) for timer in timers]
    times = [[timer.timeit(number) / number for timer, number in zip(timers, numbers, strict=True)] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def _number(timer: Timer, seconds: float) -> int:
    """How often to repeat a call so that a round lasts about so long; the first run only warms up."""
    timer.timeit(1)
    return max(1, round(seconds / max(timer.timeit(1), 1e-9)))


def once(call: Callable[[], object]) -> float:
    """Seconds of a single run, the first one included."""
    gc.collect()
    return Timer(call).timeit(1)


def wall(call: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The best and the median seconds of a call that starts a process."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times), median(times)


def memory(call: Callable[[], object]) -> int:
    """Bytes at the highest point of one run beyond those before it; its time counts for nothing, being watched makes it slow."""
    gc.collect()
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def process_memory() -> int:
    """Bytes of memory this process has held at its highest so far, as the system counts them."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a head: the first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, ["-" * width for width in widths], *rows):
        first, *rest = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        say("  " + "  ".join([first, *rest]).rstrip())


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.2f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def megabytes(size: int) -> str:
    return f"{size / 1e6:,.2f} MB"


def times(one: float, other: float) -> str:
    """How many times `other` the first is."""
    return f"{one / other:,.2f}×"
