"""Bytes become the text that was meant, whatever was declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pages.decode import decode

RUSSIAN = "<p>Мэр города сообщил, что порт закрыт до утра. Подтверждения этому пока нет.</p>"
FRENCH = "<p>Le préfet a déclaré que l’école était fermée — « jusqu’à lundi ».</p>"
CHINESE = "<p>市长表示,港口将关闭至早晨。目前尚无法证实这一消息。</p>"
META = '<meta charset="{}">'
OLD_META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'

READ = {
    "UTF-8, undeclared": (RUSSIAN, "utf-8", "text/html"),
    "UTF-8, declared Latin 1": (FRENCH, "utf-8", "text/html; charset=iso-8859-1"),
    "UTF-8, declared windows-1251": (RUSSIAN, "utf-8", "text/html; charset=windows-1251"),
    "UTF-8 with a mark": (RUSSIAN, "utf-8-sig", "text/html; charset=windows-1251"),
    "UTF-16": (RUSSIAN, "utf-16", ""),
    "windows-1251, by the header": (RUSSIAN, "cp1251", 'text/html; charset="Windows-1251"'),
    "windows-1251, by meta": (META.format("windows-1251") + RUSSIAN, "cp1251", "text/html"),
    "windows-1251, by the old meta": (OLD_META.format("cp1251") + RUSSIAN, "cp1251", "text/html"),
    "windows-1251, by xml": ('<?xml version="1.0" encoding="windows-1251"?>' + RUSSIAN, "cp1251", ""),
    "windows-1251, undeclared": (RUSSIAN, "cp1251", "text/html"),
    "windows-1251, declared UTF-8": (META.format("utf-8") + RUSSIAN, "cp1251", "text/html; charset=utf-8"),
    "windows-1251, declared nonsense": (RUSSIAN, "cp1251", "text/html; charset=klingon"),
    "windows-1251, declared as no charset at all": (RUSSIAN, "cp1251", "text/html; charset=rot13"),
    "KOI8-R, undeclared": (RUSSIAN, "koi8-r", ""),
    "windows-1252, declared Latin 1": (FRENCH, "cp1252", "text/html; charset=ISO-8859-1"),
    "windows-1252, undeclared": (FRENCH, "cp1252", ""),
    "GBK, declared gb2312": (CHINESE, "gbk", "text/html; charset=gb2312"),
    "GBK, undeclared": (CHINESE, "gbk", ""),
    "windows-1251 after a long head": ("<script>" + "x = 1; " * 20_000 + "</script>" + RUSSIAN, "cp1251", ""),
    "the header wins over meta": (META.format("koi8-r") + RUSSIAN, "cp1251", "text/html; charset=windows-1251"),
}


@pytest.mark.parametrize(("text", "written", "content_type"), READ.values(), ids=READ)
def test_the_text_is_what_was_meant(text: str, written: str, content_type: str) -> None:
    assert decode(text.encode(written), content_type) == text


def test_a_meta_far_down_is_not_looked_for() -> None:
    text = " " * 1_024 + META.format("koi8-r") + RUSSIAN
    assert decode(text.encode("cp1251")) == text


def test_a_few_spoilt_bytes_do_not_spoil_the_page() -> None:
    body = (RUSSIAN * 3).encode() + b"\xff" + RUSSIAN.encode()
    assert decode(body, "text/html; charset=utf-8") == RUSSIAN * 3 + "\ufffd" + RUSSIAN


@pytest.mark.parametrize(
    "label", ["zip", "hex", "base64", "unicode_escape", "utf-7", "idna", "undefined", "punycode", "utf-16", "mbcs", ".", "-"]
)
def test_what_is_no_charset_of_the_web_is_passed_over(label: str) -> None:
    assert decode(FRENCH.encode("cp1252"), f"text/html; charset={label}") == FRENCH


@given(st.binary(max_size=200), st.text(max_size=40) | st.text(max_size=20).map(lambda text: f"text/html; charset={text}"))
def test_any_bytes_become_some_text(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
