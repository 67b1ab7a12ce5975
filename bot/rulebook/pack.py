"""The texts of a pack become a rulebook, or complaints about them: lists are joined, ids compared, phrases read."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.errors import Complaint, RuleError
from bot.rulebook.book import Rulebook, assemble
from bot.rulebook.elements import Pattern
from bot.rulebook.grammar import PhraseError, read_patterns
from bot.rulebook.nearest import name_nearest
from bot.rulebook.places import Places
from bot.rulebook.rules import Rule, RuleFile, WordList, read_rules
from bot.rulebook.trie import build

MOST_ENTRY_WORDS = 8
"""Words in one entry of a list."""
NEEDED_LISTS = (
    *("abbreviated-titles", "abbreviations", "sentence-starters", "function-words", "numbers"),
    *("accusations", "acronyms", "adverb-endings", "adverbs", "apposition-openers", "articles", "auxiliaries"),
    *("bare-modifiers", "body-links", "broadcasts", "callings", "circumstances", "citing", "clause-linkers", "clause-openers"),
    *("collective-heads", "complement-openers", "conjunctions", "containers", "crowding", "day-openers", "definite"),
    *(
        "detail-nouns",
        "detail-openers",
        "determiners",
        "document-heads",
        "female",
        "finite-verbs",
        "floating-quantifiers",
        "footage",
    ),
    *("else-words", "proceedings", "suspecting"),
    *("forwarding", "getting", "group-pronouns", "hearing", "honorifics", "instructions", "joiners", "knowing"),
    *("leaving-prepositions", "loose-outlets", "male", "modals", "mouths", "name-links", "negations", "no-source"),
    *("noun-endings", "noun-orders", "nouns-too", "offices", "one-and-the-same", "organisation-heads", "origins", "outlet-heads"),
    *("outlet-name-words", "outlet-openers", "outlets", "own-voice", "participles", "people-endings", "person-pronouns"),
    *("plain-verbs", "platforms", "pointers", "possessives", "prepositions", "printing", "quantifiers-of-crowds"),
    *(
        "counted-people",
        "figure-answers",
        "figure-apart",
        "figure-giving",
        "figure-measures",
        "figure-part-seers",
        "figure-records",
    ),
    *("keepers", "kept-things", "same-mouths"),
    *(
        "relative-pronouns",
        "repeating",
        "role-heads",
        "same-words",
        "saying-so",
        "sayings",
        "several",
        "spokespeople",
        "story-words",
    ),
    *(
        "team-words",
        "poll-words",
        "thing-pronouns",
        "things-do",
        "thought-enders",
        "time-words",
        "told-things",
        "tracing",
        "unnamed-heads",
        "verb-endings",
    ),
    *("week-days", "writers"),
    *(
        "all-of-them",
        "drawing",
        "drawing-particles",
        "drawing-straight",
        "drawing-things",
        "drawn",
        "media-verbs",
        "of-their-own",
    ),
    *("more-origins", "passed-by", "plain-origins", "press-words", "row-words", "only-ones", "their-own"),
    *("chainers", "handing-on", "made-up", "more-mouths", "publics"),
)
"""Every list that the reading looks up by its name: a pack holds them all."""
_REFERENCE = re.compile(r"@[a-z][a-z0-9-]*")


def compile_pack(files: Mapping[str, str], language: str = "en") -> Rulebook:
    """Compile the texts of one language's rule files, by file name.

    Errors: RuleError with every complaint, a line each. Examples are not tried here: `bot.reading.examples` does that.
    """
    pack = _Pack(files, language)
    lists, rules = pack.join_lists(), pack.rules
    pack.compare_ids()
    patterns = pack.read_phrases(lists)
    pack.look_for_needed(lists)
    if pack.complaints:
        raise RuleError("\n".join(map(str, pack.complaints)))
    return assemble(files, language, rules, lists, build(patterns))


class _Pack:
    """The files of a pack as they were read, and what is wrong with them together."""

    def __init__(self, files: Mapping[str, str], language: str) -> None:
        read: list[RuleFile] = [read_rules(files[name], name) for name in sorted(files)]
        self.files = files
        self.language = language
        self.rules: tuple[Rule, ...] = tuple(rule for one in read for rule in one.rules)
        self.lists: dict[str, WordList] = {}
        self.complaints = [complaint for one in read for complaint in one.complaints]
        for name, found in (entry for one in read for entry in one.lists.items()):
            self.add_list(name, found)

    def add_list(self, name: str, found: WordList) -> None:
        first = self.lists.setdefault(name, found)
        if first is not found:
            says = f'list "{name}" stands at {first.file}:{first.line} already; give it another name'
            self.complaints.append(Complaint(found.file, found.line, "", says))

    def join_lists(self) -> dict[str, tuple[str, ...]]:
        """All lists of the pack; an entry "@other" stands for the entries of that list."""
        for name in self.lists:
            self.look_at_entries(name)
        return {name: tuple(dict.fromkeys(self.entries(name, ()))) for name in self.lists}

    def look_at_entries(self, name: str) -> None:
        for entry in self.lists[name].entries:
            if not _REFERENCE.fullmatch(entry):
                if len(entry.split()) > MOST_ENTRY_WORDS:
                    self.complain_of_entry(name, entry, f'an entry has at most {MOST_ENTRY_WORDS} words, not "{entry}"')
            elif entry[1:] not in self.lists:
                near = name_nearest(entry, ["@" + known for known in self.lists], "lists")
                self.complain_of_entry(name, entry, f"unknown list {entry}; {near}")

    def entries(self, name: str, within: Sequence[str]) -> Iterator[str]:
        for entry in self.lists[name].entries:
            if not _REFERENCE.fullmatch(entry):
                yield entry
            elif entry[1:] in (name, *within):
                self.complain_of_entry(name, entry, f"the list holds itself through {entry}")
            elif entry[1:] in self.lists:
                yield from self.entries(entry[1:], (name, *within))

    def complain_of_entry(self, name: str, entry: str, says: str) -> None:
        found = self.lists[name]
        line = Places(self.files[found.file]).find_text(None, name, entry)
        self.complaints.append(Complaint(found.file, line, "", f'list "{name}": {says}'))

    def compare_ids(self) -> None:
        seen: dict[str, Rule] = {}
        for rule in self.rules:
            first = seen.setdefault(rule.id, rule)
            if first is not rule:
                self.complain(rule, f"this id stands at {first.file}:{first.line} already; ids are for ever, choose another")
            if not rule.id.startswith(self.language + "."):
                self.complain(rule, f'an id of this pack begins with "{self.language}."')

    def complain(self, rule: Rule, says: str) -> None:
        self.complaints.append(Complaint(rule.file, rule.line, rule.id, says))

    def read_phrases(self, lists: Mapping[str, tuple[str, ...]]) -> list[tuple[int, Pattern]]:
        """Every phrase with the number of its rule."""
        patterns: list[tuple[int, Pattern]] = []
        for number, rule in enumerate(self.rules):
            for phrase in rule.phrases:
                try:
                    patterns += [(number, pattern) for pattern in read_patterns(phrase, lists)]
                except PhraseError as error:
                    places = Places(self.files[rule.file])
                    line = places.find_text(places.find_block(rule.line), "phrases", phrase)
                    self.complaints.append(Complaint(rule.file, line, rule.id, f'phrase "{phrase}": {error}'))
        return patterns

    def look_for_needed(self, lists: Mapping[str, object]) -> None:
        missing = [f'"{name}"' for name in NEEDED_LISTS if name not in lists]
        unread = any(complaint.says.startswith("not TOML") for complaint in self.complaints)  # they may be in that file
        if missing and not unread:
            folder = next(iter(self.files), "").rpartition("/")[0] or f'the pack for "{self.language}"'
            says = f"the pack has no list {', '.join(missing)}, which the reading looks up; add it to the [lists] of any file"
            self.complaints.append(Complaint(folder, 0, "", says))
