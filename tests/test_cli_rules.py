"""`caveat rules`: rules are listed, shown, checked and tried."""

from pathlib import Path

from tests.command import caveat


def test_list_has_every_rule_on_one_line() -> None:
    lines = caveat("rules", "list").stdout.splitlines()
    assert len(lines) > 50
    assert all(line.startswith("en.") for line in lines)


def test_show_has_the_examples_of_the_rule() -> None:
    name = caveat("rules", "list").stdout.split()[0]
    shown = caveat("rules", "show", name).stdout
    assert shown.startswith(f"{name}\n")
    assert "[[" in shown


def test_an_unknown_rule_is_named() -> None:
    done = caveat("rules", "show", "en.nothing.at-all")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('caveat: there is no rule "en.nothing.at-all"')


def test_the_shipped_rules_are_well() -> None:
    done = caveat("rules", "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_check_names_file_rule_and_key(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "odd.toml").write_text('[[rule]]\nid = "en.hedge.odd"\nfamilly = "hedge"\n', encoding="utf-8")
    done = caveat("rules", "check", str(tmp_path))
    assert done.returncode == 1
    assert 'odd.toml:3, rule en.hedge.odd: unknown key "familly"; allowed: ' in done.stdout


def test_try_says_which_rule_fired_and_over_which_words() -> None:
    shown = caveat("rules", "try", "The mayor said there was no official confirmation of the strike.").stdout
    assert "no official confirmation of" in shown
    assert "en.unconfirmed." in shown


def test_try_says_what_was_masked_and_why() -> None:
    assert "masked by" in caveat("rules", "try", "The vote is planned for a Sunday in May.").stdout
