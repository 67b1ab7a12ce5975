"""A process that keeps things until it is killed, and says on standard output what it was promised.

It is given the file and the first number to count from.
"""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.memory import SqliteMemory, open_memory
from bot.service.keeping import Outcome, Outgoing
from tests.memory.builder import arrival, call, record
from tests.memory.write_schema import SIGHTING

LANES = 8
"""Tasks that keep things at the same time."""


async def write(memory: SqliteMemory, lane: int, first: int) -> None:
    """Let updates of one lane arrive and be done, one after the other, for good."""
    number = first + lane
    while True:
        await memory.inbox.put([arrival(number, lane, "x" * 3000)], 0.0)
        say("put", number)
        outgoing = [call(f"{which} of {number}", chat=lane) for which in ("one", "two")]
        await memory.inbox.finish(number, lead_to(lane, number, outgoing), 0.0)
        say("finished", number)
        number += LANES


def lead_to(lane: int, number: int, outgoing: Sequence[Outgoing]) -> Outcome:
    """Give two of each kind that an update may lead to."""
    sightings = [replace(SIGHTING, chat=lane, message=number, text=f"{which} of {number}") for which in ("one", "two")]
    records = [record(f"{which} of {number}", chat=lane) for which in ("one", "two")]
    return Outcome(outgoing, sightings=sightings, records=records)


def say(what: str, number: int) -> None:
    """Say at once what is kept."""
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


async def main(path: str, first: str) -> None:
    memory = await open_memory(Path(path))
    await asyncio.gather(*(write(memory, lane, int(first)) for lane in range(LANES)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
