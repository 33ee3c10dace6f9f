"""Front matter is read back equal, whatever a title holds."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.writing import front_matter as frontmatter


@pytest.mark.parametrize(
    "title",
    [
        "no",
        "on",
        "1e3",
        "12:30:45",
        "017",
        "2012-01-01",
        "~",
        "null",
        "a: b",
        "a #b",
        "- x",
        "'",
        '"',
        "---",
        "x\u0085y",
        "\u2028",
        "\ufeffx",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        " lead",
        "trail ",
        "a\nb",
        "yes",
        "0x1F",
        "1_000",
        ".5",
        "=",
        "<<",
        "\U0001f642",
        "a \U0001f642",
        "\\U0001F642",
        "\\\U0001f642",
        "\U00010e60",
    ],
)
def test_trap(title: str) -> None:
    text = frontmatter.dump({"title": title})
    assert yaml.safe_load(text) == {"title": title}


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
TEXT = st.text() | st.text("\ud800\x7f\x85\u2028\ufeff\uffff\t\n\r \\\"':#-?{[&*!|>%@`~=<.1eEx_")


@settings(max_examples=500)
@given(
    st.recursive(
        PLAIN | TEXT | st.dates(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=12,
    )
)
def test_anything_is_read_back(data: object) -> None:
    text = frontmatter.dump(data)
    assert yaml.safe_load(text) == storable(data)
    if yaml.__with_libyaml__:
        assert yaml.load(text, yaml.CSafeLoader) == storable(data)


def storable(data: Any) -> Any:
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {storable(key): storable(value) for key, value in data.items()}
    return [storable(value) for value in data] if isinstance(data, list) else data


@pytest.mark.parametrize("value", ["x", ["a", {"b": 1}], {"c": ["d"]}, [], {}])
def test_a_key_of_any_length_is_read_back(value: object) -> None:
    for data in ({"k" * 2000: value, "z": 1}, {"a": [{"k" * 2000: value}]}):
        assert yaml.safe_load(frontmatter.dump(data)) == data


def test_it_looks_as_people_write_it() -> None:
    data = {
        "title": "A b",
        "tags": ["x", "1"],
        "crumbs": [{"title": "News", "url": "/n/"}],
        "e": [],
    }
    assert frontmatter.dump(data) == (
        'title: A b\ntags:\n- x\n- "1"\ncrumbs:\n- title: News\n  url: "/n/"\ne: []\n'
    )
    assert frontmatter.dump({"a": {"b": {"c": 1.5}}}) == "a:\n  b:\n    c: 1.5\n"


def test_emoji_are_written_as_they_are() -> None:
    assert frontmatter.dump({"title": "Good \U0001f642"}) == 'title: "Good \U0001f642"\n'
