"""`caveat rules`: lists the rules, shows one, tries them on their own examples or on a sentence."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from bot.cli.output import plain_output
from bot.cli.parts import read_settings
from bot.cli.status import DONE, UNREADABLE
from bot.errors import RuleError
from bot.rulebook import Rule, Rulebook


def run(arguments: Namespace) -> int:
    """Print what the action asks for."""
    return ACTIONS[arguments.action](arguments)


def _list(arguments: Namespace) -> int:
    rulebook = _load(arguments)
    widest = max((len(rule.id) for rule in rulebook.rules), default=0)
    _print(f"{rule.id:<{widest}}  {rule.family or rule.kind:<12}  {rule.explain}" for rule in rulebook.rules)
    return DONE


def _show(arguments: Namespace) -> int:
    _print(_describe(_load(arguments).rule(arguments.id)))
    return DONE


def _check(arguments: Namespace) -> int:
    complaints = _find_complaints(arguments)
    _print(complaints)
    _print([f"{len(complaints)} to mend." if complaints else "Every rule is well, and so is every example."])
    return UNREADABLE if complaints else DONE


def _find_complaints(arguments: Namespace) -> list[str]:
    """What is wrong with a pack, whether it can be loaded or not. Raises RuleError where there is no pack."""
    from bot.files import check_rules, find_pack

    settings = read_settings(arguments).rules
    directory = arguments.directory or settings.directory
    find_pack(directory, settings.language)
    try:
        return [str(complaint) for complaint in check_rules(directory, settings.language)]
    except RuleError as error:
        return str(error).splitlines()


def _try(arguments: Namespace) -> int:
    from bot.files import load_phrasebook
    from bot.reading import trace
    from bot.reply.explain import explain_trace

    rulebook, phrasebook = _load(arguments), load_phrasebook(read_settings(arguments).reply.language)
    _print([explain_trace(arguments.sentence, trace(arguments.sentence, rulebook), rulebook, phrasebook)])
    return DONE


def _feedback(arguments: Namespace) -> int:
    from bot.cli.feedback import list_feedback
    from bot.memory.answers import read_feedback
    from bot.settings import find_memory

    file = find_memory(read_settings(arguments).memory, os.environ)
    _print(list_feedback(read_feedback(file)) or [f"Nobody pressed Wrong? yet ({file})."])
    return DONE


def _load(arguments: Namespace) -> Rulebook:
    """The rules as they are: who looks at them may be in the middle of mending an example."""
    from bot.files import load_rulebook

    settings = read_settings(arguments).rules
    return load_rulebook(settings.directory, settings.language, try_examples=False)


ACTIONS: Mapping[str, Callable[[Namespace], int]] = {
    "list": _list,
    "show": _show,
    "check": _check,
    "feedback": _feedback,
    "try": _try,
}


def _describe(rule: Rule) -> Iterator[str]:
    """A rule as lines, its examples with the marked words as its author wrote them."""
    family = f"{rule.kind}, {rule.family}" if rule.family else rule.kind
    yield from (rule.id, f"  {rule.explain}", f"  {family}; {rule.scope.direction}, {rule.scope.reach}; {rule.file}:{rule.line}")
    examples = {"phrases": rule.phrases, "match": rule.match, "no match": rule.no_match, "false alarms": (rule.false_alarms,)}
    yield from chain.from_iterable((title, *(f"  {line}" for line in lines)) for title, lines in examples.items() if any(lines))


def _print(lines: Iterable[str]) -> None:
    stream = plain_output()
    for line in lines:
        stream.write(f"{line}\n")
