"""Time and memory of a reading at 1, 10 and 100 times the length, and at 1 and 10 times the rules."""

from collections.abc import Callable

from bot.files import load_rulebook, read_pack
from bot.model import Article, Reading
from bot.reading import read
from bot.rulebook import Rulebook, compile_pack
from tests.bench.packs import ten_times
from tests.bench.texts import article, long_article
from tests.bench.timing import best, megabytes, memory, milliseconds, once, process_memory, say, say_where, table, times

LENGTHS = (1, 10, 100)


def main() -> None:
    """Print the tables."""
    _rules()  # first, while what the process holds at its highest is still the pack
    _lengths()


def _lengths() -> None:
    rulebook = load_rulebook()
    readers = [_reader(long_article(length), rulebook) for length in LENGTHS]
    spent, peaks = best(*readers, rounds=5), [memory(reader) for reader in readers]
    rows = [
        [
            f"{length:,}×, {len(long_article(length)):,} characters",
            milliseconds(seconds),
            times(seconds, spent[0]),
            megabytes(peak),
            times(peak, peaks[0]),
        ]
        for length, seconds, peak in zip(LENGTHS, spent, peaks, strict=True)
    ]
    say("A reading at 1, 10 and 100 times the length; every telling has other names and figures")
    table(["length", "time", "of 1×", "memory at its highest", "of 1×"], rows)
    say_where()


def _rules() -> None:
    files = read_pack()
    packs = {
        "1×, the shipped pack": files,
        "10×, other words": ten_times(files, same_rarest=False),
        "10×, same rarest words": ten_times(files, same_rarest=True),
    }
    readers, peaks, rest = [], [], []
    for pack in packs.values():
        before, compiled = process_memory(), list[Rulebook]()
        loading = once(lambda pack=pack, compiled=compiled: compiled.append(compile_pack(pack)))  # type: ignore[misc]  # defaults in a lambda
        readers.append(_reader(article(), compiled[0]))
        peaks.append(memory(readers[-1]))
        rest.append(
            [
                milliseconds(loading),
                megabytes(process_memory() - before),
                f"{len(compiled[0].rules):,}",
                f"{len(compiled[0].forms):,}",
            ]
        )
    spent = best(*readers)
    rows = [
        [name, milliseconds(seconds), times(seconds, spent[0]), megabytes(peak), times(peak, peaks[0]), *more]
        for name, seconds, peak, more in zip(packs, spent, peaks, rest, strict=True)
    ]
    say("A reading of one article of 3 kB at 1 and 10 times the rules; tests/bench/packs.py says how the copies differ")
    table(["rules", "time", "of 1×", "memory at its highest", "of 1×", "loading", "process grows by", "rules", "forms"], rows)
    say_where()


def _reader(text: str, rulebook: Rulebook) -> Callable[[], Reading]:
    return lambda: read(Article(text), rulebook)


if __name__ == "__main__":
    main()
