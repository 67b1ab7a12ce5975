"""The settled cases of how a text says what is known: one fact a test."""

import pytest

from bot.model import (
    Article,
    Certainty,
    Family,
    Finding,
    FindingKind,
    Level,
    Part,
    Polarity,
    Reading,
    Role,
    SourceKind,
    Statement,
    Status,
    Time,
)
from bot.reading import read, trace
from bot.rulebook import Rulebook
from tests.reading.small_packs import of_rules
from tests.rulebook.packs import rule


class Reader:
    """Reads texts with the shipped rules."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def all(self, text: str, title: str | None = None) -> Reading:
        return read(Article(text, title), self.rulebook)

    def one(self, text: str) -> Statement:
        statements = self.all(text).statements
        assert len(statements) == 1, [statement.text for statement in statements]
        return statements[0]

    def statuses(self, text: str) -> list[Status]:
        return [statement.status for statement in self.all(text).statements]

    def scope_of(self, text: str, words: str) -> str:
        """The words in the scope of the cue that says these words."""
        (cue,) = [cue for statement in self.all(text).statements for cue in statement.cues if cue.text == words]
        return text[cue.scope.start : cue.scope.end]


@pytest.fixture(scope="session")
def reader(rulebook: Rulebook) -> Reader:
    return Reader(rulebook)


def finding(reading: Reading, kind: FindingKind) -> Finding:
    """The one finding of a kind."""
    (found,) = [found for found in reading.findings if found.kind is kind]
    return found


# --- sources in one another


def test_nested_sources_count_by_the_weakest(reader: Reader) -> None:
    said = reader.one("Jan Brekke said that three dock workers had confirmed the theft.")
    assert said.status is Status.UNNAMED
    assert [(source.kind, source.via) for source in said.sources] == [(SourceKind.PERSON, None), (SourceKind.UNNAMED_SPECIFIC, 0)]


def test_a_person_who_told_an_outlet_is_the_source(reader: Reader) -> None:
    said = reader.one("Harbour master Jan Brekke told Radio Ayle that the lamp was broken.")
    assert said.status is Status.NAMED
    assert [source.name for source in said.sources] == ["Jan Brekke"]


def test_an_unnamed_person_who_told_an_outlet_stays_unnamed(reader: Reader) -> None:
    assert reader.one("A sailor told the BBC that the lamp was broken.").status is Status.UNNAMED


def test_a_text_verified_by_an_outlet_is_confirmed_by_it(reader: Reader) -> None:
    said = reader.one("The recording was verified by Reuters.")
    assert said.status is Status.CONFIRMED
    assert [source.name for source in said.sources] == ["Reuters"]


# --- no evidence


def test_no_evidence_said_by_a_body_is_a_denial_by_it(reader: Reader) -> None:
    assert reader.one("The health agency said there was no evidence that the well was poisoned.").status is Status.DENIED


def test_no_evidence_with_nobody_speaking_is_unconfirmed(reader: Reader) -> None:
    assert reader.one("There was no evidence that the well was poisoned.").status is Status.UNCONFIRMED


# --- no comment

NO_COMMENT = (
    "The mill was sold in June, police said. The price was low, Pia Lund said. The wheel has stopped, Pia Lund said. "
    "Apple declined to comment."
)


def test_a_line_of_no_comment_is_stated(reader: Reader) -> None:
    last = reader.all(NO_COMMENT).statements[-1]
    assert last.status is Status.STATED
    assert [cue.family for cue in last.cues] == [Family.NO_COMMENT]


def test_a_line_of_no_comment_says_who_kept_silent(reader: Reader) -> None:
    assert finding(reader.all(NO_COMMENT), FindingKind.NOT_CONFIRMED_BY).facts["no_comment"] == ("Apple",)


def test_a_line_of_no_comment_doubts_nothing(reader: Reader) -> None:
    assert reader.all(NO_COMMENT).level is Level.ATTRIBUTED
    assert reader.all("Apple declined to comment. " + NO_COMMENT).level is Level.ATTRIBUTED


# --- plans


def test_a_body_that_confirms_its_own_plan_confirms_something_planned(reader: Reader) -> None:
    said = reader.one("Brekke Shipping confirmed that it will close the dock next year.")
    assert (said.status, said.time) == (Status.CONFIRMED, Time.PLANNED)


def test_a_plan_told_by_somebody_named_is_future_and_has_its_source(reader: Reader) -> None:
    said = reader.one("The dock will close next year, Pia Lund said.")
    assert said.time is Time.PLANNED
    assert [source.name for source in said.sources] == ["Pia Lund"]


# --- hoaxes and corrections


def test_a_person_who_calls_a_report_a_hoax_denies_it(reader: Reader) -> None:
    said = reader.one("Jan Orell called the report a hoax.")
    assert said.status is Status.DENIED
    assert [(source.name, source.part) for source in said.sources] == [("Jan Orell", Part.DENIES)]


def test_a_body_that_says_a_call_was_a_hoax_withdraws_it(reader: Reader) -> None:
    assert reader.one("Police said the call was a hoax.").status is Status.WITHDRAWN


def test_a_correction_takes_nothing_back_but_what_it_corrects(reader: Reader) -> None:
    text = "Correction: An earlier version misspelt the mayor's name.\nIt was sold, police said. It was cheap, Pia Lund said."
    assert reader.all(text).level is Level.ATTRIBUTED


# --- courts


def test_a_conviction_is_stated(reader: Reader) -> None:
    assert reader.one("A court convicted Jan Orell of arson.").status in (Status.STATED, Status.NAMED)


def test_an_accusation_is_hedged(reader: Reader) -> None:
    assert reader.one("Jan Orell is accused of arson.").status is Status.HEDGED


def test_an_accusation_that_prosecutors_are_quoted_with_is_theirs(reader: Reader) -> None:
    said = reader.one("Jan Orell poured out the petrol himself, prosecutors told the court.")
    assert said.status is Status.NAMED
    assert [source.kind for source in said.sources] == [SourceKind.ORGANISATION]


def test_a_denial_beside_an_accusation_makes_it_disputed(reader: Reader) -> None:
    assert reader.one("Jan Orell, who is accused of arson, denies the charge.").status is Status.DISPUTED


@pytest.mark.parametrize(
    "text", ["Jan Orell was denied bail.", "The boat was denied entry to the port.", "The judge rejected the request."]
)
def test_what_is_refused_is_not_denied(text: str, reader: Reader) -> None:
    assert reader.one(text).status is Status.STATED


# --- figures


def test_confirmed_cases_are_a_statistic(reader: Reader) -> None:
    assert reader.one("Ayle has 203 confirmed and 4 suspected cases.").status is Status.STATED


def test_figures_from_two_sources_are_two_statements(reader: Reader) -> None:
    said = reader.all("Police said nine people drowned, while the coast guard said eleven did.").statements
    assert [[source.text for source in statement.sources] for statement in said] == [["Police"], ["the coast guard"]]


# --- quotations


def test_a_hedge_in_a_quotation_is_the_speakers(reader: Reader) -> None:
    said = reader.one("“It may have been a seal,” Pia Lund said.")
    assert (said.status, said.certainty) == (Status.HEDGED, Certainty.HEDGED)
    assert [cue.quoted for cue in said.cues if cue.family is Family.HEDGE] == [True]
    assert [source.name for source in said.sources] == ["Pia Lund"]


def test_a_quotation_still_open_carries_its_speaker_into_the_next_sentence(reader: Reader) -> None:
    said = reader.all("Pia Lund said: “The lamp is broken. The keeper has gone. Nobody has the key.”").statements
    assert [source.name for statement in said for source in statement.sources] == ["Pia Lund"] * 3


def test_a_quotation_over_paragraphs_keeps_its_speaker(reader: Reader) -> None:
    said = reader.all("“The lamp is broken,” Pia Lund said. “The keeper has gone.\n\n“Nobody has the key.”").statements
    assert [source.name for statement in said for source in statement.sources] == ["Pia Lund"] * 3


def test_what_stands_behind_a_quotation_is_not_the_speakers(reader: Reader) -> None:
    said = reader.all("“The lamp is broken,” Pia Lund said. The harbour is dark.").statements
    assert not said[1].sources


def test_a_quotation_that_never_closes_does_not_swallow_the_text(reader: Reader) -> None:
    said = reader.all("Pia Lund said: “The lamp is broken.\n\nThe harbour is dark.\n\nThe ferry left at six.").statements
    assert not said[-1].sources


# --- pronouns and short names


def test_a_pronoun_takes_the_last_fitting_named_source(reader: Reader) -> None:
    said = reader.all("Pia Lund said the lamp was broken. The harbour is dark. She said the keeper had gone.").statements
    assert [(source.text, source.name) for source in said[2].sources] == [("She", "Pia Lund")]


def test_he_is_not_she(reader: Reader) -> None:
    text = "Mr. Jan Orell said the lamp was broken. Mrs. Pia Lund said it was not. He said the keeper had gone."
    assert [source.name for source in reader.all(text).statements[2].sources] == ["Jan Orell"]


def test_a_pronoun_for_somebody_unnamed_stays_unnamed(reader: Reader) -> None:
    assert reader.statuses("A sailor said the lamp was broken. He said the keeper had gone.") == [Status.UNNAMED, Status.UNNAMED]


def test_a_short_name_is_the_full_name_the_text_spells_out(reader: Reader) -> None:
    said = reader.all("Pia Lund said the lamp was broken. Lund said the keeper had gone.").statements
    assert [source.name for statement in said for source in statement.sources] == ["Pia Lund", "Pia Lund"]


def test_a_spokesman_of_a_named_body_is_named_and_of_none_is_not(reader: Reader) -> None:
    assert reader.one("A spokesman for the harbour office said the lamp was broken.").status is Status.NAMED
    assert reader.one("A spokesman said the lamp was broken.").status is Status.UNNAMED


# --- one statement does not colour another


def test_no_label_is_inherited_from_a_doubtful_article(reader: Reader) -> None:
    assert reader.statuses("It is not known who broke the lamp. The harbour is dark.") == [Status.UNCONFIRMED, Status.STATED]


def test_a_later_confirmation_of_the_same_wins(reader: Reader) -> None:
    text = "It was first not confirmed that the dam had burst. Farmers fled. The ministry later confirmed that the dam had burst."
    assert reader.all(text).level is not Level.DOUBTED


def test_a_headline_that_the_body_confirms_takes_no_source_out_of_the_body(reader: Reader) -> None:
    body = "Farmers fled the valley on Monday and drove cattle uphill. The ministry later confirmed that the dam had burst."
    said = read(Article(body, "No confirmation that the dam had burst"), reader.rulebook).statements
    assert (said[0].status, said[0].sources) == (Status.CONFIRMED, ())


def test_a_later_confirmation_of_something_else_wins_nothing(reader: Reader) -> None:
    text = "It has not been confirmed that the dam has burst. Farmers fled. The ministry confirmed that schools were shut."
    assert reader.all(text).level is Level.DOUBTED


# --- what a cue touches


def test_but_ends_the_scope(reader: Reader) -> None:
    assert (
        reader.scope_of("There was no confirmation of the strike, but the road was closed.", "no confirmation of") == "the strike"
    )


def test_a_semicolon_ends_the_scope(reader: Reader) -> None:
    assert reader.scope_of("There was no confirmation of the strike; the road was closed.", "no confirmation of") == "the strike"


def test_a_comma_in_a_list_does_not_end_the_scope(reader: Reader) -> None:
    text = "There was no confirmation of the strike, the fire or the flood."
    assert reader.scope_of(text, "no confirmation of") == "the strike, the fire or the flood"


def test_a_closing_quotation_mark_ends_the_scope(reader: Reader) -> None:
    text = "“There is no confirmation of the strike,” Pia Lund said."
    assert reader.scope_of(text, "no confirmation of") == "the strike"


def test_a_passive_touches_its_subject(reader: Reader) -> None:
    said = reader.one("The photograph could not be verified.")
    assert said.about is not None
    assert said.about.text == "The photograph"


def test_what_ended_a_scope_is_told(reader: Reader) -> None:
    cues = trace("There was no confirmation of the strike, but the road was closed.", reader.rulebook).fired
    assert [cue.ended_by for cue in cues if cue.family is Family.UNCONFIRMED] == [", but"]


def test_the_report_points_to_the_sentence_before(reader: Reader) -> None:
    said = reader.all("The dam at Velmora burst on Monday. The report could not be confirmed.").statements
    assert said[1].about is not None
    assert said[1].about.refers_to == 1


def test_a_pointer_with_nothing_before_it_points_to_nothing(reader: Reader) -> None:
    said = reader.one("The report could not be confirmed.")
    assert said.about is not None
    assert said.about.refers_to is None


def test_a_thing_of_its_own_points_to_nothing(reader: Reader) -> None:
    said = reader.all("The dam at Velmora burst on Monday. The number of deaths could not be confirmed.").statements
    assert said[1].about is not None
    assert said[1].about.refers_to is None


def test_an_empty_it_is_not_what_is_unconfirmed(reader: Reader) -> None:
    said = reader.all("The dam holds. It could not be confirmed that the gate was open.").statements
    assert said[1].about is not None
    assert said[1].about.text == "the gate was open"


# --- polarity


def test_a_statement_that_something_is_not_so_is_negative(reader: Reader) -> None:
    assert reader.one("The harbour is not dark.").polarity is Polarity.NEGATIVE
    assert reader.one("The harbour isn’t dark.").polarity is Polarity.NEGATIVE
    assert reader.one("The harbour is dark.").polarity is Polarity.POSITIVE


def test_the_not_of_a_caveat_is_not_the_statements(reader: Reader) -> None:
    assert reader.one("It is not known whether the harbour is dark.").polarity is Polarity.POSITIVE


# --- the page around the article


PAGE = "Lamp breaks at Ayle\n\nIt broke, police said. The harbour is dark.\n\nREAD MORE: Ten walks near Ayle\n\nLeave a comment"


def test_boilerplate_is_set_aside_and_in_no_count(reader: Reader) -> None:
    reading = reader.all(PAGE)
    assert [aside.text for aside in reading.set_aside] == ["READ MORE: Ten walks near Ayle", "Leave a comment"]
    assert sum(reading.counts.values()) == len(reading.statements) == 3
    assert reading.sentences == 2


def test_the_first_line_without_a_stop_is_the_title(reader: Reader) -> None:
    reading = reader.all(PAGE)
    assert reading.title == "Lamp breaks at Ayle"
    assert [statement.role for statement in reading.statements] == [Role.HEADLINE, Role.BODY, Role.BODY]
    assert [statement.sentence for statement in reading.statements] == [0, 1, 2]


def test_a_title_given_apart_is_the_headline(reader: Reader) -> None:
    first = reader.all("The lamp broke on Monday.", "Lamp breaks at Ayle").statements[0]
    assert (first.role, first.sentence, first.text) == (Role.HEADLINE, 0, "Lamp breaks at Ayle")


@pytest.mark.parametrize(
    "again",
    ["Lamp breaks at Ayle", "LAMP BREAKS AT AYLE", "Lamp breaks at Ayle\n\nLamp breaks at Ayle", "Lamp\u00a0breaks at Ayle"],
)
def test_the_same_title_twice_is_one_title(again: str, reader: Reader) -> None:
    reading = reader.all(f"{again}\n\nThe lamp broke on Monday.", "Lamp breaks at Ayle")
    assert [statement.text for statement in reading.statements] == ["Lamp breaks at Ayle", "The lamp broke on Monday."]


def test_a_title_twice_in_the_text_is_one_title(reader: Reader) -> None:
    reading = reader.all("Lamp breaks at Ayle\n\nLamp breaks at Ayle\n\nThe lamp broke on Monday.")
    assert [statement.text for statement in reading.statements] == ["Lamp breaks at Ayle", "The lamp broke on Monday."]


def test_a_first_sentence_that_says_more_than_the_title_is_body(reader: Reader) -> None:
    reading = reader.all("Lamp breaks at Ayle on Monday night.\n\nThe harbour is dark.", "Lamp breaks at Ayle")
    assert len(reading.statements) == 3


def test_bullets_are_statements_of_their_own(reader: Reader) -> None:
    assert len(reader.all("• The lamp is broken\n• The keeper has left\n• The ferry is late").statements) == 3


def test_a_number_with_a_point_is_in_one_sentence(reader: Reader) -> None:
    assert reader.all("Gen. Oskar Varr said prices in the U.S. rose by 3.5 percent.").sentences == 1


# --- cues that are no cues


def test_a_mask_is_told_with_what_it_removed() -> None:
    mask = rule(id='"en.test.mask"', kind='"mask"', family=None, phrases='["rumour mill"]')
    (dropped,) = trace("The rumour mill turns.", of_rules(rule(), mask)).dropped
    assert (dropped.cue.text, dropped.by, dropped.words, dropped.why) == ("rumour", "en.test.mask", "rumour mill", "mask")


def test_a_longer_cue_counts_and_the_one_inside_it_does_not() -> None:
    book = of_rules(rule(), rule(id='"en.test.longer"', phrases='["rumour has it"]'))
    seen = trace("A rumour has it.", book)
    assert [cue.rule for cue in seen.fired] == ["en.test.longer"]
    assert [(one.cue.text, one.by, one.words, one.why) for one in seen.dropped] == [
        ("rumour", "en.test.longer", "rumour has it", "inside")
    ]


def test_a_mask_removes_the_look_alikes_of_its_families_only() -> None:
    mask = rule(id='"en.test.mask"', kind='"mask"', family=None, families='["hedge"]', phrases='["rumour mill"]')
    assert trace("The rumour mill turns.", of_rules(rule(), mask)).fired
    assert not trace("The rumour mill turns.", of_rules(rule(family='"hedge"'), mask)).fired


def test_of_two_rules_for_the_same_words_the_first_counts() -> None:
    seen = trace("A rumour.", of_rules(rule(), rule(id='"en.test.second"')))
    assert [cue.rule for cue in seen.fired] == ["en.test.rumour"]


def test_look_alikes_and_hidden_characters_hide_no_cue(reader: Reader) -> None:
    plain = reader.one("The arrest is unconfirmed and the mayor denied it.")
    hidden = reader.one("The arrest is un\u200bconfirm\u0435d and the mayor den\u00adi\u0435d it.")
    assert [cue.rule for cue in hidden.cues] == [cue.rule for cue in plain.cues]
    assert hidden.status is plain.status
