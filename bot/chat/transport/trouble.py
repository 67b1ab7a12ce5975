"""Says what is wrong once, however often it is met."""

import logging

log = logging.getLogger(__name__)


class Trouble:
    """One kind of thing that may go wrong for a while."""

    def __init__(self) -> None:
        self._said = ""

    def say(self, text: str) -> None:
        """Say what is wrong, unless that was said last; an empty text is the end of it."""
        if text not in {"", self._said}:
            log.warning("%s", text)
        self._said = text

    def end(self) -> None:
        """Note that all is well: the same trouble will be said again."""
        self.say("")
