"""The phrasebook: complete, strict, and in the tone of the house."""

import re
from collections.abc import Iterator, Mapping

import pytest

from bot.errors import RuleError
from bot.model import NoPage, PageFault, Status
from bot.reply.origin import say_no_page
from bot.reply.phrase_keys import PHRASES, PLURALS
from bot.reply.phrasebook import Phrasebook, parse_phrasebook


def every_phrase(phrasebook: Phrasebook) -> Iterator[str]:
    for part in phrasebook.phrases.values():
        yield from part.values()
    for plurals in phrasebook.plurals.values():
        for plural in plurals.values():
            yield from (plural.one, plural.other)


def complaint(text: str) -> str:
    with pytest.raises(RuleError) as raised:
        parse_phrasebook(text, "xx.toml")
    return str(raised.value)


def test_an_unknown_key_is_named_with_what_is_allowed(phrase_text: str) -> None:
    says = complaint(phrase_text.replace('too-little = "', 'too-litle = "x"\ntoo-little = "', 1))
    assert says.startswith("xx.toml, level: unknown key too-litle; allowed: attributed, doubted, doubted-denied, ")


def test_a_missing_key_is_named(phrase_text: str) -> None:
    assert (
        complaint(re.sub(r"^doubted = .*\n", "", phrase_text, count=1, flags=re.MULTILINE))
        == "xx.toml, level: missing key doubted"
    )


def test_an_unknown_part_is_named(phrase_text: str) -> None:
    assert complaint(phrase_text + "\n[jokes]\n").startswith("xx.toml, the top: unknown key jokes; allowed: ")


def test_a_missing_part_is_named() -> None:
    assert complaint('language = "xx"').startswith("xx.toml, the top: missing key audit, backroom, button, certainty, chat, ")


def test_a_wrong_placeholder_is_named_with_the_right_one(phrase_text: str) -> None:
    says = complaint(phrase_text.replace("denied by {who}", "denied by {whom}", 1))
    assert says == "xx.toml, label.denied-by: unknown placeholder {whom}; allowed: {who}"


def test_a_placeholder_where_none_belongs_is_named(phrase_text: str) -> None:
    says = complaint(phrase_text.replace("Too little to weigh", "Too little to weigh {n}", 1))
    assert says == "xx.toml, level.too-little: unknown placeholder {n}; none is allowed here"


def test_a_missing_placeholder_is_named(phrase_text: str) -> None:
    says = complaint(phrase_text.replace("denied by {who}", "denied", 1))
    assert says == "xx.toml, label.denied-by: missing placeholder {who}; allowed: {who}"


@pytest.mark.parametrize("placeholder", ["{who!r}", "{who:>9}", "{who.name}", "{who[0]}", "{}", "{0}"])
def test_a_placeholder_is_only_a_name(phrase_text: str, placeholder: str) -> None:
    assert complaint(phrase_text.replace("denied by {who}", f"denied by {placeholder}", 1)).startswith(
        "xx.toml, label.denied-by: "
    )


def test_a_brace_that_is_left_open_is_located(phrase_text: str) -> None:
    says = complaint(phrase_text.replace("denied by {who}", "denied by {who", 1))
    assert says.startswith("xx.toml, label.denied-by: ")
    assert "a brace that is no placeholder is written twice" in says


@pytest.mark.parametrize("value", ['""', '"  "', "3", "[]", "{ one = 'x', other = 'y' }"])
def test_a_phrase_is_a_text(phrase_text: str, value: str) -> None:
    says = complaint(phrase_text.replace('denied = "denied"', f"denied = {value}", 1))
    assert says == "xx.toml, status.denied: must be a text that is not empty"


def test_a_plural_has_both_forms(phrase_text: str) -> None:
    says = complaint(phrase_text.replace('named = { one = "{n} named", ', "named = { ", 1))
    assert says == "xx.toml, count.named: missing key one"


def test_a_plural_is_a_table(phrase_text: str) -> None:
    says = complaint(re.sub(r"^named = \{.*$", 'named = "{n} named"', phrase_text, count=1, flags=re.MULTILINE))
    assert says == "xx.toml, count.named: must be a table with the keys one, other"


def test_a_part_is_a_table() -> None:
    keys = "\n".join(f"{part} = 3" for part in (*PHRASES, *PLURALS))
    assert complaint(f'language = "xx"\n{keys}').startswith("xx.toml, level: must be a table with the keys ")


def test_the_form_for_one_may_leave_the_number_out(phrase_text: str) -> None:
    text = phrase_text.replace('one = "{n} named"', 'one = "one named"', 1)
    assert parse_phrasebook(text, "xx.toml").count("count", Status.NAMED, 1, n=1) == "one named"


def test_what_is_not_toml_is_located() -> None:
    assert complaint("language = ").startswith("xx.toml: not TOML: ")
    assert "line 1" in complaint("language = \n")


@pytest.mark.parametrize(
    "word", ["refute", "admit", "debunk", "fake", "lie", "%", "percent", "score", "truth", "warning", "expose"]
)
def test_the_phrasebook_judges_nobody(phrasebook: Phrasebook, word: str) -> None:
    found = [phrase for phrase in every_phrase(phrasebook) if re.search(rf"(?<!\w){re.escape(word)}", phrase, re.IGNORECASE)]
    assert found == []


def test_true_and_false_are_said_only_to_say_that_they_are_not_told(phrasebook: Phrasebook) -> None:
    phrases = [phrase for phrase in every_phrase(phrasebook) if re.search(r"\b(true|false)\b", phrase, re.IGNORECASE)]
    assert phrases == [phrasebook.say("line", "closing"), phrasebook.say("chat", "start")]
    assert "I never say whether something is true" in phrasebook.say("chat", "start")


def test_the_closing_line_is_the_promise(phrasebook: Phrasebook) -> None:
    assert phrasebook.say("line", "closing") == "A reading of the wording, not a fact-check. Unconfirmed does not mean false."


@pytest.mark.parametrize("key", PHRASES["refusal"])
def test_a_refusal_is_one_calm_line_that_says_what_to_do_next(phrasebook: Phrasebook, key: str) -> None:
    says = phrasebook.say("refusal", key)
    assert "\n" not in says
    assert "!" not in says
    assert "Send " in says


@pytest.mark.parametrize("fault", PageFault)
def test_a_page_that_gives_no_article_gets_a_calm_line_that_says_what_to_do_next(
    phrasebook: Phrasebook, fault: PageFault
) -> None:
    says = say_no_page(NoPage(fault, "https://a.example", {"host": "a.example", "status": "503", "words": "12"}), phrasebook)
    assert "\n" not in says
    assert "!" not in says
    assert re.search(r"(paste|Paste|Send) ", says)


@pytest.mark.parametrize("key", [key for key, takes in PHRASES["chat"].items() if not takes])
def test_what_the_bot_says_in_a_chat_fits_a_message_and_holds_no_markup(phrasebook: Phrasebook, key: str) -> None:
    says = phrasebook.say("chat", key)
    assert len(says.encode("utf-16-le")) // 2 <= 4_096
    assert not set("<>&*_`") & set(says)


def test_help_explains_every_word_of_the_counts(phrasebook: Phrasebook) -> None:
    words = {phrasebook.count("count", status, 2, n=2).removeprefix("2 ") for status in Status}
    assert {word for word in words if word not in phrasebook.say("chat", "help")} == set()


def test_a_value_with_braces_is_only_shown(phrasebook: Phrasebook) -> None:
    assert phrasebook.say("label", "denied-by", who="{who} {0}") == "denied by {who} {0}"


def test_all_parts_are_mappings_of_the_listed_keys(phrasebook: Phrasebook) -> None:
    def keys(parts: Mapping[str, Mapping[str, object]]) -> dict[str, list[str]]:
        return {part: list(entries) for part, entries in parts.items()}

    assert keys(phrasebook.phrases) == keys(PHRASES)
    assert keys(phrasebook.plurals) == keys(PLURALS)
