"""Packs on disk: what is said about a folder that is none, what is tried when, and the compiled pack that is kept."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot import files
from bot.errors import RuleError
from bot.files import MOST_KEPT, check_rules, load_rulebook, read_pack
from bot.rulebook import Rulebook, compile_pack
from tests.command import caveat
from tests.rulebook.packs import hits, pack, rule

WORKS = pack(rule(family='"vague"'))
FAILS = pack(rule(family='"vague"', match='["It was a [[fact]] of no rumour."]'))
SENTENCE = "No rumour came."


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "caveat"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each pack had that was compiled."""
    packs: list[int] = []

    def compile_and_count(texts: Mapping[str, str], language: str = "en") -> Rulebook:
        packs.append(len(texts))
        return compile_pack(texts, language)

    monkeypatch.setattr(files, "compile_pack", compile_and_count)
    return packs


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small pack in the place of the one that comes with Caveat."""
    monkeypatch.setattr(files, "_PLACES", (tmp_path / "shipped",))
    return write(tmp_path / "shipped", WORKS)


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A small pack in a directory of the operator's own."""
    return write(tmp_path / "named", WORKS)


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / Path(name).relative_to("rules")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def only_entry(cache: Path) -> Path:
    (entry,) = cache.iterdir()
    return entry


# --- folders


def said_of(directory: Path) -> str:
    with pytest.raises(RuleError) as refused:
        read_pack(directory)
    return str(refused.value)


def test_the_folder_of_a_language_is_answered_with_the_folder_above(named: Path) -> None:
    assert said_of(named / "en") == f"{named / 'en'} holds rule files itself: give the folder above it, {named}"


def test_a_single_file_is_answered_with_the_folder_to_give(named: Path) -> None:
    file = named / "en" / "try.toml"
    assert said_of(file) == f"{file} is a file: give the folder that holds the folder en, {named}"


def test_a_folder_without_the_language_is_told_what_it_must_hold(tmp_path: Path) -> None:
    assert said_of(tmp_path).startswith(f"{tmp_path} holds no folder en: give the folder that holds")


def test_a_folder_that_is_none_is_told_what_to_give(tmp_path: Path) -> None:
    assert said_of(tmp_path / "none").startswith(f"no rules in {tmp_path / 'none'}: give the folder that holds")


def test_an_empty_pack_is_told_what_a_pack_is(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    assert said_of(tmp_path) == f"{tmp_path / 'en'} holds no rule file; a pack is at least one file that ends in .toml"


def test_a_file_that_is_no_utf_8_is_named(named: Path) -> None:
    (named / "en" / "try.toml").write_bytes(b"# caf\xe9")
    assert said_of(named) == f"{named / 'en' / 'try.toml'}: byte 5 is not UTF-8; save the file as UTF-8"


# --- what is tried when


@pytest.mark.usefixtures("shipped")
def test_the_pack_that_comes_with_caveat_is_not_tried_at_start(tmp_path: Path) -> None:
    write(tmp_path / "shipped", FAILS)
    assert hits(SENTENCE, load_rulebook()) == ["rumour"]


def test_a_named_pack_is_tried_when_it_is_first_met(named: Path, cache: Path) -> None:
    write(named, FAILS)
    with pytest.raises(RuleError) as refused:
        load_rulebook(named)
    assert str(refused.value).startswith("rules/en/try.toml:")
    assert 'marked "fact", found "rumour"' in str(refused.value)
    assert list(cache.iterdir()) == []


def test_a_named_pack_that_failed_is_tried_again(named: Path) -> None:
    write(named, FAILS)
    for _ in range(2):
        with pytest.raises(RuleError):
            load_rulebook(named)


def test_a_named_pack_that_passed_is_not_tried_again(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_rulebook(named)
    monkeypatch.setattr("bot.reading.examples.check_examples", lambda _: pytest.fail("tried again"))
    assert hits(SENTENCE, load_rulebook(named)) == ["rumour"]


def test_a_named_pack_that_was_changed_is_tried_again(named: Path) -> None:
    load_rulebook(named)
    write(named, FAILS)
    with pytest.raises(RuleError):
        load_rulebook(named)


def test_a_pack_that_was_kept_untried_is_tried_once_its_directory_is_named(shipped: Path) -> None:
    write(shipped, FAILS)
    load_rulebook()
    with pytest.raises(RuleError):
        load_rulebook(shipped)


def test_a_pack_that_was_checked_need_not_be_tried_at_start(named: Path, compiled: list[int]) -> None:
    assert check_rules(named) == ()
    load_rulebook(named)
    assert len(compiled) == 1


def test_looking_at_rules_tries_no_example_and_keeps_nothing(named: Path, cache: Path) -> None:
    write(named, FAILS)
    assert load_rulebook(named, try_examples=False).rules
    assert list(cache.iterdir()) == []


def test_a_check_always_tries_the_examples(named: Path) -> None:
    load_rulebook(named)
    write(named, FAILS)
    assert len(check_rules(named)) == len(check_rules(named)) > 0


# --- as a person meets it


@pytest.fixture
def failing(tmp_path: Path) -> dict[str, str]:
    """The environment of an operator whose own rules have an example that fails."""
    texts = {**read_pack(), "rules/en/mine.toml": FAILS["rules/en/try.toml"]}
    write(tmp_path / "mine", texts)
    return {"CAVEAT_RULES_DIRECTORY": str(tmp_path / "mine"), "XDG_CACHE_HOME": str(tmp_path / "cache")}


def test_a_command_that_reads_stops_with_every_complaint_about_a_named_pack(failing: dict[str, str]) -> None:
    done = caveat("check", SENTENCE, environ=failing)
    assert (done.returncode, done.stdout) == (2, "")
    assert "rules/en/mine.toml:" in done.stderr
    assert 'marked "fact"' in done.stderr


@pytest.mark.parametrize("arguments", [("list",), ("show", "en.test.rumour"), ("try", SENTENCE)])
def test_rules_that_fail_can_still_be_looked_at(arguments: tuple[str, ...], failing: dict[str, str]) -> None:
    done = caveat("rules", *arguments, environ=failing)
    assert (done.returncode, done.stderr) == (0, "")
    assert "en.test.rumour" in done.stdout


def test_a_check_of_the_wrong_folder_says_which_to_give(named: Path) -> None:
    done = caveat("rules", "check", str(named / "en"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"caveat: {named / 'en'} holds rule files itself: give the folder above it, {named}\n"


# --- the compiled pack that is kept


@pytest.mark.usefixtures("shipped")
def test_the_second_start_compiles_nothing_and_finds_the_same(compiled: list[int]) -> None:
    first, second = load_rulebook(), load_rulebook()
    assert len(compiled) == 1
    assert hits(SENTENCE, second) == hits(SENTENCE, first) == ["rumour"]
    assert (second.version, second.files) == (first.version, first.files)


@pytest.mark.usefixtures("shipped")
def test_what_is_kept_belongs_to_the_user_alone(cache: Path) -> None:
    load_rulebook()
    assert cache.stat().st_mode & 0o777 == 0o700
    assert only_entry(cache).stat().st_mode & 0o777 == 0o600


def test_a_changed_rule_is_compiled(shipped: Path, compiled: list[int]) -> None:
    load_rulebook()
    write(shipped, pack(rule(phrases='["came"]')))
    assert hits(SENTENCE, load_rulebook()) == ["came"]
    assert len(compiled) == 2


@pytest.mark.usefixtures("shipped")
def test_another_version_of_caveat_compiles(compiled: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    load_rulebook()
    monkeypatch.setattr(files, "__version__", "99.0")
    load_rulebook()
    assert len(compiled) == 2


@pytest.mark.usefixtures("shipped")
def test_changed_code_compiles(compiled: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_rulebook()
    write(tmp_path, {"rules/rulebook/grammar.py": "changed"})
    monkeypatch.setattr(files, "_HERE", tmp_path)
    load_rulebook()
    assert len(compiled) == 2


def remove(entry: Path) -> None:
    entry.unlink()


def cut_short(entry: Path) -> None:
    entry.write_text(entry.read_text()[:-100])


def empty(entry: Path) -> None:
    entry.write_text("")


def tamper(entry: Path) -> None:
    entry.write_text(entry.read_text().replace("rumour", "humour"))


def write_bytes(entry: Path) -> None:
    entry.write_bytes(b"\xff\x00" * 50)


def let_all_write(entry: Path) -> None:
    entry.chmod(0o666)


def let_all_write_to_the_folder(entry: Path) -> None:
    entry.parent.chmod(0o777)


def make_a_link(entry: Path) -> None:
    entry.symlink_to(entry.rename(entry.parent.parent / "elsewhere"))


def make_a_folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


def make_other_json(entry: Path) -> None:
    entry.write_text(f"{files._digest('{}')}\n{{}}")


SPOILT = [
    *(remove, cut_short, empty, tamper, write_bytes, let_all_write, let_all_write_to_the_folder, make_a_link, make_a_folder),
    make_other_json,
]


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.usefixtures("shipped")
def test_an_entry_that_cannot_be_trusted_is_compiled_anew_without_a_word(
    spoil: Callable[[Path], None], cache: Path, compiled: list[int], capfd: pytest.CaptureFixture[str]
) -> None:
    load_rulebook()
    spoil(only_entry(cache))
    assert hits(SENTENCE, load_rulebook()) == ["rumour"]
    assert len(compiled) == 2
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("shipped")
def test_an_entry_of_another_user_is_compiled_anew(compiled: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    load_rulebook()
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    load_rulebook()
    assert len(compiled) == 2


@pytest.mark.usefixtures("shipped")
def test_a_system_that_cannot_tell_owners_keeps_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "geteuid")
    load_rulebook()
    assert not cache.exists()


@pytest.mark.usefixtures("shipped")
def test_a_cache_that_cannot_be_made_stops_nothing(cache: Path, compiled: list[int]) -> None:
    cache.parent.write_text("no folder")
    for _ in range(2):
        assert hits(SENTENCE, load_rulebook()) == ["rumour"]
    assert len(compiled) == 2


@pytest.mark.usefixtures("shipped")
def test_a_disk_that_is_full_stops_nothing_and_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    assert hits(SENTENCE, load_rulebook()) == ["rumour"]
    assert list(cache.iterdir()) == []


@pytest.mark.usefixtures("shipped")
def test_a_cache_folder_that_is_no_full_path_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    load_rulebook()
    assert not (tmp_path / "relative").exists()
    assert only_entry(tmp_path / "home" / ".cache" / "caveat").is_file()


def test_only_the_newest_entries_stay(shipped: Path, cache: Path) -> None:
    versions = []
    for number in range(MOST_KEPT + 3):
        write(shipped, pack(rule(false_alarms=f'"{number}"')))
        versions.append(load_rulebook().version)
    assert len(list(cache.iterdir())) == MOST_KEPT
    assert any(versions[-1] in entry.name for entry in cache.iterdir())
