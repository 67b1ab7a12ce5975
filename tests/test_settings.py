"""Settings: what is allowed, what is not, and how it is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import ReplySettings, RulesSettings, Settings, TelegramSettings, find_config, load_settings

ROOT = Path(__file__).parent.parent
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_config(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_config


def complaints(path: Path | None, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings(path, environ or {})
    return str(caught.value).splitlines()


def test_no_file_and_an_empty_environment_give_the_defaults() -> None:
    assert load_settings(None, {}) == Settings()


def test_the_shipped_file_says_the_defaults() -> None:
    assert load_settings(ROOT / "config.toml", {}) == Settings()


def test_the_shipped_file_names_every_key_but_the_token() -> None:
    lines = (ROOT / "config.toml").read_text(encoding="utf-8").splitlines()
    written = [line.split(" = ")[0] for line in lines if " = " in line and not line.startswith("#")]
    assert written == ["base_url", "poll_timeout_seconds", "directory", "language", "language", "level"]


def test_a_file_changes_what_it_names_and_nothing_else(write: Write) -> None:
    changed = load_settings(write("[telegram]\npoll_timeout_seconds = 5"), {})
    assert changed == Settings(telegram=TelegramSettings(poll_timeout_seconds=5))


def test_the_environment_wins_over_the_file(write: Write) -> None:
    path = write('[reply]\nlanguage = "fr"')
    assert load_settings(path, {"CAVEAT_REPLY_LANGUAGE": "de"}) == Settings(reply=ReplySettings(language="de"))


def test_a_number_is_read_from_the_environment() -> None:
    assert load_settings(None, {"CAVEAT_TELEGRAM_POLL_TIMEOUT_SECONDS": "7"}).telegram.poll_timeout_seconds == 7


def test_variables_of_others_are_left_alone() -> None:
    assert load_settings(None, {"HOME": "/", "XCAVEAT_A": "1"}) == Settings()


def test_a_directory_in_a_file_is_counted_from_that_file(write: Write, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert load_settings(write('[rules]\ndirectory = "mine"'), {}).rules == RulesSettings(directory=tmp_path / "mine")


def test_a_directory_in_the_environment_is_counted_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load_settings(None, {"CAVEAT_RULES_DIRECTORY": "mine"}).rules.directory == Path("mine")


def test_an_empty_directory_means_the_shipped_rules(write: Write) -> None:
    assert load_settings(write('[rules]\ndirectory = ""'), {}).rules.directory is None


def test_the_token_comes_from_its_own_variable() -> None:
    assert load_settings(None, {"TELEGRAM_BOT_TOKEN": " 1:secret\n"}).telegram.token == "1:secret"


def test_the_token_is_in_no_repr() -> None:
    assert "secret" not in repr(load_settings(None, {"TELEGRAM_BOT_TOKEN": "1:secret"}))


def test_a_token_in_the_file_is_refused_with_where_it_belongs(write: Write) -> None:
    path = write('[telegram]\ntoken = "1:secret"')
    hint = "the token is read from the environment only: TELEGRAM_BOT_TOKEN"
    assert complaints(path) == [f'{path}, telegram: unknown key "token"; allowed: base_url, poll_timeout_seconds ({hint})']


def test_a_token_under_the_prefix_is_an_unknown_variable() -> None:
    assert complaints(None, {"CAVEAT_TELEGRAM_TOKEN": "1:secret"})[0].startswith(
        "environment: unknown variable CAVEAT_TELEGRAM_TOKEN;"
    )


def test_an_unknown_section_is_named_with_the_allowed_ones(write: Write) -> None:
    path = write("[rule]\ndirectory = ''")
    assert complaints(path) == [f'{path}: unknown section "rule"; allowed: telegram, rules, reply, log']


def test_an_unknown_key_is_named_with_the_allowed_ones(write: Write) -> None:
    path = write("[rules]\ndirectry = ''")
    assert complaints(path) == [f'{path}, rules: unknown key "directry"; allowed: directory, language']


def test_a_key_outside_a_section_is_refused(write: Write) -> None:
    path = write("reply = 'en'")
    assert complaints(path) == [f'{path}, reply: "en" is not allowed; allowed: a section, [reply]']


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("telegram.poll_timeout_seconds", "51", "a whole number from 0 to 50"),
        ("telegram.poll_timeout_seconds", "-1", "a whole number from 0 to 50"),
        ("telegram.poll_timeout_seconds", "2.5", "a whole number from 0 to 50"),
        ("telegram.poll_timeout_seconds", "true", "a whole number from 0 to 50"),
        ("telegram.poll_timeout_seconds", '"10"', "a whole number from 0 to 50"),
        ("telegram.base_url", '"ftp://example.org"', "an http or https address without a slash at the end"),
        ("telegram.base_url", '"https://example.org/"', "an http or https address without a slash at the end"),
        ("telegram.base_url", "8080", "an http or https address without a slash at the end"),
        ("rules.directory", '"nowhere"', 'a folder that exists, or "" for the one that comes with Caveat'),
        ("rules.directory", "false", 'a folder that exists, or "" for the one that comes with Caveat'),
        ("rules.language", '"English"', 'a language code such as "en"'),
        ("reply.language", "[]", 'a language code such as "en"'),
        ("log.level", '"loud"', "one of debug, info, warning, error"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(write: Write, key: str, value: str, allowed: str) -> None:
    section, name = key.split(".")
    path = write(f"[{section}]\n{name} = {value}")
    assert complaints(path) == [f"{path}, {key}: {value} is not allowed; allowed: {allowed}"]


@pytest.mark.parametrize("text", ["soon", "", "1.5"])
def test_a_number_in_words_is_refused_with_its_variable(text: str) -> None:
    variable = "CAVEAT_TELEGRAM_POLL_TIMEOUT_SECONDS"
    assert complaints(None, {variable: text}) == [
        f'environment, {variable}: "{text}" is not allowed; allowed: a whole number from 0 to 50'
    ]


def test_all_problems_are_told_together(write: Write) -> None:
    path = write("[telegram]\npoll_timeout_seconds = 99\nx = 1\n[y]\n")
    assert len(complaints(path, {"CAVEAT_Z": "1", "CAVEAT_REPLY_LANGUAGE": ""})) == 5


def test_a_file_that_is_no_toml_is_named_with_the_line(write: Write) -> None:
    path = write("[telegram\n")
    assert complaints(path) == [f"{path}: is not TOML: Expected ']' at the end of a table declaration (at line 1, column 10)"]


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"# \xff")
    assert complaints(path) == [f"{path}: is not UTF-8 text (byte 2)"]


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert complaints(path) == [f"{path}: no such file or directory; name a file that can be read"]


def test_the_working_directory_comes_first_when_looking_for_the_file(write: Write, tmp_path: Path) -> None:
    path = write("")
    assert find_config(tmp_path) == path


def test_without_one_there_the_projects_file_is_used(tmp_path: Path) -> None:
    assert find_config(tmp_path) == ROOT / "config.toml"
