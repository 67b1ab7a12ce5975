"""The one statement that a reply would name if it could name only one, and the words that decided it."""

from bot.model import Cue, FindingKind, Reading, Statement, Status
from bot.reading.level import is_main
from bot.reply.label import deciding_cues

_TIED_TO_HEADLINE = (
    FindingKind.HEADLINE_OUTRUNS_BODY,
    FindingKind.FLAT_HERE_UNCONFIRMED_THERE,
    FindingKind.CAVEAT_NEAR_HEADLINE,
)
_SILENT = (Status.STATED, Status.OTHER)
_ORDER = {status: place for place, status in enumerate(Status)}


def find_lead(reading: Reading) -> Statement | None:
    """Give the statement that a doubt about the headline stands in, else the most doubtful one near the beginning."""
    statements = {statement.n: statement for statement in reading.statements}
    for kind in _TIED_TO_HEADLINE:
        for finding in reading.findings:
            if finding.kind is kind and finding.statements and finding.statements[-1] in statements:
                return statements[finding.statements[-1]]
    telling = [statement for statement in reading.statements if statement.status not in _SILENT]
    return min(telling, key=_weigh, default=None)


def _weigh(statement: Statement) -> tuple[bool, int, int]:
    return not is_main(statement), _ORDER[statement.status], statement.n


def find_deciding(reading: Reading) -> tuple[Statement, Cue] | None:
    """Give the leading statement and the first of the words that decided its status; None where no words did."""
    lead = find_lead(reading)
    cues = deciding_cues(lead) if lead else ()
    return (lead, cues[0]) if lead and cues else None
