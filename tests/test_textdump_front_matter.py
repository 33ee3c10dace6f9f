"""Heads of keys that extractors write above a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.joomla.field_names import FieldName
from migrator.model import Capture, Reading, When
from migrator.sources.texts import JsonTexts
from migrator.textdump import front_matter, reader, survey

WORDS = (
    "The weir was mended in the dry month, when two men could stand in the bed of the river.\n"
    "Nobody remembers who paid for the oak, though the carter's bill is still in the chest.\n"
)


def text(title: str, words: str = WORDS, author: str = "Ann Lock") -> str:
    return f'---\ntitle: {title}\nauthor: {author}\ndate: "2008-03-02"\n---\n{words}'


def read_all(*texts: str) -> list[Reading]:
    captures = [Capture(f"{n}.txt", words.encode()) for n, words in enumerate(texts)]
    learned = survey.learn(map(reader.look, captures)) if len(captures) > 1 else None
    return [reader.read(capture, learned) for capture in captures]


def value(reading: Reading, name: FieldName) -> object:
    value_ = reading.fields[name].value if name in reading.fields else None
    return value_.value if isinstance(value_, When) else value_


def test_a_head_gives_title_author_and_date() -> None:
    (reading,) = read_all(text("The oak: a bill"))
    assert reading.kind == "article"
    assert value(reading, "title") == "The oak: a bill"
    assert value(reading, "author") == "Ann Lock"
    assert value(reading, "created") == "2008-03-02"
    assert (reading.body or "").startswith("<p>The weir was mended")


def test_a_line_that_repeats_the_title_is_no_part_of_the_body() -> None:
    (reading,) = read_all(text("The oak", f"The oak\n{WORDS}"))
    assert (reading.body or "").startswith("<p>The weir was mended")


def test_what_the_text_tells_itself_counts_more() -> None:
    (reading,) = read_all(text("The oak", f"The oak\nWritten by Bo Reed\n{WORDS}"))
    assert value(reading, "author") == "Bo Reed"


def test_a_title_of_several_texts_is_the_sites() -> None:
    words = "The {0} mill ground wheat that winter, and its book of {0} sacks is in the chest.\n"
    rest = "Its {0} keeper had no oxen, so the {0} sacks went down the river on the ice instead.\n"
    mills = ("upper", "lower", "new")
    several = [text("A slogan", (words + rest).format(name)) for name in mills]
    for reading in read_all(*several):
        assert value(reading, "title") is None
        assert not reading.page_title


@pytest.mark.parametrize(
    "words",
    [
        "---\nThe weir\n---\n" + WORDS,
        "title: The weir\n" + WORDS,
        "---\nauthor: Ann\n---\n" + WORDS,
    ],
)
def test_lines_of_dashes_are_no_head(words: str) -> None:
    assert front_matter.split(words) == ({}, words)


def test_a_title_without_quotes_may_hold_a_colon() -> None:
    assert front_matter.split("---\ntitle: A: b\nauthor: None\n---\nC") == ({"title": "A: b"}, "C")


def test_lines_of_json_give_the_same(tmp_path: Path) -> None:
    row = {"title": "The 'oak': a \"bill\"", "author": None, "date": "2008-03-02", "text": WORDS}
    (tmp_path / "t.jsonl").write_text(f"{json.dumps(row)}\n", "utf-8")
    texts = JsonTexts(tmp_path / "t.jsonl")
    reading = reader.read(texts.load("0"))
    texts._file.close()
    assert value(reading, "title") == row["title"]
    assert value(reading, "author") is None
    assert value(reading, "created") == "2008-03-02"
