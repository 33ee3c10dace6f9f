"""Dates: the forms that Joomla prints, and month names against CLDR."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.normalise import dates, month_names
from migrator.normalise.months import MONTHS
from migrator.normalise.weekdays import WEEKDAYS

LANGUAGES = [name for name in MONTHS if name not in ("az", "ku", "sr-latn")]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Monday, 14 March 2005 15:43", "2005-03-14T15:43"),
        ("Last Updated ( Friday, 18 March 2005 )", "2005-03-18"),
        ("Created on Monday, 14 March 2005 15:43", "2005-03-14T15:43"),
        ("2005-03-14T15:43:17+00:00", "2005-03-14T15:43:17+00:00"),
        ("2005-03-15 13:02:44", "2005-03-15T13:02:44"),
        ("Tue, 15 Mar 2005 13:02:44 +0000", "2005-03-15T13:02:44+00:00"),
        ("15-03-2005 13:02", "2005-03-15T13:02"),
        ("April 12 2005 03:04", "2005-04-12T03:04"),
        ("12 Apr 2005 at 3:04 pm", "2005-04-12T15:04"),
        ("12:30 AM, 1 May 2008", "2008-05-01T00:30"),
        ("14.03.2005", "2005-03-14"),
        ("Montag, den 14. März 2005 um 15:43 Uhr", "2005-03-14T15:43"),
        ("понедельник, 14 марта 2005 15:43", "2005-03-14T15:43"),
        ("lunes, 14 de marzo de 2005", "2005-03-14"),
        ("2011. március 14. hétfő, 10:20", "2011-03-14T10:20"),
        ("2005年3月14日 星期一 15:43", "2005-03-14T15:43"),
        ("二〇〇五年三月十四日", "2005-03-14"),
        ("2005년 3월 14일", "2005-03-14"),
        ("۲۳ اسفند ۱۳۸۳", "2005-03-13"),
        ("١٤ مارس ٢٠٠٥", "2005-03-14"),
        ("14 มีนาคม 2548", "2005-03-14"),
        ("14 tháng 3 năm 2005", "2005-03-14"),
        ("週四, 24 五月 2012 00:00", "2012-05-24T00:00"),
        ("週四, 24 十一月 2012", "2012-11-24"),
        ("2005. 3. 14.", "2005-03-14"),
        ("پیر، 14 مارچ، 2005", "2005-03-14"),
        ("2005 m. kovo 14 d. 15:43", "2005-03-14T15:43"),
        ("pirmdiena, 2005. gada 14. marts", "2005-03-14"),
        ("2005(e)ko martxoaren 14(a)", "2005-03-14"),
        ("יום שני, 14 במרץ 2005", "2005-03-14"),
        ("14 มีนาคม พ.ศ. 2548", "2005-03-14"),
        ("lundo, la 14-a de marto 2005", "2005-03-14"),
    ],
)
def test_form(raw: str, value: str) -> None:
    found = dates.parse(raw)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "raw",
    [
        "2 years ago",
        "Y-m-d H:i",
        "vor 3 Tagen",
        "",
        "31 February 2005",
        "Room 12, floor 3",
        "1.2.3.4.5",
    ],
)
def test_no_date(raw: str) -> None:
    assert dates.parse(raw) is None


def test_order_settles_what_is_ambiguous() -> None:
    for text, order, value in (
        ("03/04/2005", "dmy", "2005-04-03"),
        ("03/04/2005", "mdy", "2005-03-04"),
        ("03/14/2005", "dmy", "2005-03-14"),
    ):
        when = dates.parse(text, order)
        assert when
        assert when.value == value


def test_language_settles_names_that_two_languages_share() -> None:
    for language, value in (("cs", "2011-11-14"), ("hr-hr", "2011-10-14")):
        when = dates.parse("14 listopad 2011", language=language)
        assert when
        assert when.value == value


def test_there_are_forty_languages() -> None:
    assert len(LANGUAGES) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_cldr_month_names(language: str, width: str) -> None:
    months = Locale.parse(language.replace("-", "_")).months["format"][width]
    for number in range(1, 13):
        name = months[number]
        if any(c.isdigit() for c in name) or (name.isascii() and len(name) < 3):
            continue
        if width == "abbreviated" and month_names.month(dates._normal(name), language) is None:
            # an abbreviation that is no beginning of the name: the language packs of Joomla do not
            # print it
            continue
        found = dates.parse(f"14 {name} 2005", language=language)
        assert found is not None, name
        assert found.value == f"2005-{number:02}-14", name


@pytest.mark.parametrize(
    "language",
    [
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "pl",
        "pt",
        "ru",
        "sv",
        "da",
        "fi",
        "cs",
        "hu",
        "el",
        "tr",
        "ro",
        "uk",
        "bg",
        "en",
        "ja",
        "zh",
        "ko",
    ],
)
@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_long_dates_of_cldr(language: str, day: date) -> None:
    found = dates.parse(format_date(day, "long", locale=language), language=language)
    assert found is not None
    assert found.value == day.isoformat()


@given(st.text(max_size=80))
def test_any_text_ends_in_a_date_or_none(text: str) -> None:
    found = dates.parse(text)
    assert found is None or found.precision in ("day", "minute", "second")


def test_cldr_weekday_names() -> None:
    """Every name of a weekday of one word in CLDR's languages that Joomla has is known."""
    for language in LANGUAGES:
        days = Locale.parse(language.replace("-", "_")).days
        for width in ("wide", "abbreviated"):
            names = {
                unicodedata.normalize("NFKC", n).lower().strip(".")
                for n in days["format"][width].values()
            }
            assert {n for n in names if " " not in n and len(n) > 1} <= WEEKDAYS


def test_a_year_of_two_digits_is_never_later_than_the_next() -> None:
    near = (date.today().year + 1) % 100
    assert dates.parse(f"1.2.{near:02}") is not None
    for raw in (f"1.2.{near + 1:02}", "1 Feb 69", "Feb 1, 69"):  # 1969: before any Joomla
        assert dates.parse(raw) is None
    seventies = dates.parse("Feb 1, 71")
    assert seventies is not None
    assert seventies.value == "1971-02-01"
