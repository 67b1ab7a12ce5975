"""A real `caveat run` process, and what it writes."""

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from tests.chat.local_telegram import TOKEN, wait_until
from tests.command import ROOT, clean_environ


class BotProcess:
    """`python -m bot run` with an environment of its own; everything that it writes on its streams is kept.

    What it keeps for itself is gone when it ends, unless a file is named. Further settings are named like `telegram_mode`.
    """

    def __init__(
        self,
        address: str,
        token: str = TOKEN,
        level: str = "info",
        memory: Path | None = None,
        command: Sequence[str] = ("bot", "run"),
        **settings: object,
    ) -> None:
        self._command = command
        self._folder = TemporaryDirectory()
        file = memory or Path(self._folder.name) / "caveat.db"
        given = {"telegram_base_url": address, "telegram_poll_timeout_seconds": 10, "log_level": level, "memory_file": file}
        named = {f"CAVEAT_{key}".upper(): str(value) for key, value in {**given, **settings}.items()}
        self._environment = clean_environ() | named | {"TELEGRAM_BOT_TOKEN": token, "NO_PROXY": "127.0.0.1"}
        self._lines: list[str] = []

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", *self._command],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._keep_lines, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait(5)
        self._reader.join(5)
        if self._process.stdout:
            self._process.stdout.close()
        self._folder.cleanup()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def output(self) -> str:
        """All that it has written so far, on either stream."""
        return "".join(self._lines)

    def wait_for_words(self, words: str, seconds: float = 15) -> None:
        """Return when it has written these words."""
        wait_until(lambda: words in self.output or self._process.poll() is not None, seconds)
        assert words in self.output, self.output

    def wait_for_end(self, seconds: float = 15) -> int:
        """Give its exit status; fail when it does not end in time."""
        status = self._process.wait(seconds)
        self._reader.join(5)
        return status

    def end(self, number: signal.Signals = signal.SIGTERM, seconds: float = 5) -> int:
        """Tell it to end and give its exit status; fail when it does not do so in time."""
        self.send(number)
        return self.wait_for_end(seconds)

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def _keep_lines(self) -> None:
        if self._process.stdout:
            self._lines.extend(iter(self._process.stdout.readline, ""))
