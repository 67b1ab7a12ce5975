"""config.toml and the environment become one frozen Settings, checked at start."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from bot.errors import SettingsError

PREFIX = "CAVEAT_"
NUMBERS = tuple[int, ...]
TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105  the variable's name, not a token
FACTCHECKS_KEY = "CAVEAT_FACTCHECKS_KEY"
SECRETS: Mapping[tuple[str, str], str] = {("telegram", "token"): TOKEN, ("factchecks", "key"): FACTCHECKS_KEY}
"""What is read from the environment only, by section and key."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which values a key may have, in words and as a test on a value that already has the field's type."""

    says: str
    holds: Callable[[Any], bool]
    secret: bool = False
    """Whether a value that is not allowed is kept out of the complaint."""


def _between(least: int, most: int) -> Allowed:
    return Allowed(f"a whole number from {least} to {most}", lambda value: least <= value <= most)


def _like(pattern: str, says: str) -> Allowed:
    return Allowed(says, lambda value: re.fullmatch(pattern, value) is not None)


def _one_of(*words: str) -> Allowed:
    return Allowed(f"one of {', '.join(words)}", lambda value: value in words)


LANGUAGE = _like(r"[a-z]{2,3}", 'a language code such as "en"')
FOLDER = Allowed('a folder that exists, or "" for the one that comes with Caveat', lambda value: value is None or value.is_dir())
PORTS = Allowed(
    'one or more ports, such as [80, 443] (in the environment "80, 443")',
    lambda value: len(value) > 0 and all(0 < port < 65_536 for port in value),
)
ADDRESS = _like(r"https?://[^\s/]+(/[^\s/]+)*", "an http or https address without a slash at the end")
YES_OR_NO = Allowed("true or false", lambda value: isinstance(value, bool))
SERVICE = Allowed(
    "an https address without a slash at the end (http only on loopback)",
    lambda value: ADDRESS.holds(value) and _is_hook(value),
)
LANGUAGES = _like(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}|", 'a language code such as "en", or "" for all')
KEY = re.compile(r"[!-~]{1,256}")
LISTEN = _like(r"[0-9A-Za-z.:_-]+", 'an address of this machine, such as "127.0.0.1"')
SECRET = Allowed(
    '1 to 256 of A-Z, a-z, 0-9, _ and -, or "" for a new one at each start',
    lambda value: re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value) is not None,
    secret=True,
)
FILE = Allowed('a file in which things can be kept, or "" for the usual place', lambda value: value is None or not value.is_dir())


def is_loopback(address: str) -> bool:
    """Tell whether an http or https address is of this machine alone."""
    import ipaddress  # most runs ask for no such thing

    host = _host(address)
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host(address: str) -> str:
    from urllib.parse import urlsplit

    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _path(address: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(address).path or "/"


def _is_hook(address: str) -> bool:
    """Tell whether Telegram could be given an address: by https alone, but for a stand-in on this machine."""
    if re.fullmatch(r"https?://[^\s?#@]+", address) is None:
        return not address
    return bool(_host(address)) and (address.startswith("https:") or is_loopback(address))


HOOK = Allowed('the https address at which Telegram reaches the bot (http only on loopback), or ""', _is_hook)


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How to reach Telegram. The token comes from the environment only and is left out of every repr."""

    base_url: Annotated[str, ADDRESS] = "https://api.telegram.org"
    poll_timeout_seconds: Annotated[int, _between(0, 50)] = 30
    mode: Annotated[str, _one_of("polling", "webhook")] = "polling"
    send_limits: Annotated[bool, YES_OR_NO] = True
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Where Telegram brings updates to in webhook mode. The secret is left out of every repr."""

    url: Annotated[str, HOOK] = ""
    listen: Annotated[str, LISTEN] = "127.0.0.1"
    port: Annotated[int, _between(1, 65_535)] = 8080
    app_url: Annotated[str, HOOK] = ""
    secret: Annotated[str, SECRET] = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MemorySettings:
    """Where everything is kept, how long what is kept of chats that the bot was removed from, and whether one tells another."""

    file: Annotated[Path | None, FILE] = None
    forget_left_after_days: Annotated[int, _between(0, 3650)] = 30
    across_chats: Annotated[bool, YES_OR_NO] = False


@dataclass(frozen=True, slots=True)
class MonitorSettings:
    """Where the bot tells how it is; port 0 means nowhere."""

    listen: Annotated[str, LISTEN] = "127.0.0.1"
    port: Annotated[int, _between(0, 65_535)] = 0


@dataclass(frozen=True, slots=True)
class RulesSettings:
    """Which rules read an article; no directory means the rules that come with Caveat."""

    directory: Annotated[Path | None, FOLDER] = None
    language: Annotated[str, LANGUAGE] = "en"


@dataclass(frozen=True, slots=True)
class ReplySettings:
    """How Caveat answers."""

    language: Annotated[str, LANGUAGE] = "en"


@dataclass(frozen=True, slots=True)
class PagesSettings:
    """Which pages are opened for a link."""

    ports: Annotated[tuple[int, ...], PORTS] = (80, 443)


@dataclass(frozen=True, slots=True)
class FactchecksSettings:
    """How published fact-checks are asked for. The key comes from the environment only and is left out of every repr; "" is off.

    `max_age_days` is 0 for any age, `pages` how many pages of answers, `a_day` how many requests in a day.
    """

    base_url: Annotated[str, SERVICE] = "https://factchecktools.googleapis.com"
    language: Annotated[str, LANGUAGES] = "en"
    max_age_days: Annotated[int, _between(0, 36_500)] = 0
    pages: Annotated[int, _between(1, 3)] = 1
    timeout_seconds: Annotated[int, _between(1, 10)] = 8
    a_day: Annotated[int, _between(1, 1_000_000)] = 500
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What a running bot writes on standard error."""

    level: Annotated[str, _one_of("debug", "info", "warning", "error")] = "info"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, checked."""

    telegram: TelegramSettings = field(default_factory=TelegramSettings)
    webhook: WebhookSettings = field(default_factory=WebhookSettings)
    memory: MemorySettings = field(default_factory=MemorySettings)
    monitor: MonitorSettings = field(default_factory=MonitorSettings)
    rules: RulesSettings = field(default_factory=RulesSettings)
    reply: ReplySettings = field(default_factory=ReplySettings)
    pages: PagesSettings = field(default_factory=PagesSettings)
    factchecks: FactchecksSettings = field(default_factory=FactchecksSettings)
    log: LogSettings = field(default_factory=LogSettings)


def find_config(working_directory: Path) -> Path | None:
    """The config.toml to use where none was named: the working directory's, the project's, the installed package's, or none."""
    package = Path(__file__).parent
    project = package.parent if (package.parent / "pyproject.toml").is_file() else package / "shipped"
    return next((place for place in (working_directory / "config.toml", project / "config.toml") if place.is_file()), None)


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Settings from a file (None: no file) and the environment, which wins.

    Raises SettingsError that lists everything wrong, one line each: file, key, and what is allowed.
    """
    loader = _Loader()
    if path is not None:
        loader.take_file(path)
    loader.take_environment(environ)
    loader.compare()
    if loader.problems:
        raise SettingsError("\n".join(loader.problems))
    secrets = {section: {key: environ.get(name, "").strip()} for (section, key), name in SECRETS.items()}
    sections = {name: kind(**loader.values[name], **secrets.get(name, {})) for name, kind in _SECTIONS.items()}
    return Settings(**sections)


def find_memory(settings: MemorySettings, environ: Mapping[str, str]) -> Path:
    """Give the file in which everything is kept: the one that was named, or that of this user (XDG Base Directory)."""
    if settings.file:
        return settings.file
    named = Path(environ.get("XDG_STATE_HOME", ""))
    folder = named if named.is_absolute() else Path.home() / ".local" / "state"
    return folder / "caveat" / "caveat.db"


@dataclass(frozen=True, slots=True)
class _Key:
    """One key: the type of its value and what is allowed."""

    kind: Any
    allowed: Allowed

    def from_toml(self, raw: object, base: Path) -> object:
        """The checked value of what TOML gave; folders are counted from `base`. Raises ValueError."""
        if self.kind == Path | None and isinstance(raw, str):
            value: object = base / Path(raw).expanduser() if raw else None
        elif self.kind == NUMBERS and isinstance(raw, list) and {type(number) for number in raw} <= {int}:
            value = tuple(raw)
        elif type(raw) is self.kind:  # True is an int to isinstance
            value = raw
        else:
            raise ValueError(raw)
        if not self.allowed.holds(value):
            raise ValueError(raw)
        return value

    def from_text(self, text: str, base: Path) -> object:
        """The checked value of an environment variable. Raises ValueError."""
        if self.kind == NUMBERS:
            return self.from_toml([int(number) for number in text.split(",")], base)
        return self.from_toml(_WRITTEN.get(self.kind, str)(text), base)


_WRITTEN: Mapping[Any, Callable[[str], object]] = {int: int, bool: lambda text: {"true": True, "false": False}.get(text, text)}
"""How the environment writes what is no text."""


def _keys_of(section: type) -> dict[str, _Key]:
    hints = get_type_hints(section, include_extras=True)
    return {name: _Key(*get_args(hint)) for name, hint in hints.items() if get_origin(hint) is Annotated}


_SECTIONS: dict[str, Any] = {part.name: part.type for part in fields(Settings)}
_KEYS: dict[str, dict[str, _Key]] = {name: _keys_of(section) for name, section in _SECTIONS.items()}
_VARIABLES: dict[str, tuple[str, str]] = {
    f"{PREFIX}{section}_{key}".upper(): (section, key) for section, keys in _KEYS.items() for key in keys
}


@dataclass(slots=True)
class _Loader:
    """Collects values and everything that is wrong with them."""

    values: dict[str, dict[str, object]] = field(default_factory=lambda: {name: {} for name in _SECTIONS})
    problems: list[str] = field(default_factory=list)
    _places: dict[tuple[str, str], str] = field(default_factory=dict)

    def take_file(self, path: Path) -> None:
        for section, key, raw in self._entries(path, _parse_toml(path)):
            read = partial(_KEYS[section][key].from_toml, raw, path.parent)
            self._put(f"{path}, {section}.{key}", section, key, read)

    def take_environment(self, environ: Mapping[str, str]) -> None:
        for variable in sorted(name for name in environ if name.startswith(PREFIX)):
            if variable == FACTCHECKS_KEY:
                self._check_key(environ[variable].strip())
            elif variable in _VARIABLES:
                section, key = _VARIABLES[variable]
                read = partial(_KEYS[section][key].from_text, environ[variable], Path())
                self._put(f"environment, {variable}", section, key, read)
            else:
                self.problems.append(f"environment: unknown variable {variable}; allowed: {', '.join(_VARIABLES)}")

    def _check_key(self, key: str) -> None:
        if key and not KEY.fullmatch(key):
            says = "what stands there is not allowed; allowed: 1 to 256 letters, digits and marks of ASCII"
            self.problems.append(f"environment, {FACTCHECKS_KEY}: {says}")

    def compare(self) -> None:
        """Complain of values that are allowed, though not together."""
        telegram, hook = TelegramSettings(**self.values["telegram"]), WebhookSettings(**self.values["webhook"])  # type: ignore[arg-type]
        if not telegram.send_limits and not is_loopback(telegram.base_url):
            self._complain("telegram", "send_limits", "false", "true, unless telegram.base_url is on this machine (loopback)")
        if telegram.mode == "webhook" and not hook.url:
            self._complain(
                "telegram", "mode", '"webhook"', "webhook together with webhook.url, at which Telegram reaches the bot"
            )
        if hook.app_url and (telegram.mode != "webhook" or _path(hook.app_url) == _path(hook.url)):
            self._complain(
                "webhook", "app_url", "what stands there", 'another path than that of webhook.url, in mode "webhook"; or ""'
            )

    def _complain(self, section: str, key: str, shown: str, allowed: str) -> None:
        self.problems.append(f"{self._places[section, key]}: {shown} is not allowed; allowed: {allowed}")

    def _put(self, where: str, section: str, key: str, read: partial[object]) -> None:
        self._places[section, key] = where
        try:
            self.values[section][key] = read()
        except ValueError:
            allowed = _KEYS[section][key].allowed
            self._complain(section, key, "what stands there" if allowed.secret else _shown(read.args[0]), allowed.says)

    def _entries(self, path: Path, document: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
        for section, entries in document.items():
            if section not in _KEYS:
                self.problems.append(f'{path}: unknown section "{section}"; allowed: {", ".join(_KEYS)}')
            elif not isinstance(entries, dict):
                self.problems.append(f"{path}, {section}: {_shown(entries)} is not allowed; allowed: a section, [{section}]")
            else:
                yield from ((section, key, raw) for key, raw in entries.items() if self._knows(path, section, key))

    def _knows(self, path: Path, section: str, key: str) -> bool:
        if key in _KEYS[section]:
            return True
        secret = SECRETS.get((section, key))
        hint = f" (the {key} is read from the environment only: {secret})" if secret else ""
        self.problems.append(f'{path}, {section}: unknown key "{key}"; allowed: {", ".join(_KEYS[section])}{hint}')
        return False


def _parse_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: {(error.strerror or 'cannot be read').lower()}; name a file that can be read") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from error


def _shown(raw: object) -> str:
    """A value as a person would write it in TOML, short."""
    text = f'"{raw}"' if isinstance(raw, str) else str(raw).lower() if isinstance(raw, bool) else str(raw)
    return text if len(text) <= 60 else f"{text[:57]}…"
