"""A bot that can be killed and started again on the same file, for tests of what outlasts that."""

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground.world import Thing
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram
from tests.desk.town import Town


@dataclass
class Place:
    """A Telegram, the file in which the bot keeps what it keeps, and the bot that runs on it."""

    town: Town
    file: Path
    ports: int
    running: BotProcess = field(init=False)

    def start(self) -> None:
        self.running = BotProcess(
            self.town.telegram.address,
            memory=self.file,
            command=("tests.near_web", "run"),
            telegram_send_limits="false",
            pages_ports=self.ports,
        ).__enter__()
        self.running.wait_for_words("Listening as @caveat_bot")

    def kill(self) -> None:
        """End the bot at once, without a word to it."""
        self.running.send(signal.SIGKILL)
        self.running.wait_for_end()
        self.running.__exit__()

    def restart(self) -> None:
        self.kill()
        self.start()

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as file:
            return list(file.execute(query, values))

    def change(self, query: str, *values: object) -> None:
        with closing(sqlite3.connect(self.file)) as file, file:
            file.execute(query, values)

    def deletions(self, group: Thing) -> list[tuple[str, float]]:
        """The deletions that wait: what is to be deleted, and in how many seconds."""
        found = self.rows("SELECT payload, due FROM outbox WHERE method = 'deleteMessage' AND chat = ?", group["id"])
        return [(str(payload), float(str(due)) - time.time()) for payload, due in found]


@contextmanager
def open_place(folder: Path, ports: int, *unsaid: str) -> Iterator[Place]:
    """Run a bot in a folder, with the web on a port of this machine; it ends well, and has logged nothing that is `unsaid`."""
    with LocalTelegram() as telegram:
        here = Place(Town(telegram), folder / "caveat.db", ports)
        here.start()
        yield here
        assert here.running.end() == 0
        here.running.__exit__()
        assert [words for words in unsaid if words in here.running.output] == []
        assert telegram.run(telegram.playground.violations) == []
