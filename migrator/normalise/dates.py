"""Dates as Joomla and its extensions print them, in the languages of its language packs.

`parse` reads one date out of a short text. Month names come from `months.py`; digits of any script
are digits; Persian (solar), Buddhist and East Asian forms are known. What is ambiguous (03/04/2005)
is read in the `order` given, which `survey` learns from the whole site. Relative dates ("2 years
ago") are no dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from itertools import zip_longest

from migrator.model import When
from migrator.normalise import month_names
from migrator.patterns import lazy_pattern

_ISO = lazy_pattern(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T "
    r",]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_YMD = lazy_pattern(r"(?<!\d)(\d{4})([./])\s?(\d{1,2})\2\s?(\d{1,2})\.?(?!\d)")
_NUMERIC = lazy_pattern(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_EAST = lazy_pattern(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
#: "24 五月 2012", as the pack of Joomla 1.5 for Taiwan prints it; the month is a number by then.
_HAN_MONTH = lazy_pattern(r"(?<!\d)(\d{1,2})\s+(\d{1,2})月\s+(\d{4})(?!\d)")
_VIETNAMESE = lazy_pattern(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{4})")
_TIME = lazy_pattern(
    r"(?<![\d:.])(\d{1,2})\s?[:.h時시点]\s?(\d{2})(?:\s?[:.分분]\s?(\d{2}))?\s*(?:([ap])\.?\s?m\b\.?|(上午|下午|午前|午後|오전|오후|πμ|μμ|ص|م))?",
    re.I,
)
_AM_PM = {"p": 12, "下午": 12, "午後": 12, "오후": 12, "μμ": 12, "م": 12}
_WORD = lazy_pattern(r"[^\s\d_.,،:;/()|\[\]-]+\.?")
_HAN = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_NUMBER = lazy_pattern(r"[〇零一二三四五六七八九十]+(?=[年月日])")


@lru_cache(maxsize=8192)
def parse(raw: str, order: str = "dmy", language: str | None = None) -> When | None:
    """The first date in `raw`, or None. `order` is dmy or mdy; `language` (a BCP 47 tag) settles
    month names that two languages share."""
    text = _normal(raw)
    if not any(c.isdigit() for c in text):
        return None
    date = _numeric_forms(text, order) or _named_month(text, (language or "").lower())
    if not date:
        return None
    year, month, day, start, end, stated = date
    if stated is not None:
        return _when(raw, year, month, day, *stated)
    return _when(
        raw, year, month, day, *_time(text[end:]) or _time(text[:start]) or (None, None, None, None)
    )


#: Words that stand beside a date without being a month: one long one (a weekday), three in all.
_BESIDE = 3


def only(raw: str, order: str = "dmy", language: str | None = None) -> When | None:
    """The date that `raw` is, with its weekday and its hour; None where it is, or may be, more than
    a date."""
    if len(raw) > 60 or not (date := parse(raw, order, language)):
        return None
    words = [
        w[0]
        for w in _WORD.finditer(_normal(raw))
        if month_names.month(w[0], (language or "").lower()) is None
    ]
    return (
        date
        if len(words) <= _BESIDE and sum(len(w.strip(".")) > _BESIDE for w in words) <= 1
        else None
    )


def ambiguous(raw: str) -> tuple[int, int] | None:
    """The two numbers before the year of a date such as 03/04/2005, for `survey` to learn the order
    from."""
    match = _NUMERIC.search(_normal(raw))
    return (int(match[1]), int(match[3])) if match else None


def _normal(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw)
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
        text = _HAN_NUMBER.sub(lambda m: _han(m[0]), text)
        text = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    return text.lower()


def _han(text: str) -> str:
    if "十" not in text:
        return text.translate(_HAN)
    tens, _, ones = text.partition("十")
    return str(int(tens.translate(_HAN) or 1) * 10 + int(ones.translate(_HAN) or 0))


def _full_year(digits: int) -> int:
    """The year of two digits: of this century up to the next year, which calendars announce; pages
    tell no later one, so that `69` is 1969."""
    year = 2000 + digits
    return year if year <= date.today().year + 1 else year - 100


Parts = tuple[int, int, int, int, int, tuple[int | None, int | None, int | None, str | None] | None]


def _numeric_forms(text: str, order: str) -> Parts | None:
    if m := _ISO.search(text):
        clock = (int(m[4]), int(m[5]), int(m[6]) if m[6] else None, m[7]) if m[4] else None
        return int(m[1]), int(m[2]), int(m[3]), m.start(), m.end(), clock
    if m := _EAST.search(text):
        return int(m[1]), int(m[2]), int(m[3]), m.start(), m.end(), None
    if m := _YMD.search(text):
        return int(m[1]), int(m[3]), int(m[4]), m.start(), m.end(), None
    if m := _VIETNAMESE.search(text) or _HAN_MONTH.search(text):
        return int(m[3]), int(m[2]), int(m[1]), m.start(), m.end(), None
    if m := _NUMERIC.search(text):
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        if len(m[4]) == 2:
            year = _full_year(year)
        if m[2] == "." or second > 12 or first > 12:
            day, month = (second, first) if second > 12 >= first else (first, second)
        else:
            day, month = (second, first) if order == "mdy" else (first, second)
        return year, month, day, m.start(), m.end(), None
    return None


def _named_month(text: str, language: str) -> Parts | None:
    words = list(_WORD.finditer(text))
    for match, after in zip_longest(words, words[1:]):
        solar = month_names.solar(match[0])
        two = month_names.month(f"{match[0]} {after[0]}", language) if after else None
        number = two or solar or month_names.month(match[0], language)
        end = after.end() if two else match.end()
        if number is None:
            continue
        if date := _around(text, match.start(), end):
            year, day, start, end = date
            if solar and year < 1600:
                year, number, day = _gregorian(year, solar, day)
            elif solar:
                continue
            return year, number, day, start, end, None
    return None


#: What languages put behind a year: Lithuanian, Latvian, Armenian, Kazakh, Basque and others.
_YEAR = r"(?<!\d)(\d{4})(?:\.? gada|\s?(?:m|թ|ж)\.|\(e\)ko|\.|-?(?:ko|g|e)\.?)?"
_BEFORE = lazy_pattern(
    r"(?<![\d:])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.|-?го|-?e|-a)?[\s,./-]*(?:de |d'|of |del |di )?$"
)
_YEAR_BEFORE = lazy_pattern(_YEAR + r"[\s,./-]*$")
_YEAR_DAY_BEFORE = lazy_pattern(_YEAR + r"\s+(\d{1,2})\.?\s*$")
_AFTER = lazy_pattern(r"^\.?[\s,،./-]*(?:de |del |di |ren |aren |a |ب|[คพ]\.ศ\.\s*)?(\d{4})(?!\d)")
_DAY_YEAR_AFTER = lazy_pattern(
    r"^\.?[\s/-]*(\d{1,2})(?:st|nd|rd|th|\.)?[\s,./-]+(?:de )?(\d{4}|(?<=[ ,/])\d{2})(?![\d:])"
)
#: As C's `%c` prints: the hour stands between day and year ("Sun Mar 15 13:02:00 2009").
_DAY_HOUR_YEAR_AFTER = lazy_pattern(
    r"^\.?\s+(\d{1,2})\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[ap]m)?(?:\s+[a-z]{2,5})?\s+(\d{4})(?!\d)"
)
_DAY_AFTER = lazy_pattern(
    r"^\.?(?:ren|aren|aк|k)?[\s/-]*(\d{1,2})(?:st|nd|rd|th|\.|a|an|ko)?(?![\d:])"
)
_SHORT_YEAR = lazy_pattern(r"^\.?[\s,./'’-]*(\d{2})(?![\d:])")


def _around(text: str, start: int, end: int) -> tuple[int, int, int, int] | None:
    """Year, day, start and end of the date whose month name stands at `start`..`end`."""
    before, after = text[:start], text[end:]
    day_before, year_after = _BEFORE.search(before), _AFTER.match(after)
    if day_before and year_after:
        return int(year_after[1]), int(day_before[1]), day_before.start(), end + year_after.end()
    if m := _DAY_YEAR_AFTER.match(after):
        year = int(m[2]) if len(m[2]) == 4 else _full_year(int(m[2]))
        return year, int(m[1]), start, end + m.end()
    if m := _DAY_HOUR_YEAR_AFTER.match(after):
        return int(m[2]), int(m[1]), start, end + m.end(1)
    if (y := _YEAR_BEFORE.search(before)) and (d := _DAY_AFTER.match(after)):
        return int(y[1]), int(d[1]), y.start(), end + d.end()
    if m := _YEAR_DAY_BEFORE.search(before):
        return int(m[1]), int(m[2]), m.start(), end
    if day_before and (m := _SHORT_YEAR.match(after)):
        return (
            _full_year(int(m[1])),
            int(day_before[1]),
            day_before.start(),
            end + m.end(),
        )
    return None


def _time(text: str) -> tuple[int | None, int | None, int | None, str | None] | None:
    m = _TIME.search(text)
    if not m:
        return None
    hour, minute, second = int(m[1]), int(m[2]), int(m[3]) if m[3] else None
    half = (m[4] or m[5] or "").lower()
    prefix = text[: m.start()]
    half = half or next(
        (w for w in ("下午", "午後", "오후", "上午", "午前", "오전") if w in prefix), ""
    )
    if half and hour <= 12:
        hour = hour % 12 + _AM_PM.get(half, 0)
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    zone = re.match(r"\s*(?:gmt|utc)?\s*([+-]\d{2}:?\d{2}|z\b|gmt\b|utc\b)", text[m.end() :])
    return hour, minute, second, zone[1] if zone else None


def _when(
    raw: str,
    year: int,
    month_: int,
    day: int,
    hour: int | None,
    minute: int | None,
    second: int | None,
    zone: str | None,
) -> When | None:
    if 2400 < year < 2700:
        year -= 543
    if 1300 <= year < 1500 and hour is None:
        year, month_, day = _gregorian(year, month_, day)
    if not 1970 <= year <= 2100:
        return None
    try:
        moment = datetime(year, month_, day, hour or 0, minute or 0, second or 0)
    except ValueError:
        return None
    raw = " ".join(raw.split())
    if hour is None:
        return When(moment.date().isoformat(), "day", raw)
    value = moment.isoformat(timespec="seconds" if second is not None else "minutes")
    if zone:
        suffix = (
            "+00:00"
            if zone.lower() in ("z", "gmt", "utc")
            else zone
            if ":" in zone
            else f"{zone[:3]}:{zone[3:]}"
        )
        return When(value + suffix, "second" if second is not None else "minute", raw, "stated")
    return When(value, "second" if second is not None else "minute", raw)


def _gregorian(year: int, month_: int, day: int) -> tuple[int, int, int]:
    """A date of the Persian solar calendar as Gregorian (33-year cycle, right for 1178 to 1633)."""
    cycles, rest = divmod(year - 979, 33)
    days = 365 * (year - 979) + 8 * cycles + (rest + 3) // 4 + day - 1
    days += 31 * (month_ - 1) if month_ <= 7 else 186 + 30 * (month_ - 7)
    moment = date.fromordinal(days + date(1600, 3, 20).toordinal())
    return moment.year, moment.month, moment.day
