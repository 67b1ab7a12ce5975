"""The pages of docs say what the code does: keys, families, phrases, scopes, sources, snippets, and what commands print."""

import ast
import doctest
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from bot.errors import RuleError
from bot.files import read_pack
from bot.model import Article, Family, Part, SourceKind, Status
from bot.reading import read, trace
from bot.reading.cues import Found
from bot.reading.examples import check_examples, unmark
from bot.reading.sources import Voice
from bot.reading.status import decide_status
from bot.rulebook import Direction, Kind, Reach, Rule, Rulebook, Where, compile_pack
from bot.rulebook.grammar import MOST_BRACKETS, MOST_FORMS, MOST_WORDS, WIDEST_GAP, read_phrase
from bot.rulebook.matcher import Matcher
from bot.rulebook.pack import MOST_ENTRY_WORDS, NEEDED_LISTS
from bot.rulebook.rules import _KEYS
from bot.text.words import split_words
from tests.command import ROOT, caveat

PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
TOUR = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
LEFT_OUT = "…"
"""Stands for any words in an output or a snippet."""

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of the page: the word behind its fence, and its text."""

    kind: str
    text: str


def find_blocks(page: str) -> list[Block]:
    found = re.finditer(r"^( *)```(\w*)\n(.*?)^\1```$", page, re.MULTILINE | re.DOTALL)
    return [Block(block[2], textwrap.dedent(block[3])) for block in found]


BLOCKS = find_blocks(PAGE)


def find_texts(kind: str) -> list[str]:
    return [block.text for block in BLOCKS if block.kind == kind]


def find_rows(heading: str) -> list[list[str]]:
    """The cells of a table by the first words of its heading line."""
    table = PAGE.split(f"\n| {heading} |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()[2:]]


def find_section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def find_code(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


# --- keys and closed sets

KEYS = {row[0].strip("`"): row for row in find_rows("key")}
WORDS_OF_KEY: Mapping[str, tuple[type[StrEnum], ...]] = {
    "kind": (Kind,),
    "family": (Family,),
    "scope": (Direction, Reach),
    "source": (Where,),
    "part": (Part,),
    "source_kinds": (SourceKind,),
    "when_vouched": (Status,),
}


def test_the_table_has_the_keys_of_a_rule_and_no_other() -> None:
    assert sorted(KEYS) == sorted(_KEYS)


@pytest.mark.parametrize("key", WORDS_OF_KEY)
def test_a_key_is_listed_with_the_words_it_allows_and_no_other(key: str) -> None:
    allowed = {word.value for words in WORDS_OF_KEY[key] for word in words}
    assert {code for code in find_code(KEYS[key][1]) if "=" not in code} == allowed


@pytest.mark.parametrize("key", KEYS)
def test_the_default_of_a_key_is_the_one_of_the_code(key: str) -> None:
    entry = next(entry for entry in fields(Rule) if entry.name == key)
    default = entry.default_factory() if entry.default_factory is not MISSING else entry.default
    says = KEYS[key][2]
    if says.startswith("`"):
        assert _KEYS[key](tomllib.loads(f"key = {says.strip('`')}")["key"]) == default
    elif says.startswith("required"):
        assert default is MISSING or key in {"family", "no_match"}
    else:
        assert default is not MISSING
        assert not default


def test_every_kind_is_explained_and_no_other() -> None:
    assert set(re.findall(r"^- \*\*([a-z]+)\*\*: ", find_section("Kinds"), re.MULTILINE)) == set(Kind)


def test_the_statuses_stand_in_their_order() -> None:
    assert ", ".join(Status) in PAGE.splitlines()


def test_the_widest_gap_the_most_readings_and_the_longest_entry_are_those_of_the_code() -> None:
    assert f"`<0-{WIDEST_GAP}>`" in PAGE
    assert f"{MOST_FORMS:,} ways at most" in PAGE
    assert f"It may be {MOST_WORDS} words\nlong and hold {MOST_BRACKETS} brackets inside one another" in PAGE
    assert MOST_ENTRY_WORDS == 8
    assert "(eight words at most)" in PAGE


# --- what families and sources propose

FAMILIES = {row[0].strip("`"): row[1] for row in find_rows("family")}
KINDS_OF_SOURCE = {row[0].strip("`"): row[1] for row in find_rows("kind of source")}


def build_cue(family: Family, source: Where = Where.NONE) -> Found:
    return Found(Rule("en.a.b", "", 0, ("x",), "", (), family=family, source=source), 0, 1)


def propose(family: Family, source: SourceKind | None = None) -> Status:
    cue = build_cue(family)
    voices = [Voice(2, 3, source, None, Part.VOUCHES, cue)] if source else []
    return decide_status([cue], voices, Status.OTHER)


def test_the_families_are_those_of_the_code() -> None:
    assert list(FAMILIES) == list(Family)


@pytest.mark.parametrize("family", Family)
def test_a_family_proposes_what_the_table_says(family: Family) -> None:
    assert FAMILIES[family] == propose(family).replace("other", "–")


def test_the_kinds_of_source_are_those_of_the_code() -> None:
    assert list(KINDS_OF_SOURCE) == list(SourceKind)


@pytest.mark.parametrize("source", SourceKind)
def test_a_source_proposes_what_the_table_says(source: SourceKind) -> None:
    assert KINDS_OF_SOURCE[source] == propose(Family.ATTRIBUTION, source)


# --- phrases, scopes, sources: the samples are tried

_SHIPPED = read_pack()


def find_lists(files: Files) -> dict[str, list[str]]:
    """All word lists of these files."""
    return {name: entries for text in files.values() for name, entries in tomllib.loads(text).get("lists", {}).items()}


def write_lists(lists: Mapping[str, list[str]]) -> str:
    lines = [f"{name} = [{', '.join(map(repr, entries))}]" for name, entries in lists.items()]
    return "\n".join(["[lists]", *lines])


@cache
def compile_small(rules: str = "") -> Rulebook:
    """A pack of the shipped lists and stops and the rules given, so that other cues do not matter."""
    lists = find_lists({**_SHIPPED, "page": "\n".join(text for text in find_snippets() if "[lists]" in text)})
    stops = tomllib.loads(_SHIPPED["rules/en/stops.toml"])["rule"]
    written = [write_rule(stop["id"], stop["phrases"], kind="stop", splits=bool(stop.get("splits"))) for stop in stops]
    return compile_pack({"rules/en/a.toml": rules, "rules/en/b.toml": "\n".join([*written, write_lists(lists)])})


def write_rule(name: str, phrases: list[str], **keys: object) -> str:
    lines = [f"{key} = {write_value(value)}" for key, value in keys.items()]
    return "\n".join(["[[rule]]", f"id = {write_value(name)}", f"phrases = {write_value(phrases)}", *lines, _REST])


_REST = "explain = 'x'\nmatch = ['x']\nno_match = ['x']\n"


def write_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(write_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {write_value(entry)}' for key, entry in value.items())} }}"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def find_samples() -> list[tuple[str, str, str]]:
    """Each phrase of the page with a sign, + or -, and a sentence."""
    samples = []
    for text in find_texts("phrase"):
        phrase = ""
        for line in text.splitlines():
            if line.startswith("  "):
                samples.append((phrase, line[2], line[4:]))
            else:
                phrase = line
    return samples


@pytest.mark.parametrize(("phrase", "sign", "example"), find_samples())
def test_a_phrase_finds_what_its_sample_says(phrase: str, sign: str, example: str) -> None:
    rulebook = compile_small()
    matcher = Matcher([(0, form) for form in read_phrase(phrase, rulebook.phrase_lists)], rulebook.lists["numbers"])
    text, marked = unmark(example)
    words = split_words(text)
    found = {(words.starts[first], words.ends[last - 1]) for _, first, last in matcher.find(words, 0, len(words.forms))}
    longest = {
        span for span in found if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in found)
    }
    assert longest == set(marked)
    assert bool(marked) == (sign == "+")


def find_pictures() -> list[tuple[str, str, str]]:
    """Each picture of a scope: its direction and reach, the sentence, the marks under it."""
    pictures = [picture.split("\n") for text in find_texts("scope") for picture in text.rstrip("\n").split("\n\n")]
    return [(head, sentence, marks) for head, sentence, marks in pictures]


@pytest.mark.parametrize(("head", "sentence", "marks"), find_pictures())
def test_a_picture_shows_the_scope(head: str, sentence: str, marks: str) -> None:
    direction, reach = head.split(", ")
    words = sentence[marks.index("^") : marks.rindex("^") + 1]
    rule = write_rule("en.docs.cue", [words.lower()], family="hedge", scope={"direction": direction, "reach": reach})
    cue = next(cue for cue in trace(sentence, compile_small(rule)).fired if cue.rule == "en.docs.cue")
    own = "^~" if direction == Direction.LOCAL else "~"
    places = [place for place, mark in enumerate(marks) if mark in own]
    assert (cue.start, cue.end) == (marks.index("^"), marks.rindex("^") + 1)
    assert (cue.scope.start, cue.scope.end) == (places[0], places[-1] + 1)
    assert [place for place in range(cue.scope.start, cue.scope.end) if sentence[place] != " " and place not in places] == []


def test_every_direction_and_reach_is_pictured() -> None:
    assert {word for head, _, _ in find_pictures() for word in head.split(", ")} == {*Direction, *Reach}


def find_source_samples() -> list[tuple[str, str, str]]:
    found = [re.fullmatch(r"(\w+) +(.*?) +→ (.*)", line) for text in find_texts("source") for line in text.splitlines()]
    return [(sample[1], sample[2], sample[3]) for sample in found if sample]


@pytest.mark.parametrize(("where", "example", "source"), find_source_samples())
def test_a_source_stands_where_its_sample_says(where: str, example: str, source: str) -> None:
    text, ((start, end),) = unmark(example)
    rule = write_rule("en.docs.cue", [text[start:end].lower()], family="attribution", source=where)
    statements = read(Article(text), compile_small(rule)).statements
    assert [found.text for statement in statements for found in statement.sources] == [source]


def test_every_place_of_a_source_has_a_sample() -> None:
    assert {where for where, _, _ in find_source_samples()} == set(Where) - {Where.NONE}


# --- who wins


def find_fired(sentence: str, *rules: str) -> list[tuple[str, str]]:
    """The cues that count, each as the last part of its id and its words."""
    return [(cue.rule.split(".")[-1], cue.text) for cue in trace(sentence, compile_small("\n".join(rules))).fired]


CRANE = write_rule("en.docs.crane", ["crane fell"], family="hedge")
FELL = write_rule("en.docs.fell", ["fell over"], family="hedge")
LONG = write_rule("en.docs.long", ["crane fell over"], family="hearsay")
AGAIN = write_rule("en.docs.again", ["crane fell"], family="future")
OLD = ["old crane"]


@pytest.mark.parametrize(
    ("rules", "fired"),
    [
        ((CRANE, FELL), [("crane", "crane fell"), ("fell", "fell over")]),
        ((CRANE, FELL, LONG), [("long", "crane fell over")]),
        ((CRANE, AGAIN), [("crane", "crane fell")]),
        ((AGAIN, CRANE), [("again", "crane fell")]),
        ((CRANE, FELL, write_rule("en.docs.mask", OLD, kind="mask")), [("fell", "fell over")]),
        ((CRANE, write_rule("en.docs.mask", OLD, kind="mask", families=["vague"])), [("crane", "crane fell")]),
        ((LONG, CRANE, write_rule("en.docs.mask", OLD, kind="mask", families=["hearsay"])), []),
    ],
    ids=["overlap", "longest", "first", "first-again", "mask", "other-family", "longest-before-mask"],
)
def test_who_wins_is_as_the_page_says(rules: tuple[str, ...], fired: list[tuple[str, str]]) -> None:
    assert find_fired("The old crane fell over.", *rules) == fired


@pytest.mark.parametrize("family", Family)
def test_a_longer_cue_wins_unless_the_page_calls_its_family_quiet(family: Family) -> None:
    quiet = find_code(find_section("Who wins: masks, stops and the longest").split("unless the longer one is")[1].split(";")[0])
    longer = write_rule("en.docs.long", ["crane fell over"], family=family, source="subject")
    shown = {name for name, _ in find_fired("The harbour office crane fell over.", CRANE, longer)}
    assert shown == ({"crane", "long"} if family in quiet else {"long"})


@pytest.mark.parametrize(("families", "ends"), [({}, False), ({"families": ["hedge"]}, True)], ids=["of-all", "of-a-family"])
def test_only_a_mask_of_all_families_takes_away_a_stop(families: dict[str, list[str]], ends: bool) -> None:
    mask = write_rule("en.docs.mask", ["; the pier"], kind="mask", **families)
    cue = next(iter(trace("The old crane fell over; the pier held.", compile_small(f"{CRANE}\n{mask}")).fired))
    assert bool(cue.ended_by) == ends


# --- lists that the reading looks up (that these are all of them is tested beside the rulebook)


def test_the_lists_that_a_pack_must_hold_are_named() -> None:
    bullets = "\n".join(re.findall(r"^- .*(?:\n  .*)*", find_section("Lists"), re.MULTILINE))
    assert find_code(bullets) == set(NEEDED_LISTS)


# --- snippets and outputs: the page is followed from top to bottom


def find_snippets() -> list[str]:
    return [text for text in find_texts("toml") if LEFT_OUT not in text]


def add_snippet(files: Files, snippet: str) -> Files:
    """The pack with a snippet in the file that its first line names."""
    named = re.match(r"# (at the end of )?(rules/en/[a-z-]+\.toml)\n", snippet)
    assert named, f"the first line of a snippet says where it goes: {snippet}"
    return {**files, named[2]: files[named[2]] + "\n" + snippet if named[1] else snippet}


def edit_rule(files: Files, edit: str) -> Files:
    """The pack with the lines of the first edit added to the rule of the page's first steps."""
    name, rule = "rules/en/hearsay.toml", "en.hearsay.rumour"
    before, after = files[name].split(f'"{rule}"', 1)
    for key, line in re.findall(r"^(\w+) = \[\n( +.*)", edit, re.MULTILINE):
        opening = re.search(rf"^{key}\s*=\s*\[", after, re.MULTILINE)
        assert opening, f"{rule} has no {key}"
        after = f"{after[: opening.end()]}\n{line}\n{after[opening.end() :]}"
    return {**files, name: f'{before}"{rule}"{after}'}


@dataclass(frozen=True, slots=True)
class Step:
    """A block that shows an output, and the pack as the page has made it up to there."""

    files: Files
    block: Block


def follow_page() -> Iterator[Step]:
    files: Files = _SHIPPED
    for block in BLOCKS:
        if block.kind == "toml":
            files = edit_rule(files, block.text) if LEFT_OUT in block.text else add_snippet(files, block.text)
        elif block.kind in {"console", "diff"}:
            yield Step(files, block)


def find_commands() -> list[tuple[Files, str, str]]:
    """Each command of the page with the pack it meets and what the page says it prints."""
    commands = []
    for step in follow_page():
        if step.block.kind == "console":
            for shown in step.block.text.split("$ ")[1:]:
                command, _, output = shown.partition("\n")
                commands.append((step.files, command, output))
    return commands


def is_as_shown(shown: str, printed: str) -> bool:
    """Tell whether this was printed; left out may be words of one line or, on a line of its own, whole lines."""
    lines = [
        r"(?s:.*)" if line == LEFT_OUT else ".*".join(map(re.escape, line.split(LEFT_OUT))) for line in shown.strip().splitlines()
    ]
    return re.fullmatch("\n".join(lines), printed.strip()) is not None


@pytest.mark.parametrize(("files", "command", "shown"), find_commands())
def test_a_command_prints_what_the_page_shows(files: Files, command: str, shown: str, tmp_path: Path) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    arguments = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
    assert arguments[0] == "caveat"
    printed = caveat(*arguments[1:], environ={"CAVEAT_RULES_DIRECTORY": str(tmp_path / "rules")}).stdout
    assert is_as_shown(shown, printed), printed


def keep_needed(files: Files) -> Files:
    """The rules of the page and of the file it adds to, with the lists of all files: enough for its mistakes, and quick."""
    kept = {name: text for name, text in files.items() if name not in _SHIPPED or name == "rules/en/hearsay.toml"}
    lists = find_lists({name: text for name, text in files.items() if name not in kept})
    return {**kept, "rules/en/lists.toml": write_lists(lists)}


def find_complaints(files: Files) -> list[str]:
    try:
        return [str(complaint) for complaint in check_examples(compile_pack(files))]
    except RuleError as error:
        return str(error).splitlines()


def make_mistake(files: Files, diff: str) -> tuple[Files, str]:
    """The pack with the mistake of a diff, and what the page says is printed."""
    removed, added = (re.findall(rf"^\{sign}(.*)", diff, re.MULTILINE) for sign in "-+")
    text = files["rules/en/mine.toml"]
    for old, new in zip(removed, added, strict=True):
        assert f"{old}\n" in text
        text = text.replace(old, new)
    return {**files, "rules/en/mine.toml": text}, re.sub(r"^[-+].*\n", "", diff, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "step", [step for step in follow_page() if step.block.kind == "diff"], ids=lambda step: step.block.text[:60]
)
def test_a_mistake_gives_the_message_that_the_page_shows(step: Step) -> None:
    files, shown = make_mistake(step.files, step.block.text)
    printed = [line for line in find_complaints(keep_needed(files)) if line.startswith("rules/en/mine.toml")]
    assert is_as_shown(shown, "\n".join(printed)), printed


def test_the_snippets_pass_the_check_in_the_shipped_pack() -> None:
    files: Files = _SHIPPED
    for snippet in find_snippets():
        files = add_snippet(files, snippet)
    names = {rule["id"] for snippet in find_snippets() for rule in tomllib.loads(snippet).get("rule", [])}
    complaints = check_examples(compile_pack(files))
    assert [str(complaint) for complaint in complaints if complaint.rule in names] == []


def test_the_python_of_the_tour_prints_what_it_shows() -> None:
    assert doctest.testfile(str(ROOT / "docs" / "reading.md"), module_relative=False) == (0, 6)


# --- links, and the tour of the code


@pytest.mark.parametrize("page", [PAGE, TOUR], ids=["rules", "reading"])
def test_every_link_leads_somewhere(page: str) -> None:
    titles = re.findall(r"^#+ (.*)", page, re.MULTILINE)
    anchors = {"#" + re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    links = re.findall(r"\]\(([^)]+)\)", page)
    assert [link for link in links if link not in anchors and not (ROOT / "docs" / link.split("#")[0]).is_file()] == []


TOURED = ("text", "rulebook", "reading")
TOUR_CODE = find_code(re.sub(r"^```.*?^```$", "", TOUR, flags=re.MULTILINE | re.DOTALL))


def test_the_tour_passes_every_file_of_its_parts() -> None:
    files = {file.relative_to(ROOT).as_posix() for part in TOURED for file in (ROOT / "bot" / part).glob("*.py")}
    shown = {code for code in TOUR_CODE if re.fullmatch(rf"bot/({'|'.join(TOURED)})/\w+\.py", code)}
    assert shown == {file for file in files if not file.endswith("__init__.py")}


def find_names(tree: ast.AST) -> set[str]:
    named = (ast.FunctionDef, ast.ClassDef)
    names = {node.name for node in ast.walk(tree) if isinstance(node, named)}
    return names | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def test_the_tour_names_files_functions_and_values_that_exist() -> None:
    known = {name for file in (ROOT / "bot").rglob("*.py") for name in find_names(ast.parse(file.read_text(encoding="utf-8")))}
    paths = {word for word in TOUR_CODE if "/" in word}
    words = {word.removesuffix("()").rsplit(".", 1)[-1] for word in TOUR_CODE - paths if re.fullmatch(r"[\w.]+(\(\))?", word)}
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []
    assert sorted(words - known) == []
