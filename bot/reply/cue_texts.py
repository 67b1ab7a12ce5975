"""A chat's own cues as a rule file: TOML that a pack can take once its examples are filled in."""

import json
from collections.abc import Iterator, Mapping, Sequence

from bot.reply.phrasebook import Phrasebook
from bot.rulebook import Rule, Where
from bot.rulebook.rules import Scope


def write_rules(rules: Sequence[Rule], examples: Mapping[str, Sequence[str]], language: str, phrasebook: Phrasebook) -> list[str]:
    """The file in blocks, what it is for and then each rule, laid out like the shipped files; joined by empty lines it is whole.

    `examples` are sentences by rule id that may be taken as examples: they stand behind a #, for whoever fills them in.
    """
    blocks = ["\n".join(_write_rule(rule, examples.get(rule.id, ()), language, phrasebook)) for rule in rules]
    return [_remark("file", phrasebook), *blocks]


def _write_rule(rule: Rule, examples: Sequence[str], language: str, phrasebook: Phrasebook) -> Iterator[str]:
    yield "[[rule]]"
    yield f"id = {_text(f'{language}.{rule.id}')}"
    yield f"family = {_text(rule.family or '')}"
    yield f"scope = {_scope(rule.scope)}"
    if rule.source is not Where.NONE:
        yield f"source = {_text(rule.source)}"
        yield f"part = {_text(rule.part)}"
    yield f"phrases = [{', '.join(map(_text, rule.phrases))}]"
    yield f"explain = {_text(rule.explain)}"
    yield from _write_examples("match", "file-found" if examples else "file-match", examples or [""], phrasebook)
    yield from _write_examples("no_match", "file-no-match", [""], phrasebook)


def _write_examples(key: str, remark: str, examples: Sequence[str], phrasebook: Phrasebook) -> Iterator[str]:
    yield f"{key} = ["
    yield f"    {_remark(remark, phrasebook)}"
    yield from (f"    # {_text(example)}," for example in examples)
    yield "]"


def _remark(key: str, phrasebook: Phrasebook) -> str:
    return f"# {phrasebook.say('cue', key)}"


def _scope(scope: Scope) -> str:
    return f"{{ direction = {_text(scope.direction)}, reach = {_text(scope.reach)} }}"


def _text(text: str) -> str:
    """A text between straight quotation marks: JSON writes it as TOML does where it holds no controls."""
    return json.dumps(str(text), ensure_ascii=False)
