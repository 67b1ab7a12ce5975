"""What people pressed under "Wrong?" as TOML that an author of rules can paste: the same remark once, with how many made it."""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.service.keeping import Feedback

SAYS = {
    "words": "the words do not mean that here",
    "claim": "right words, wrong claim: their scope or their source is wrong",
    "not-a-claim": "this is not a claim",
}
"""What each kind of remark says."""


def list_feedback(feedback: Iterable[Feedback]) -> list[str]:
    """The remarks as lines of TOML, by rule; what stands in them is somebody's text and is quoted as such."""
    ordered = sorted(feedback, key=lambda said: (said.rule, said.wrong, said.example))
    lines: list[str] = []
    for (rule, wrong, example), same in groupby(ordered, key=lambda said: (said.rule, said.wrong, said.example)):
        lines += _write(rule, wrong, example, len({said.person for said in same}))
    return lines


def _write(rule: str, wrong: str, example: str, people: int) -> Sequence[str]:
    """One remark: what it is about as a comment, and the sentence under the key of a rule that it belongs to."""
    who = "1 person" if people == 1 else f"{people} people"
    key, text = (
        ("match", example)
        if wrong == "claim" and rule
        else ("no_match", re.sub(r"\[\[(.*?)\]\]", r"\1", example, flags=re.DOTALL))
    )
    about = rule or "no rule: the statement was read without any"
    return f"# {about} · {SAYS.get(wrong, wrong)} · {who}", f"{key} = [{_quote(text)}]", ""


def _quote(text: str) -> str:
    """A text as a basic string of TOML: JSON's escapes are all among TOML's, but for the one for DEL and lone surrogates."""
    return json.dumps(" ".join(text.split()).encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
