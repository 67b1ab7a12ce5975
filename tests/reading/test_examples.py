"""What is said about a pack whose examples, phrases or masks do not hold."""

from tests.reading.small_packs import complaints_about
from tests.rulebook.packs import rule

MASK = {"id": '"en.test.mask"', "kind": '"mask"', "family": None, "explain": '"No rumour."'}


def test_a_rule_whose_examples_hold_has_nothing_wrong() -> None:
    assert complaints_about(rule()) == []


def test_an_example_that_does_not_match_is_told() -> None:
    (said,) = complaints_about(rule(match='["It was a [[rumour]].", "It was [[gossip]]."]'))
    assert said.startswith("rules/en/try.toml:6, rule en.test.rumour: ")
    assert 'match "It was [[gossip]].": marked "gossip", found nothing' in said


def test_wrongly_marked_words_are_told_with_the_words_found() -> None:
    (said,) = complaints_about(rule(match='["It was [[a rumour]]."]'))
    assert 'marked "a rumour", found "rumour"' in said


def test_an_example_that_marks_one_of_two_hits_is_told() -> None:
    (said,) = complaints_about(rule(match='["A [[rumour]] of a rumour."]'))
    assert 'marked "rumour", found "rumour" and "rumour"' in said


def test_an_example_without_marks_is_told_how_to_mark() -> None:
    said = complaints_about(rule(match='["It was a rumour."]'))
    assert any("mark the words it finds with [[ and ]]" in one for one in said)


def test_marks_around_curly_quotes_and_hidden_characters_hold() -> None:
    assert complaints_about(rule(phrases='["it \'s said"]', match='["[[It’s\u200b said]] to be old."]')) == []


def test_a_phrase_that_no_example_uses_is_told() -> None:
    (said,) = complaints_about(rule(phrases='["rumour", "gossip"]'))
    assert 'phrase "gossip": no match example uses it' in said


def test_a_near_miss_that_fires_is_told_with_the_words() -> None:
    (said,) = complaints_about(rule(no_match='["It was no rumour."]'))
    assert 'no_match "It was no rumour.": it fired on "rumour"; narrow the phrase or add a mask' in said


def test_a_duplicate_phrase_is_told_with_the_other_rule() -> None:
    said = complaints_about(
        rule(phrases='["(rumour|gossip) has it", "rumour"]', match='["[[Rumour has it]] so, a [[rumour]]."]'),
        rule(id='"en.test.twice"', phrases='["rumour", "hearsay"]', match='["[[hearsay]]"]'),
    )
    assert any('phrase "rumour": "rumour" stands in rule en.test.rumour (rules/en/try.toml:2) too' in one for one in said)


def test_two_words_of_one_choice_are_no_duplicate_phrases() -> None:
    assert complaints_about(rule(phrases='["(rumour|rumour)"]')) == []


def test_a_phrase_under_a_mask_is_told_to_be_unreachable() -> None:
    mask = rule(**MASK, phrases='["rumour mill"]', match='["The [[rumour mill]] turns."]', no_match='["A rumour."]')
    said = complaints_about(rule(phrases='["rumour", "rumour mill"]'), mask)
    assert any('phrase "rumour mill": it is always removed by the mask en.test.mask' in one for one in said)


def test_a_phrase_beside_a_mask_is_reachable() -> None:
    mask = rule(**MASK, phrases='["rumour mill"]', match='["The [[rumour mill]] turns."]', no_match='["A rumour."]')
    assert complaints_about(rule(no_match='["The rumour mill turns."]'), mask) == []


def test_a_mask_for_another_family_makes_nothing_unreachable() -> None:
    mask = rule(**MASK, families='["hedge"]', phrases='["rumour"]', match='["A [[rumour]]."]', no_match='["A fact."]')
    assert complaints_about(rule(), mask) == []


def test_an_example_taken_by_a_mask_names_the_mask() -> None:
    mask = rule(**MASK, phrases='["rumour mill"]', match='["The [[rumour mill]] turns."]', no_match='["A rumour."]')
    (said,) = complaints_about(rule(match='["A [[rumour]].", "The [[rumour]] mill turns."]'), mask)
    assert '"rumour mill" of en.test.mask took it (mask)' in said


def test_an_example_taken_by_a_longer_cue_names_the_cue() -> None:
    longer = rule(id='"en.test.longer"', phrases='["rumour has it"]', match='["[[Rumour has it]]."]')
    (said,) = complaints_about(rule(match='["A [[rumour]].", "[[Rumour]] has it."]'), longer)
    assert '"Rumour has it" of en.test.longer took it (inside)' in said


def test_masks_and_stops_have_examples_too() -> None:
    stop = rule(
        id='"en.test.stop"',
        kind='"stop"',
        family=None,
        phrases='["but"]',
        match='["Old [[but]] good."]',
        no_match='["The butter."]',
    )
    assert complaints_about(rule(), stop) == []
    assert complaints_about(rule(), stop.replace("[[but]]", "[[old]]"))
