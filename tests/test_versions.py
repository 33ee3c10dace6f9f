"""Two captures of one article that say different things: the text that is not taken is told of."""

from migrator.assemble.article_body import body_of
from migrator.model import Reading
from migrator.normalise import word_digest

TEXT = (
    "The ferry of {name} goes at nine and at noon, and once more before the dark. "
    "Whoever misses it must walk to the bridge of {name}, which is a long way in the rain. "
    "The keeper of {name} rings a bell when the river is too high for boats."
)


def capture(source: str, text: str) -> Reading:
    body = f"<p>{text}</p>"
    return Reading(
        source, None, "article", "", part="whole", body=body, text_mark=word_digest.mark(body)
    )


def codes(*texts: str) -> list[str]:
    captures = [capture(f"{n}.html", text) for n, text in enumerate(texts)]
    return [note.code for note in body_of(captures)[1]]


def test_a_name_that_another_capture_has_otherwise_throughout_is_told() -> None:
    assert codes(TEXT.format(name="the Weir House"), TEXT.format(name="the House")) == [
        "assemble-text-differs"
    ]


def test_a_counter_is_not_told() -> None:
    text = TEXT.format(name="the House")
    assert codes(f"{text} Seen 12 times.", f"{text} Seen 13 times.") == []
