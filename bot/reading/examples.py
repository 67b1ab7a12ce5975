"""Tries every example of a pack: the marked words must be the span found, near misses must stay silent, no phrase may be idle."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from bot.errors import Complaint
from bot.model import Article, Family
from bot.reading.cues import sift
from bot.reading.outline import outline
from bot.reading.read import draft_statements
from bot.rulebook import Kind, Rule, Rulebook, Where
from bot.rulebook.elements import Brace, Choice, Element, Form, Gap, Word
from bot.rulebook.matcher import Matcher

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def check_examples(rulebook: Rulebook) -> tuple[Complaint, ...]:
    """Everything that is wrong with a pack that compiles: failing examples, idle, duplicate and unreachable phrases."""
    complaints = [complaint for number, rule in enumerate(rulebook.rules) for complaint in _check_rule(number, rule, rulebook)]
    return (*complaints, *_duplicates(rulebook), *_unreachable(rulebook))


def _check_rule(number: int, rule: Rule, rulebook: Rulebook) -> Iterator[Complaint]:
    complain = partial(_complain, rulebook, rule)
    used: set[int] = set()
    matcher = rulebook.match_phrases(rule)
    for example in rule.match:
        text, marked = unmark(example)
        if not marked:
            yield complain("match", example, "mark the words it finds with [[ and ]]")
            continue
        found = find_spans(text, number, rulebook)
        if set(found) != set(marked):
            why = _why_not(text, rule, rulebook)
            yield complain("match", example, f"marked {_shown(text, marked)}, found {_shown(text, found)}{why}")
        used |= _phrases_used(text, matcher, rulebook)
    for place, phrase in enumerate(rule.phrases):
        if place not in used:
            yield complain("phrase", phrase, "no match example uses it; add a sentence that does")
    for example in rule.no_match:
        found = find_spans(example, number, rulebook)
        if found:
            yield complain("no_match", example, f"it fired on {_shown(example, found)}; narrow the phrase or add a mask")


def unmark(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its [[marks]], and where the marked words stand in it."""
    parts, spans, length, done = [], [], 0, 0
    for found in _MARK.finditer(example):
        before = example[done : found.start()]
        parts += [before, found[1]]
        spans.append((length + len(before), length + len(before) + len(found[1])))
        length, done = spans[-1][1], found.end()
    return "".join([*parts, example[done:]]), spans


def find_spans(text: str, number: int, rulebook: Rulebook) -> list[tuple[int, int]]:
    """Where the rule of that number holds in a text, after masks and longer cues; masks, stops and asides wherever they match."""
    rule = rulebook.rules[number]
    plan = outline(Article(text), rulebook)
    if rule.kind is Kind.CUE:
        found = [
            (draft.passage, cue.first, cue.last)
            for draft in draft_statements(plan, rulebook)
            for cue in draft.cues
            if cue.rule is rule
        ]
    else:
        found = [(passage, first, last) for passage in plan.passages for hit, first, last in passage.hits if hit == number]
    spans = list(dict.fromkeys(passage.words.span(first, last) for passage, first, last in found))
    return [span for span in spans if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)]


def _phrases_used(text: str, matcher: Matcher, rulebook: Rulebook) -> set[int]:
    """Which phrases of a rule match anywhere in the text, by their place in the rule."""
    passages = outline(Article(text), rulebook).passages
    return {place for passage in passages for place, _, _ in matcher.find(passage.words, passage.first, passage.last)}


def _why_not(text: str, rule: Rule, rulebook: Rulebook) -> str:
    sifted = [(passage, sift(passage.hits, rulebook)) for passage in outline(Article(text), rulebook).passages]
    for passage, one in sifted:
        for lost in one.lost:
            if lost.cue.rule is rule:
                words = passage.text_of(lost.by.first, lost.by.last)
                return f'; "{words}" of {lost.by.rule.id} took it ({lost.why})'
    return _no_source(rule) if any(cue.rule is rule for _, one in sifted for cue in one.cues) else ""


def _no_source(rule: Rule) -> str:
    """What to say of a cue whose words were found and that does not count for want of a source."""
    if rule.source_kinds:
        return f"; its words were found, but no source of the kinds it asks for: {', '.join(sorted(rule.source_kinds))}"
    if rule.family is not Family.ATTRIBUTION:
        return ""
    if rule.source is Where.NONE:
        return '; its words were found, but an attribution never counts without "source": say where the source stands'
    return f'; its words were found, but no source where "source" says ({rule.source})'


def _shown(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " and ".join(f'"{text[start:end]}"' for start, end in spans) or "nothing"


def _complain(rulebook: Rulebook, rule: Rule, what: str, text: str, says: str) -> Complaint:
    """A complaint with the line of the phrase or example that it is about."""
    line = rulebook.line_of(rule, "phrases" if what == "phrase" else what, text)
    return Complaint(rule.file, line, rule.id, f'{what} "{text}": {says}')


def _duplicates(rulebook: Rulebook) -> Iterator[Complaint]:
    """A phrase that stands in another phrase of its kind too, word for word: only one of them can ever count."""
    owners: dict[tuple[Kind, Form], tuple[int, int]] = {}
    seen = set()
    for number, place, form in rulebook.forms:
        rule = rulebook.rules[number]
        other = owners.setdefault((rule.kind, form), (number, place))
        if other != (number, place) and (number, place) not in seen:
            seen.add((number, place))
            first = rulebook.rules[other[0]]
            says = f"{_written(form)} stands in rule {first.id} ({first.file}:{first.line}) too; keep it in one"
            yield _complain(rulebook, rule, "phrase", rule.phrases[place], says)


def _unreachable(rulebook: Rulebook) -> Iterator[Complaint]:
    """A phrase that can never count: in all its forms a mask matches some of its words."""
    masks: dict[Element, list[tuple[Form, Rule]]] = defaultdict(list)
    for number, _, form in rulebook.forms:
        if rulebook.rules[number].kind is Kind.MASK and all(isinstance(element, Word) for element in form):
            masks[form[0]].append((form, rulebook.rules[number]))
    forms: dict[tuple[int, int], list[Form]] = defaultdict(list)
    for number, place, form in rulebook.forms:
        if rulebook.rules[number].kind is Kind.CUE:
            forms[number, place].append(form)
    for (number, place), mine in forms.items():
        rule = rulebook.rules[number]
        hiding = [_hidden_by(form, rule, masks) for form in mine]
        if all(hiding) and hiding[0]:
            yield _complain(rulebook, rule, "phrase", rule.phrases[place], f"it is always removed by the mask {hiding[0].id}")


def _hidden_by(form: Form, rule: Rule, masks: dict[Element, list[tuple[Form, Rule]]]) -> Rule | None:
    for start, element in enumerate(form):
        for mask, owner in masks.get(element, ()):
            if form[start : start + len(mask)] == mask and (not owner.families or rule.family in owner.families):
                return owner
    return None


def _written(form: Form) -> str:
    return '"' + " ".join(map(_element, form)) + '"'


def _element(element: Element) -> str:
    if isinstance(element, Word):
        return element.form.capitalize() if element.capital else element.form
    if isinstance(element, Choice):
        return f"@{element.name}" if element.name else "(" + "|".join(sorted(element.forms)[:6]) + ")"
    if isinstance(element, Gap):
        return f"<{element.least}-{element.most}>"
    if isinstance(element, Brace):
        return "}" if element.closes else "{"
    return "$" if element.last else "^"
