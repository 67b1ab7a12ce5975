"""The log of a running bot: plain lines on standard error that never hold the token or what people wrote."""

import logging
import traceback

LOUD_LIBRARIES = ("httpx", "httpcore", "telegram")
"""They log addresses that hold the token, and messages as they came: kept quiet, but at debug level heard down to INFO."""


class CleanFormatter(logging.Formatter):
    """Writes a record as one line, its traceback included, with the token taken out of the finished text.

    A filter on the record would miss the traceback, which is written after all filters have run.
    """

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Give the finished text of the record without the token."""
        return redact(super().format(record), self._token)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def redact(text: str, token: str) -> str:
    """Take a token out of a text; its secret part, behind the colon, also where it stands alone or escaped as in an address."""
    secret = token.partition(":")[2] or token
    return text.replace(token, "[token]").replace(secret, "[token]") if token else text


def open_log(level: str, token: str) -> None:
    """Send everything logged in this process to standard error, at the level and without the token."""
    handler = logging.StreamHandler()
    handler.setFormatter(CleanFormatter(token))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in LOUD_LIBRARIES:
        logging.getLogger(name).setLevel(logging.INFO if level == "debug" else logging.CRITICAL)


def describe(error: BaseException | None) -> str:
    """Say what an error is and where it arose, without its message, which may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)[-3:]
    return " < ".join([type(error).__name__, *(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))])
