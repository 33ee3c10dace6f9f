"""Lists of articles in texts that kept addresses: what they tell of each article."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from migrator.cli import main
from migrator.model import Capture, Mention, When
from migrator.textdump import reader

SITE = "http://weir.example"
NAMES = ("The upper sluice", "The lower sluice", "The mill race")
HEAD = "Main Menu\n\n  * [1]Home\n  * [2]Mill\n  * [3]Water\n  * News\n  * Contact us\n\n"


def references(*addresses: str) -> str:
    return "\nReferences\n\n" + "".join(f"   {n}. {a}\n" for n, a in enumerate(addresses, 1))


def row(name: str, number: int, day: int) -> str:
    return (
        f"[{number}]{name} [{number + 1}]Print [{number + 2}]E-mail\n"
        f"   Written by Ann Lock\n   {day} May 2007\n\n"
        f"   {name} was opened in a dry summer, and the meadow below it stood under water\n"
        f"   until the hay was cut.\n\n   [{number + 3}]Read more...\n\n"
    )


def blog(*names: str) -> str:
    links = [f"{SITE}/", f"{SITE}/mill/7-mill", f"{SITE}/water"]
    rows = ""
    for index, name in enumerate(names):
        alias = name.lower().replace(" ", "-")
        rows += row(name, len(links) + 1, 10 + index)
        page = f"{SITE}/water/{index + 40}-{alias}"
        links += [page, f"{page}?print=1", f"{SITE}/component/mailto/", page]
    return f"{HEAD}{rows}Powered by Joomla!\n{references(*links)}"


def mentions(text: str) -> tuple[Mention, ...]:
    reading = reader.read(
        Capture(
            "list.txt", text.encode(), f"{SITE}/index.php?option=com_content&view=category&id=2"
        )
    )
    assert reading.kind == "listing", reading.reason
    return reading.mentions


def test_each_row_tells_title_author_date_and_intro() -> None:
    rows = mentions(blog(*NAMES))
    assert [m.fields["title"].value for m in rows] == list(NAMES)
    assert [m.url for m in rows][:1] == [f"{SITE}/water/40-the-upper-sluice"]
    assert {m.fields["author"].value for m in rows} == {"Ann Lock"}
    dates = [m.fields["created"].value for m in rows]
    assert [d.value for d in dates if isinstance(d, When)] == [
        "2007-05-10",
        "2007-05-11",
        "2007-05-12",
    ]
    assert all("was opened in a dry summer" in (m.intro or "") for m in rows)


def test_markdown_has_the_address_in_the_line() -> None:
    link = "## [{0}](" + SITE + "/water/{1}-sluice)\n\nWritten by Ann Lock\n\n{0} was opened.\n\n"
    more = "[Read more](" + SITE + "/water/{1}-sluice)\n\n"
    text = "".join((link + more).format(name, n) for n, name in enumerate(NAMES, 4))
    rows = mentions(f"* [Home]({SITE}/)\n* [Mill]({SITE}/7-mill)\n\n{text}")
    assert [m.url for m in rows] == [f"{SITE}/water/{n}-sluice" for n in (4, 5, 6)]


def test_links_of_menus_categories_and_other_texts_are_none() -> None:
    text = blog(*NAMES)
    assert all("7-mill" not in m.url for m in mentions(text))
    category = text.replace("/water/40-the-upper-sluice", "/index.php?view=category&id=4")
    assert [m.fields["title"].value for m in mentions(category)] == list(NAMES[1:])
    words, _, _ = text.partition("\nReferences")
    assert not mentions(words)


def test_an_article_known_only_from_a_list_is_a_gap_with_a_title(tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    (source / "list.txt").write_text(blog(*NAMES), "utf-8")
    (source / "urls.tsv").write_text(f"file\turl\nlist.txt\t{SITE}/water\n", "utf-8")
    out = tmp_path / "out"
    arguments = ["run", str(source), "-o", str(out), "--to", "json", "--quiet", "--jobs", "1"]
    CliRunner().invoke(main, arguments)
    gaps = [
        json.loads(line) for line in next(out.rglob("gaps.jsonl")).read_text("utf-8").splitlines()
    ]
    assert {gap["title"] for gap in gaps if gap["kind"] == "article"} == set(NAMES)
