"""Settings: what is allowed, what is not, and how it is said."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import (
    FactchecksSettings,
    LogSettings,
    MemorySettings,
    MonitorSettings,
    PagesSettings,
    ReplySettings,
    RulesSettings,
    Settings,
    TelegramSettings,
    WebhookSettings,
    find_config,
    find_memory,
    is_loopback,
    load_settings,
)

ROOT = Path(__file__).parent.parent
Write = Callable[[str], Path]
HOOK = 'the https address at which Telegram reaches the bot (http only on loopback), or ""'


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


def test_the_shipped_file_names_every_key_but_the_secret_ones() -> None:
    lines = (ROOT / "config.toml").read_text(encoding="utf-8").splitlines()
    written = [line.split(" = ")[0] for line in lines if " = " in line and not line.startswith("#")]
    sections = (TelegramSettings, WebhookSettings, MemorySettings, MonitorSettings, RulesSettings, ReplySettings)
    expected = [
        field.name for section in (*sections, PagesSettings, FactchecksSettings, LogSettings) for field in fields(section)
    ]
    assert written == [name for name in expected if name not in ("token", "key")]


def test_a_file_changes_what_it_names_and_nothing_else(write: Write) -> None:
    changed = load_settings(write("[telegram]\npoll_timeout_seconds = 5"), {})
    assert changed == Settings(telegram=TelegramSettings(poll_timeout_seconds=5))


def test_the_environment_wins_over_the_file(write: Write) -> None:
    path = write('[reply]\nlanguage = "fr"')
    assert load_settings(path, {"CAVEAT_REPLY_LANGUAGE": "de"}) == Settings(reply=ReplySettings(language="de"))


def test_a_number_is_read_from_the_environment() -> None:
    assert load_settings(None, {"CAVEAT_TELEGRAM_POLL_TIMEOUT_SECONDS": "7"}).telegram.poll_timeout_seconds == 7


def test_ports_are_read_from_the_environment() -> None:
    assert load_settings(None, {"CAVEAT_PAGES_PORTS": "443, 8443"}).pages.ports == (443, 8443)


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
    allowed = "base_url, poll_timeout_seconds, mode, send_limits"
    hint = "the token is read from the environment only: TELEGRAM_BOT_TOKEN"
    assert complaints(path) == [f'{path}, telegram: unknown key "token"; allowed: {allowed} ({hint})']


def test_a_token_under_the_prefix_is_an_unknown_variable() -> None:
    assert complaints(None, {"CAVEAT_TELEGRAM_TOKEN": "1:secret"})[0].startswith(
        "environment: unknown variable CAVEAT_TELEGRAM_TOKEN;"
    )


def test_the_key_for_fact_checks_comes_from_its_own_variable_and_is_in_no_repr() -> None:
    settings = load_settings(None, {"CAVEAT_FACTCHECKS_KEY": " AIza-secret\n"})
    assert settings.factchecks.key == "AIza-secret"
    assert "secret" not in repr(settings)


def test_a_key_for_fact_checks_in_the_file_is_refused_with_where_it_belongs(write: Write) -> None:
    (complaint,) = complaints(write('[factchecks]\nkey = "AIza-secret"'))
    assert complaint.endswith("(the key is read from the environment only: CAVEAT_FACTCHECKS_KEY)")
    assert "secret" not in complaint


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel", "x" * 257])
def test_a_key_for_fact_checks_that_no_header_could_hold_is_refused_and_not_repeated(key: str) -> None:
    says = "what stands there is not allowed; allowed: 1 to 256 letters, digits and marks of ASCII"
    assert complaints(None, {"CAVEAT_FACTCHECKS_KEY": key}) == [f"environment, CAVEAT_FACTCHECKS_KEY: {says}"]


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org", True),
        ("https://example.org/v1", True),
        ("http://127.0.0.1:8000", True),
        ("http://example.org", False),
        ("https://example.org/", False),
        ("https://a:b@example.org", False),
        ("", False),
    ],
)
def test_the_key_for_fact_checks_goes_to_no_address_without_https_but_of_this_machine(address: str, may: bool) -> None:
    environ = {"CAVEAT_FACTCHECKS_BASE_URL": address}
    if may:
        assert load_settings(None, environ).factchecks.base_url == address
    else:
        assert complaints(None, environ)[0].startswith("environment, CAVEAT_FACTCHECKS_BASE_URL: ")


def test_an_unknown_section_is_named_with_the_allowed_ones(write: Write) -> None:
    path = write("[rule]\ndirectory = ''")
    allowed = "telegram, webhook, memory, monitor, rules, reply, pages, factchecks, log"
    assert complaints(path) == [f'{path}: unknown section "rule"; allowed: {allowed}']


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
        ("pages.ports", "[]", 'one or more ports, such as [80, 443] (in the environment "80, 443")'),
        ("pages.ports", "[80, 0]", 'one or more ports, such as [80, 443] (in the environment "80, 443")'),
        ("pages.ports", "[80.5]", 'one or more ports, such as [80, 443] (in the environment "80, 443")'),
        ("pages.ports", "443", 'one or more ports, such as [80, 443] (in the environment "80, 443")'),
        ("log.level", '"loud"', "one of debug, info, warning, error"),
        ("telegram.mode", '"pigeon"', "one of polling, webhook"),
        ("telegram.send_limits", '"no"', "true or false"),
        ("telegram.send_limits", "0", "true or false"),
        ("webhook.url", '"http://bot.example/x"', HOOK),
        ("webhook.url", '"https://"', HOOK),
        ("webhook.url", '"https://a@bot.example/"', HOOK),
        ("webhook.url", '"https://bot.example/?a=1"', HOOK),
        ("webhook.url", '"https://[::1"', HOOK),
        ("webhook.listen", '""', 'an address of this machine, such as "127.0.0.1"'),
        ("webhook.port", "0", "a whole number from 1 to 65535"),
        ("memory.file", "3", 'a file in which things can be kept, or "" for the usual place'),
        ("memory.file", '"."', 'a file in which things can be kept, or "" for the usual place'),
        ("memory.forget_left_after_days", "-1", "a whole number from 0 to 3650"),
        ("monitor.port", "65536", "a whole number from 0 to 65535"),
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


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_yes_or_no_is_read_from_the_environment(text: str, value: bool) -> None:
    environ = {"CAVEAT_TELEGRAM_SEND_LIMITS": text, "CAVEAT_TELEGRAM_BASE_URL": "http://127.0.0.1:8081"}
    assert load_settings(None, environ).telegram.send_limits is value


@pytest.mark.parametrize("text", ["yes", "1", "False", ""])
def test_yes_or_no_in_other_words_is_refused(text: str) -> None:
    variable = "CAVEAT_TELEGRAM_SEND_LIMITS"
    assert complaints(None, {variable: text}) == [f'environment, {variable}: "{text}" is not allowed; allowed: true or false']


@pytest.mark.parametrize(
    "address", ["https://api.telegram.org", "http://127.0.0.1.example.org", "http://127.0.0.1:80@example.org"]
)
def test_telegrams_limits_are_kept_wherever_telegram_may_be(write: Write, address: str) -> None:
    path = write(f'[telegram]\nbase_url = "{address}"\nsend_limits = false')
    allowed = "true, unless telegram.base_url is on this machine (loopback)"
    assert complaints(path) == [f"{path}, telegram.send_limits: false is not allowed; allowed: {allowed}"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:8081", "http://localhost", "http://[::1]:80/path", "https://127.9.9.9"])
def test_an_address_of_this_machine_alone_is_loopback(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address", ["", "http://0.0.0.0", "http://10.0.0.1", "http://localhost.example", "http://[", "127.0.0.1"]
)
def test_any_other_address_is_not(address: str) -> None:
    assert not is_loopback(address)


@pytest.mark.parametrize(
    "url", ["https://bot.example/a", "https://bot.example:8443", "http://127.0.0.1:80/a", "http://[::1]:80/a"]
)
def test_a_webhook_is_https_or_on_this_machine(url: str) -> None:
    environ = {"CAVEAT_TELEGRAM_MODE": "webhook", "CAVEAT_WEBHOOK_URL": url}
    assert load_settings(None, environ).webhook.url == url


def test_webhook_mode_needs_an_address() -> None:
    (complaint,) = complaints(None, {"CAVEAT_TELEGRAM_MODE": "webhook"})
    assert complaint.startswith(
        'environment, CAVEAT_TELEGRAM_MODE: "webhook" is not allowed; allowed: webhook together with webhook.url'
    )


HOOKED = {"CAVEAT_TELEGRAM_MODE": "webhook", "CAVEAT_WEBHOOK_URL": "https://bot.example/hook"}


def test_a_mini_app_has_a_path_of_its_own() -> None:
    url = "https://bot.example/page"
    assert load_settings(None, {**HOOKED, "CAVEAT_WEBHOOK_APP_URL": url}).webhook.app_url == url
    (complaint,) = complaints(None, {**HOOKED, "CAVEAT_WEBHOOK_APP_URL": "https://bot.example/hook"})
    assert "another path than that of webhook.url" in complaint


def test_a_mini_app_needs_webhook_mode() -> None:
    (complaint,) = complaints(None, {"CAVEAT_WEBHOOK_APP_URL": "https://bot.example/page"})
    assert complaint.startswith("environment, CAVEAT_WEBHOOK_APP_URL: what stands there is not allowed")


@pytest.mark.parametrize("secret", ["a b", "ä", "x" * 257])
def test_a_secret_that_is_not_allowed_is_not_shown(write: Write, secret: str) -> None:
    path = write(f'[webhook]\nsecret = "{secret}"')
    (complaint,) = complaints(path)
    assert complaint.startswith(f"{path}, webhook.secret: what stands there is not allowed; allowed: 1 to 256 of")
    assert secret not in complaint


def test_the_webhook_secret_is_in_no_repr() -> None:
    settings = load_settings(None, {"CAVEAT_WEBHOOK_SECRET": "hush-hush"})
    assert settings.webhook.secret == "hush-hush"
    assert "hush" not in repr(settings)


def test_the_memory_is_kept_where_this_user_keeps_such_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    state = tmp_path / ".local" / "state"
    assert find_memory(MemorySettings(), {}) == state / "caveat" / "caveat.db"
    assert find_memory(MemorySettings(), {"XDG_STATE_HOME": "not/absolute"}) == state / "caveat" / "caveat.db"
    assert find_memory(MemorySettings(), {"XDG_STATE_HOME": "/var/lib"}) == Path("/var/lib/caveat/caveat.db")


def test_a_memory_that_is_named_is_counted_from_the_file_that_names_it(write: Write, tmp_path: Path) -> None:
    settings = load_settings(write('[memory]\nfile = "kept.db"'), {})
    assert find_memory(settings.memory, {"XDG_STATE_HOME": "/var/lib"}) == tmp_path / "kept.db"


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
