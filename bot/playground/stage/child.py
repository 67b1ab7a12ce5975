"""The real bot in a process of its own: started, watched, started again when it ends, and never left behind."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

LEASH = "bot.playground.stage.leash"
LISTENING = "Listening as"
"""What the bot writes when it has reached Telegram."""

GRACE = 1.5
"""Seconds that it has to stop by itself."""

MISUSED = 2
"""Its exit status where settings or rules are wrong: starting it again soon helps nobody."""

LONGEST_LINE = 2**24
"""Bytes of one line of its log."""

PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before it is started again after it ended by itself: the longer, the more often it ended without listening."""


class BotState(StrEnum):
    """What becomes of the bot's process."""

    STARTING = "starting"
    LISTENING = "listening"
    RESTARTING = "restarting"
    FAILED = "failed"


Tell = Callable[[BotState, str], None]
"""Hears what the bot's process is doing, and the last line of its log."""


@dataclass(slots=True)
class Child:
    """The bot's process. `arguments` are those of `caveat`, `environ` may change until it is started again."""

    arguments: Sequence[str]
    environ: Mapping[str, str]
    tell: Tell
    state: BotState = BotState.STARTING
    line: str = ""
    _process: Process | None = None
    _keeper: "asyncio.Task[None] | None" = None
    _listens: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def pid(self) -> int | None:
        """The number of the process; None where there is none."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it and keep it running."""
        self._keeper = asyncio.create_task(self._keep())

    async def restart(self) -> bool:
        """End it, start it anew and tell whether it listens again."""
        await self.stop()
        self._note(BotState.RESTARTING)
        self.start()
        return await self.listens()

    async def listens(self, seconds: float = 20) -> bool:
        """Wait until it listens; tell whether it does."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._listens.wait(), seconds)
        return self._listens.is_set()

    async def stop(self) -> None:
        """End it for good; it has a moment to do so by itself."""
        if self._keeper:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        self._listens.clear()
        process, self._process = self._process, None
        if process and process.returncode is None:
            await _end(process)

    async def _keep(self) -> None:
        """Start it whenever it is not running, after growing pauses."""
        vain = 0
        while True:
            await self._run()
            vain = 1 if self._listens.is_set() else vain + 1
            if self._process and self._process.returncode == MISUSED:
                vain = len(PAUSES)
            self._listens.clear()
            self._note(BotState.RESTARTING if vain < len(PAUSES) else BotState.FAILED)
            await asyncio.sleep(PAUSES[min(vain, len(PAUSES)) - 1])

    async def _run(self) -> None:
        """Start it and read its log until it ends."""
        if self.state is not BotState.RESTARTING:
            self._note(BotState.STARTING)
        command = (sys.executable, "-m", LEASH, *self.arguments)
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            env=dict(self.environ),
            stdin=PIPE,
            stdout=PIPE,
            stderr=STDOUT,
            start_new_session=True,
            limit=LONGEST_LINE,
        )
        if process.stdout:
            async for line in process.stdout:
                self._hear(line.decode(errors="replace").strip())
        await process.wait()

    def _hear(self, line: str) -> None:
        self.line = line
        if LISTENING in line:
            self._listens.set()
            self._note(BotState.LISTENING)
        else:
            self._note(self.state)

    def _note(self, state: BotState) -> None:
        self.state = state
        self.tell(state, self.line)


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
