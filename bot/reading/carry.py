"""A quotation over several sentences: each of them rests on its speaker."""

from collections.abc import Sequence

from bot.model import Part, Status
from bot.reading.quotes import Quotes
from bot.reading.sources import Voice
from bot.reading.statements import Draft
from bot.reading.status import decide_status


def carry_speakers(drafts: Sequence[Draft], quotes: Quotes) -> None:
    """Give the sentences of a quotation the speaker that another sentence of it, or the one right before it, names.

    '"We saw the smoke. Then the roof fell," said Ada Brandt. "Nobody was inside."': all three sentences are Ada Brandt's.
    """
    number = quotes.number
    quoting = [(place, draft) for place, draft in enumerate(drafts) if any(number[draft.first : draft.last])]
    speakers = _speakers([draft for _, draft in quoting], quotes)
    last: Voice | None = None
    last_place = last_line = -2
    for place, draft in quoting:
        speaker = _speaker(draft, quotes)
        if speaker is None and _is_quotation(draft, quotes):
            follows = place == last_place + 1 and draft.passage.line - last_line <= 1
            speaker = speakers.get(number[draft.first]) or (last if follows else None)
            if speaker:
                _give(draft, speaker)
        last, last_place, last_line = speaker, place, draft.passage.line


def _speakers(drafts: Sequence[Draft], quotes: Quotes) -> dict[int, Voice]:
    """Who speaks each quotation, by its number: the first source that a sentence of it names."""
    speakers: dict[int, Voice] = {}
    for draft in drafts:
        speaker = _speaker(draft, quotes)
        if speaker:
            for number in {*quotes.number[draft.first : draft.last]} - {0}:
                speakers.setdefault(number, speaker)
    return speakers


def _speaker(draft: Draft, quotes: Quotes) -> Voice | None:
    """Who says the quotation in this sentence: a source named outside it."""
    for voice in draft.voices:
        if voice.part is Part.VOUCHES and not quotes.number[voice.cue.first]:
            return voice
    return None


def _is_quotation(draft: Draft, quotes: Quotes) -> bool:
    """Tell whether all words of the statement stand in one quotation that begins or goes on here."""
    forms = draft.passage.words.forms
    number = quotes.number[draft.first]
    return bool(number) and all(
        quotes.number[place] == number or not forms[place][0].isalnum() for place in range(draft.first, draft.last)
    )


def _give(draft: Draft, speaker: Voice) -> None:
    draft.voices.append(speaker)
    if draft.status is not Status.OTHER:
        draft.status = decide_status(draft.cues, draft.voices, draft.status)
