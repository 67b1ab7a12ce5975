"""Whatever is wrong in a rule file is said with file, line, rule, key, and what is allowed there."""

import ast
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RuleError
from bot.files import read_pack
from bot.model import Family, SourceKind, Status
from bot.rulebook import Direction, Kind, Reach, Where, compile_pack, digest_pack
from bot.rulebook.elements import BUILT_IN
from bot.rulebook.grammar import MOST_WORDS
from bot.rulebook.pack import NEEDED_LISTS
from bot.rulebook.rules import LONGEST_FILE, read_rules
from tests.command import ROOT
from tests.rulebook.packs import RULE, WORDS, compiled, pack, rule

FILE = "rules/en/try.toml"
SHIPPED_LISTS = {name for text in read_pack().values() for name in tomllib.loads(text).get("lists", {})}


def complaints_of(*rules: str, lists: str = "") -> list[str]:
    """Every complaint about a pack of these rules, a line each."""
    with pytest.raises(RuleError) as refused:
        compiled(*rules, lists=lists)
    return str(refused.value).splitlines()


def only_complaint(*rules: str, lists: str = "") -> str:
    """The one complaint about a pack of these rules."""
    complaints = complaints_of(*rules, lists=lists)
    assert len(complaints) == 1, complaints
    return complaints[0]


def test_a_well_made_rule_has_nothing_wrong() -> None:
    assert [one.id for one in compiled(rule()).rules] == ["en.test.rumour"]


def test_an_unknown_key_is_named_with_its_line_and_the_keys_there_are() -> None:
    said = only_complaint(rule(strenght='"high"'))
    assert said.startswith(f'{FILE}:8, rule en.test.rumour: unknown key "strenght"; allowed: ')
    assert all(key in said for key in ("explain", "family", "match", "no_match", "phrases", "scope"))


def test_an_unknown_key_in_the_second_rule_is_found_there() -> None:
    assert f"{FILE}:16, rule en.test.word" in only_complaint(rule(), rule(id='"en.test.word"', strenght="1"))


def test_an_unknown_family_is_named_with_all_families() -> None:
    said = only_complaint(rule(family='"gossip"'))
    assert f'{FILE}:3, rule en.test.rumour: "family": "gossip" is not known; allowed: ' in said
    assert all(family.value in said for family in Family)


ENUMS = {"kind": Kind, "source": Where, "part": ("vouches", "denies"), "when_vouched": Status, "source_kinds": SourceKind}


@pytest.mark.parametrize("key", ENUMS)
def test_a_word_that_is_not_known_is_answered_with_those_that_are(key: str) -> None:
    said = complaints_of(rule(**{key: '["nonsense"]' if key == "source_kinds" else '"nonsense"'}))[0]
    assert f'"{key}": "nonsense" is not known; allowed: ' in said
    assert all(str(word) in said for word in ENUMS[key])


@pytest.mark.parametrize(
    ("scope", "says"),
    [
        ('{ direction = "up" }', Direction.BACKWARD),
        ('{ reach = "far" }', Reach.SENTENCE),
        ('{ way = "forward" }', 'unknown key "way"; allowed: direction, reach'),
        ('"forward"', "must be { direction"),
        ("{}", "must be { direction"),
    ],
)
def test_a_scope_that_is_none_is_answered_with_what_it_may_be(scope: str, says: str) -> None:
    said = only_complaint(rule(scope=scope))
    assert f'{FILE}:8, rule en.test.rumour: "scope": ' in said
    assert says in said


@pytest.mark.parametrize("key", ["id", "phrases", "explain", "match"])
def test_a_missing_key_is_named(key: str) -> None:
    said = only_complaint(rule(**{key: None}))
    assert said.startswith(f"{FILE}:")
    assert f'missing key "{key}"' in said


def test_a_rule_without_an_id_is_called_by_its_number() -> None:
    assert "rule number 1: " in only_complaint(rule(id=None))


def test_a_cue_without_a_family_is_told_the_families() -> None:
    assert 'missing key "family"; allowed: unconfirmed, ' in only_complaint(rule(family=None))


def test_a_rule_without_a_near_miss_is_refused() -> None:
    assert 'missing key "no_match": give at least one near miss' in only_complaint(rule(no_match=None))


WRONG_TYPES = {
    "id": ("7", "must be a text"),
    "family": ("[]", '"[]" is not known'),
    "phrases": ('"rumour"', "must be a list of texts"),
    "explain": ("true", "must be a text"),
    "match": ("[1]", "must be a list of texts"),
    "no_match": ("[]", "must be a list of texts"),
    "splits": ('"yes"', "must be true or false"),
    "false_alarms": ('" "', "must be a text that is not empty"),
}


@pytest.mark.parametrize("key", WRONG_TYPES)
def test_a_value_of_the_wrong_type_is_told_what_it_must_be(key: str) -> None:
    value, says = WRONG_TYPES[key]
    said = complaints_of(rule(**{key: value}))[0]
    assert f'"{key}": {says}' in said
    line = list({**RULE, key: value}).index(key) + 2
    assert said.startswith(f"{FILE}:{line}, rule ")


@pytest.mark.parametrize(
    "name", ["en.rumour", "en.Test.rumour", "test", "en..rumour", "en.test.", "en.test.a_b", "", "en.test.a b", "en.test.-a"]
)
def test_an_id_that_is_none_is_refused_with_an_example(name: str) -> None:
    said = only_complaint(rule(id=f'"{name}"'))
    assert "must be a text" in said or "like en.hedge.may" in said


def test_an_id_of_another_language_is_refused() -> None:
    assert 'an id of this pack begins with "en."' in only_complaint(rule(id='"de.test.rumour"'))


def test_a_duplicate_id_names_the_first_place() -> None:
    said = only_complaint(rule(), rule(phrases='["hearsay"]'))
    assert said.startswith(f"{FILE}:10, rule en.test.rumour: this id stands at {FILE}:2 already")


def test_a_key_that_does_not_belong_to_the_kind_is_refused() -> None:
    assert '"family" belongs to a cue; this is a mask' in only_complaint(rule(kind='"mask"'))
    assert '"splits" says that a new statement begins at a stop; this is a cue' in only_complaint(rule(splits="true"))
    assert '"families" says which cues a mask removes; this is a cue' in only_complaint(rule(families='["hedge"]'))
    assert '"source_kinds" needs "source"' in only_complaint(rule(source_kinds='["person"]'))


@pytest.mark.parametrize("kind", ["mask", "stop", "aside", "empty"])
@pytest.mark.parametrize("key", ["scope", "source", "part", "source_kinds", "when_vouched", "accuses"])
def test_a_key_of_cues_is_refused_elsewhere_even_with_its_default(kind: str, key: str) -> None:
    values = {"scope": '{ reach = "clause" }', "source": '"none"', "part": '"vouches"', "source_kinds": '["person"]'}
    value = {**values, "when_vouched": '"denied"', "accuses": "false"}[key]
    said = only_complaint(rule(family=None, kind=f'"{kind}"', **{key: value}))
    assert said == f'{FILE}:8, rule en.test.rumour: "{key}" belongs to a cue; this is a {kind}'


def test_a_part_without_a_source_is_refused() -> None:
    assert f'{FILE}:8, rule en.test.rumour: "part" needs "source"' in only_complaint(rule(part='"denies"'))


def test_only_a_hedge_accuses() -> None:
    assert compiled(rule(family='"hedge"', accuses="true")).rules[0].accuses
    assert '"accuses" belongs to a cue of the family hedge; this one is of hearsay' in only_complaint(rule(accuses="true"))


def test_an_unknown_table_is_named() -> None:
    assert f'{FILE}:1: unknown key "rules"; allowed: [[rule]], [lists]' in only_complaint("[[rules]]\nid = 1\n")


def test_rules_written_as_one_table_are_told_how_to_be_written() -> None:
    assert "rules are written as [[rule]]" in only_complaint('[rule]\nid = "en.test.a"\n')


def test_a_list_in_two_files_names_both_places() -> None:
    said = only_complaint(rule(), '[lists]\nnumbers = ["three"]\n')
    assert said == f'rules/en/words.toml:7: list "numbers" stands at {FILE}:10 already; give it another name'


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_name_of_a_built_in_list_is_taken(name: str) -> None:
    said = only_complaint(rule(), lists=f'{name} = ["a"]\n')
    assert said.startswith(f'rules/en/words.toml:8: list "{name}": this name is taken: @{name} is ')


def test_a_list_that_holds_itself_is_refused() -> None:
    assert any("holds itself through @a" in said for said in complaints_of(rule(), lists='a = ["@b"]\nb = ["@a"]\n'))


def test_a_list_of_an_unknown_list_is_told_the_nearest_and_how_many_there_are() -> None:
    said = only_complaint(rule(), lists='a = ["@abbreviation"]\n')
    assert said.startswith('rules/en/words.toml:8: list "a": unknown list @abbreviation; did you mean @abbreviations')
    assert said.endswith(f"? There are {len(NEEDED_LISTS) + 1} lists")


def test_a_phrase_of_an_unknown_list_is_told_the_nearest_and_how_many_there_are() -> None:
    said = only_complaint(rule(phrases='["@auxiliary rumour"]'))
    assert "unknown list @auxiliary; did you mean @auxiliaries? There are " in said


def test_a_name_like_none_is_told_how_many_there_are() -> None:
    assert f"unknown list @zzz; there are {len(NEEDED_LISTS) + 2} lists, none of a name like it" in only_complaint(
        rule(phrases='["@zzz rumour"]')
    )


def test_a_list_of_a_strange_name_is_refused() -> None:
    assert "a list's name is written in small letters" in only_complaint(rule(), lists='"Big List" = ["a"]\n')


def test_a_list_that_is_none_is_refused() -> None:
    assert 'list "a": must be a list of texts' in only_complaint(rule(), lists='a = "b"\n')


def test_an_entry_that_is_a_sentence_is_refused() -> None:
    assert "an entry has at most 8 words" in only_complaint(
        rule(), lists='a = ["one two three four five six seven eight nine"]\n'
    )


def test_a_list_about_which_something_is_wrong_is_named_with_its_file_and_line() -> None:
    for lists in ('a = ["@b"]\n', 'a = ["one two three four five six seven eight nine"]\n', 'a = ["@a"]\n'):
        assert all(said.startswith("rules/en/words.toml:8") for said in complaints_of(rule(), lists=lists))


def test_the_entry_of_a_list_about_which_something_is_wrong_is_named_with_its_line() -> None:
    assert only_complaint(rule(), lists='a = [\n  "b",\n  "@c",\n]\n').startswith("rules/en/words.toml:10: ")


@pytest.mark.parametrize("name", NEEDED_LISTS)
def test_a_list_that_the_reading_looks_up_and_that_is_missing_is_named_with_the_pack(name: str) -> None:
    files = {
        file: "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{name} ="))
        for file, text in pack(rule()).items()
    }
    with pytest.raises(RuleError) as refused:
        compile_pack(files)
    assert str(refused.value) == (
        f'rules/en: the pack has no list "{name}", which the reading looks up; add it to the [lists] of any file'
    )


def test_several_missing_lists_are_named_together() -> None:
    with pytest.raises(RuleError, match=r'^rules/en: the pack has no list "abbreviated-titles", ') as refused:
        compile_pack({"rules/en/try.toml": rule()})
    assert all(f'"{name}"' in str(refused.value) for name in NEEDED_LISTS)


def test_a_file_that_is_no_toml_is_not_told_that_its_lists_are_missing() -> None:
    with pytest.raises(RuleError) as refused:
        compile_pack({"rules/en/try.toml": rule(), "rules/en/words.toml": WORDS + 'a = "\n'})
    assert "has no list" not in str(refused.value)


def find_looked_up(file: Path) -> set[str]:
    """Every name that a file of the reading uses as a key of `lists` or holds as a text, if the shipped pack has such a list."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    keys = {
        node.slice.value
        for node in nodes
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
        and ast.unparse(node.value).endswith("lists")
    }
    return keys | (texts & SHIPPED_LISTS)


def test_the_lists_that_the_code_looks_up_are_those_that_a_pack_must_hold() -> None:
    files = [file for part in ("reading", "text") for file in sorted((ROOT / "bot" / part).glob("*.py"))]
    files = [file for file in files if not file.name.startswith("compare")]  # they know no pack; "be" is a word there
    looked_up = {name for file in (*files, ROOT / "bot" / "rulebook" / "book.py") for name in find_looked_up(file)}
    assert sorted(looked_up) == sorted({*NEEDED_LISTS, "numbers"})


def test_a_phrase_that_cannot_be_read_is_quoted_with_its_rule_and_its_line() -> None:
    said = only_complaint(rule(phrases='[\n  "rumour",\n  "(a|b",\n]'))
    assert said == f"""{FILE}:6, rule en.test.rumour: phrase "(a|b": a bracket is not closed: ')' is missing"""


WRITTEN = {
    "in double quotation marks": '["word", "a (b"]',
    "in single quotation marks": "['word', 'a (b']",
    "with a quotation mark inside": '["word", "a \\"quiet\\" (b"]',
    "in three quotation marks": '["word", """a (b"""]',
}


@pytest.mark.parametrize("phrases", WRITTEN.values(), ids=WRITTEN.keys())
def test_the_line_of_a_phrase_is_found_however_it_is_quoted(phrases: str) -> None:
    said = only_complaint(rule(), rule(id='"en.test.word"', phrases=phrases.replace(", ", ",\n")))
    assert said.startswith(f"{FILE}:13, rule en.test.word: phrase ")


def test_a_phrase_that_the_file_writes_otherwise_has_the_line_of_its_key() -> None:
    assert only_complaint(rule(phrases='["word",\n"a \\u0028b"]')).startswith(f"{FILE}:4, ")


def test_a_rulebook_knows_the_line_of_an_example() -> None:
    book = compiled(rule(), rule(id='"en.test.word"', match='["The [[rumour]].",\n"A [[rumour]]."]'))
    assert book.line_of(book.rules[1], "match", "A [[rumour]].") == 15
    assert book.line_of(book.rules[1], "no_match", "It was a fact.") == 16
    assert book.line_of(book.rules[0], "no_match", "It was a fact.") == 7


@pytest.mark.parametrize("phrase", ["(" * 30 + "a" + ")" * 30, "[" * 3_000 + "a"])
def test_too_many_brackets_inside_one_another_are_refused(phrase: str) -> None:
    assert "more than 20 brackets inside one another" in only_complaint(rule(phrases=f'["{phrase}"]'))


def test_an_endless_phrase_is_refused() -> None:
    assert f"longer than {MOST_WORDS} words" in only_complaint(rule(phrases=f'["{"a " * (MOST_WORDS + 1)}"]'))


def test_a_phrase_with_too_many_readings_is_refused() -> None:
    assert "more than 4,000 ways" in only_complaint(rule(phrases=f'["{"(a b|c d|e f|g h) " * 7}"]'))


SYNTAX = {
    "a quotation mark that never closes": ('[[rule]]\nid = "en\n', 2, "a quotation mark is not closed on this line"),
    "a quotation mark that never closes at the end of the file": ('[[rule]]\nid = "en', 2, "a quotation mark is not closed"),
    "a bracket that never closes": ('[[rule]]\nmatch = ["a"\nexplain = "b"\n', 3, "a bracket is not closed, or a comma"),
    "a comma that is missing": ('[[rule]]\nmatch = ["a"\n"b"]\n', 3, "a comma is missing"),
    "a brace that never closes": ('[[rule]]\nscope = { reach = "clause"\n', 2, "a brace is not closed"),
    "a quotation mark inside a text": ('[[rule]]\nexplain = "a "b" c"\n', 2, 'a quotation mark inside a text is written \\"'),
    "curly quotation marks": ("[[rule]]\nid = “en.a.b”\n", 2, "straight quotation marks"),
    "a key without a value": ("[[rule]]\nid =\n", 2, "straight quotation marks"),
    "a key twice": ('[[rule]]\nid = "en.a.b"\nid = "en.a.c"\n', 3, "the same key stands twice"),
    "no TOML at all": ("rules, please\n", 1, "a line is a key, then ="),
    "a backslash of a regular expression": ('[[rule]]\n\nphrases = ["\\d+"]\n', 3, "a backslash is written"),
}


@pytest.mark.parametrize(("text", "line", "hint"), SYNTAX.values(), ids=SYNTAX.keys())
def test_a_slip_in_the_toml_is_told_with_its_line_and_its_commonest_cause(text: str, line: int, hint: str) -> None:
    said = only_complaint(text)
    assert said.startswith(f"{FILE}:{line}: not TOML: ")
    assert hint in said


def test_all_complaints_are_told_at_once() -> None:
    said = complaints_of(
        rule(family='"gossip"'), rule(id='"en.test.b"', strenght="1"), rule(id='"en.test.c"', phrases='["<0-1> a"]')
    )
    assert len(said) == 3


def test_a_rule_of_several_faults_tells_them_all() -> None:
    assert len(complaints_of(rule(family='"gossip"', strenght="1", match=None))) == 3


def test_brackets_nested_too_deeply_are_no_crash() -> None:
    read = read_rules("a = " + "[" * 100_000, "deep.toml")
    assert "not TOML" in read.complaints[0].says


def test_a_file_that_is_too_long_is_refused() -> None:
    assert "too long; allowed: 1,000,000 characters" in read_rules("#" * (LONGEST_FILE + 1), "long.toml").complaints[0].says


def test_the_digest_depends_on_names_and_contents_only() -> None:
    files = pack(rule())
    assert digest_pack(files) == digest_pack({name: files[name] for name in sorted(files, reverse=True)})
    assert digest_pack(files) != digest_pack(pack(rule(explain='"Another."')))
    assert digest_pack(files) != digest_pack({f"other/{name}": text for name, text in files.items()})
    assert digest_pack({"a": "b", "c": ""}) != digest_pack({"a": "", "bc": ""})


def test_a_rule_is_found_by_its_id_and_a_wrong_id_is_answered_with_near_ones() -> None:
    book = compiled(rule(), rule(id='"en.test.word"'))
    assert book.rule("en.test.rumour") is book.rules[0]
    with pytest.raises(RuleError, match=r"did you mean en\.test\.rumour, .*\? There are 2 rules$"):
        book.rule("en.test.rumor")
    with pytest.raises(RuleError, match=r'^there is no rule "xx"; allowed: en\.test\.rumour, en\.test\.word$'):
        book.rule("xx")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=4
)


@given(
    st.text(max_size=60)
    | st.dictionaries(st.sampled_from((*RULE, "kind", "scope", "splits", "x")), _VALUES).map(
        lambda keys: "[[rule]]\n" + "".join(f"{key} = {value!r}\n" for key, value in keys.items())
    )
)
def test_any_rule_file_is_read_or_complained_about(text: str) -> None:
    read = read_rules(text, "any.toml")
    assert all(complaint.file == "any.toml" and complaint.says for complaint in read.complaints)
    assert all(0 <= complaint.line <= text.count("\n") + 1 for complaint in read.complaints)
