"""A process that keeps things until it is killed, and says on standard output what it was promised.

It is given the file and the first number to count from.
"""

import asyncio
import sys
from pathlib import Path

from bot.memory import SqliteMemory, open_memory
from bot.service.keeping import Outcome
from tests.memory.builder import arrival, call

LANES = 8
"""Tasks that keep things at the same time."""


async def write(memory: SqliteMemory, lane: int, first: int) -> None:
    """Let updates of one lane arrive and be done, one after the other, for good."""
    number = first + lane
    while True:
        await memory.inbox.put([arrival(number, lane, "x" * 3000)], 0.0)
        say("put", number)
        outgoing = [call(f"{which} of {number}", chat=lane) for which in ("one", "two")]
        await memory.inbox.finish(number, Outcome(outgoing), 0.0)
        say("finished", number)
        number += LANES


def say(what: str, number: int) -> None:
    """Say at once what is kept."""
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


async def main(path: str, first: str) -> None:
    memory = await open_memory(Path(path))
    await asyncio.gather(*(write(memory, lane, int(first)) for lane in range(LANES)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
