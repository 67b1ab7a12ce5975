"""How long what is done leaves a trace; answers and sent messages stay as long as their chat wants."""

from bot.service.days import DAY

IDS_STAY = 3 * DAY
"""How long an update is known again. Telegram itself forgets an update that was not fetched after a day."""

DROPPED_STAY = DAY
"""How long the reason stays why a call was given up."""

SET_ASIDE_STAYS = 30 * DAY
"""How long an update that could not be worked on is listed, with its error."""

MOST_CLAIMS = 10
"""How often an update is handed out before it is set aside: it may be what ends the process each time."""

BROKEN_OFF = f"the work on it was broken off {MOST_CLAIMS} times"
"""The error of an update that was set aside for that."""

LONGEST_ERROR = 500
"""The most characters of an error that are kept."""

CLOCK_SLACK = 60.0
"""Seconds by which two callers' clocks may differ. What lies further ahead was counted before the clock was set back."""
