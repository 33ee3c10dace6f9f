"""Which characters the bytes of a page mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.document import charset


@pytest.mark.parametrize(
    ("data", "http", "text", "name"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", None, "café", "utf-8"),
        ("café".encode(), "utf-8", "café", "utf-8"),
        (b"<meta charset=iso-8859-1> \x80", None, "<meta charset=iso-8859-1> €", "windows-1252"),
        (
            "<meta charset=windows-1251>мир".encode("cp1251"),
            None,
            "<meta charset=windows-1251>мир",
            "windows-1251",
        ),
        ("<meta charset=iso-8859-1>мир".encode(), None, "<meta charset=iso-8859-1>мир", "utf-8"),
        (
            '<!-- <meta charset="iso-8859-2"> --><meta charset="windows-1251">мир'.encode("cp1251"),
            None,
            '<!-- <meta charset="iso-8859-2"> --><meta charset="windows-1251">мир',
            "windows-1251",
        ),
        (
            '<meta charset="bogus"><meta charset="windows-1251">мир'.encode("cp1251"),
            None,
            '<meta charset="bogus"><meta charset="windows-1251">мир',
            "windows-1251",
        ),
        (b"<meta charset=utf-16be>lamps", None, "<meta charset=utf-16be>lamps", "utf-8"),
        ('<html lang="ru">мир'.encode("cp1251"), None, '<html lang="ru">мир', "windows-1251"),
        ("ąę".encode("iso-8859-2"), "iso-8859-2", "ąę", "iso-8859-2"),
    ],
)
def test_order_of_witnesses(data: bytes, http: str | None, text: str, name: str) -> None:
    assert charset.decode(data, http)[:2] == (text, name)


def test_stray_bytes_are_counted() -> None:
    text, name, notes = charset.decode("Größe und Maß ".encode() + b"\x93x\x94", "utf-8")
    assert (text, name) == ("Größe und Maß “x”", "utf-8")
    assert notes[0].message.startswith("2 bytes")


def test_characters_that_a_space_cut_are_joined() -> None:
    text, _, notes = charset.decode("待って".encode()[:4] + b" " + "待って".encode()[4:], "utf-8")
    assert text == "待って"
    assert notes[0].code == "charset-split"


@given(
    st.binary(max_size=200), st.sampled_from([None, "utf-8", "windows-1252", "nonsense", "gb2312"])
)
def test_any_bytes_become_text(data: bytes, http: str | None) -> None:
    assert isinstance(charset.decode(data, http)[0], str)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        # a letter that only the Windows page has there: the whole page is of it
        ("iso-8859-2", "„žluťoučký“ šípek".encode("cp1250"), "„žluťoučký“ šípek"),
        ("iso-8859-7", "Άνεμος – “νύχτα”".encode("cp1253"), "Άνεμος – “νύχτα”"),
        # only quotation marks of the Windows page: the letters are as stated
        ("iso-8859-2", b"\x84" + "ąść źle".encode("iso-8859-2") + b"\x93", "„ąść źle“"),
        ("iso-8859-8", b"\x93" + "שלום".encode("iso-8859-8") + b"\x94", "“שלום”"),
        ("iso-8859-15", b"\x91caf\xe9\x92 \xa4", "‘café’ €"),
    ],
)
def test_windows_bytes_in_an_iso_page(name: str, data: bytes, text: str) -> None:
    decoded, _, notes = charset.decode(data, name)
    assert decoded == text
    assert [note.code for note in notes] == ["charset-lie"]


@pytest.mark.parametrize("name", ["x-cp1251", "win-1251", "cp1251", "Windows_1251"])
def test_spellings_of_a_windows_page(name: str) -> None:
    assert charset.decode("мир".encode("cp1251"), name)[:2] == ("мир", "windows-1251")


@pytest.mark.parametrize("name", ["big5", "x-x-big5", "Big5-HKSCS"])
def test_big5_is_decoded_as_browsers_do(name: str) -> None:
    assert charset.decode("燈塔喺度".encode("big5hkscs"), name)[0] == "燈塔喺度"


def test_c1_characters_are_the_punctuation_that_was_meant() -> None:
    text, note = charset.without_c1("the keeper\x92s \x93lamp\x94 \x81")
    assert text == "the keeper’s “lamp” \x81"
    assert note is not None
    assert note.message.startswith("3 control characters")
    assert charset.without_c1("the keeper’s") == ("the keeper’s", None)
