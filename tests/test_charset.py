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
