"""UTF-8 that an old code page was taken for, put right where that is certain and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrator.document import mojibake

WORDS = {
    "cp1252": [
        "Crème brûlée à volonté, ça va",
        "Größe, Maß, Übermut",
        "Ночь, улица, фонарь, аптека",
        "Καλημέρα κόσμε",
        "Žluťoučký kůň příšerně",
    ],
    "cp1251": ["Ночь, улица, фонарь, аптека", "Größe, Maß, Übermut"],
    "cp1250": ["Žluťoučký kůň příšerně úpěl", "Zażółć gęślą jaźń", "Árvíztűrő tükörfúrógép"],
    "cp1253": ["Καλημέρα κόσμε, καλησπέρα"],
}


def taken_for(page: str, words: str) -> str:
    names = mojibake.characters(page)
    return "".join(names[b] for b in words.encode())


@pytest.mark.parametrize(
    ("page", "words"), [(page, words) for page, all_ in WORDS.items() for words in all_]
)
def test_what_was_taken_for_a_code_page_is_repaired(page: str, words: str) -> None:
    text, note = mojibake.repair(f"<p>{taken_for(page, words)}</p>")
    assert text == f"<p>{words}</p>"
    assert note
    assert "repaired" in note.message


@pytest.mark.parametrize("page", ["cp1252", "cp1251"])
def test_a_comment_in_a_page_that_is_right_is_repaired(page: str) -> None:
    around = "Погода была хорошая, и мы пошли гулять по набережной. " * 20
    text, _ = mojibake.repair(
        f"{around}<p>{taken_for(page, 'Привет и спасибо, друзья')}</p>{around}"
    )
    assert text == f"{around}<p>Привет и спасибо, друзья</p>{around}"


RIGHT = (
    "Crème brûlée à volonté",
    "Größe, Maß",
    "ÂNGULO e ÇÃO",
    "Ночь, улица",
    "plain",
    "Ã© once only",
    "Її діти",
    "ТІНІ, ВІДІЛІ, РІЧІ",
    "Ξένος",
    "Žluťoučký kůň",
)


@pytest.mark.parametrize("words", RIGHT)
def test_what_is_right_is_left_alone(words: str) -> None:
    assert mojibake.repair(words) == (words, None)


@given(
    st.text(
        st.characters(min_codepoint=0x410, max_codepoint=0x44F) | st.sampled_from(" .,Ёё"),
        max_size=60,
    )
)
def test_cyrillic_comes_back_or_stays(words: str) -> None:
    wrong = taken_for("cp1252", words)
    assert mojibake.repair(wrong)[0] in (wrong, words)


@pytest.mark.parametrize("layers", [2, 3])
def test_what_went_wrong_several_times_is_repaired_as_often(layers: int) -> None:
    words = wrong = "Le four à pain a été réparé, où l’on fêtait"
    for _ in range(layers):
        wrong = taken_for("cp1252", wrong)
    text, note = mojibake.repair(wrong)
    assert text == words
    assert note is not None


@pytest.mark.parametrize("words", ["Größe, Maß, Übermut – „schön“ für 5 €", "Печь за часовней"])
def test_bytes_of_utf8_encode_are_repaired(words: str) -> None:
    text, note = mojibake.repair(words.encode().decode("latin-1"))
    assert text == words
    assert note is not None
