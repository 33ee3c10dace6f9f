"""Front matter is read back equal, whatever a title holds."""

from __future__ import annotations

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


@settings(max_examples=300)
@given(
    st.dictionaries(
        st.sampled_from(["title", "author", "x"]),
        st.text() | st.lists(st.text(), max_size=3) | st.integers() | st.booleans(),
    )
)
def test_anything_is_read_back(data: dict[str, object]) -> None:
    assert yaml.safe_load(frontmatter.dump(data)) == frontmatter._storable(data)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@settings(max_examples=300)
@given(
    st.dictionaries(st.sampled_from(["title", "tags"]), st.text() | st.lists(st.text(), max_size=3))
)
def test_both_dumpers_write_the_same(data: dict[str, object]) -> None:
    class Slow(yaml.SafeDumper):
        pass

    Slow.add_representer(str, frontmatter._text)
    plain = yaml.dump(
        frontmatter._storable(data),
        Dumper=Slow,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
    )
    assert (
        yaml.dump(
            frontmatter._storable(data),
            Dumper=frontmatter._Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=1_000_000,
        )
        == plain
    )


def test_emoji_are_written_as_they_are() -> None:
    assert frontmatter.dump({"title": "Good \U0001f642"}) == 'title: "Good \U0001f642"\n'
