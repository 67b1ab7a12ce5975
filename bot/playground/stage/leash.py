"""Runs the bot as long as whoever started it lives: it ends when its standard input does, whatever became of the parent."""

import os
import runpy
import signal
import sys
import threading
import time

LAST_SECONDS = 2.0
"""Seconds that the bot has to stop by itself."""


def main() -> None:
    """Run `python -m bot` with these arguments on the leash."""
    threading.Thread(target=_wait_for_end, daemon=True).start()
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


def _wait_for_end() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
