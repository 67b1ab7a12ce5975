"""The rule files as they ship: every example holds, every family is there."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest

from bot.files import read_pack
from bot.model import Family
from bot.reading.examples import check_examples
from bot.rulebook import Kind, Rulebook

FILES = read_pack()
IDS = [name for text in FILES.values() for name in re.findall(r'^id\s*=\s*"([^"]+)"', text, re.MULTILINE)]


@pytest.fixture(scope="session")
def complaints(rulebook: Rulebook) -> Mapping[str, Sequence[str]]:
    """Everything that is wrong with the pack, by rule."""
    found: dict[str, list[str]] = defaultdict(list)
    for complaint in check_examples(rulebook):
        found[complaint.rule].append(str(complaint))
    return found


@pytest.mark.parametrize("name", IDS)
def test_a_rule_does_what_its_examples_say(name: str, complaints: Mapping[str, Sequence[str]]) -> None:
    assert not complaints.get(name)


def test_nothing_is_wrong_with_the_pack_beside_its_rules(complaints: Mapping[str, Sequence[str]]) -> None:
    assert complaints.keys() <= set(IDS)


def test_every_rule_of_the_files_is_in_the_rulebook(rulebook: Rulebook) -> None:
    assert sorted(IDS) == sorted(rule.id for rule in rulebook.rules)


@pytest.mark.parametrize("family", Family)
def test_every_family_has_a_rule(family: Family, rulebook: Rulebook) -> None:
    assert any(rule.family is family for rule in rulebook.rules)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_rule_is_used(kind: Kind, rulebook: Rulebook) -> None:
    assert any(rule.kind is kind for rule in rulebook.rules)


@pytest.mark.parametrize("file", FILES)
def test_a_file_begins_with_what_it_is_about(file: str) -> None:
    assert FILES[file].startswith("# ")
