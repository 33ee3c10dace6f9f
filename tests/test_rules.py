"""Every rule that cleans old markup has a page that shows what it does, and what is left where it
is switched off.

`fixtures/rules/NAME/` holds before.html, and after.md and off.md (rules of Markdown) or after.html
and off.html."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.markdown import conversion
from migrator.markdown import rules as legacy
from migrator.normalise import comment_rules, page_rules, rule_signs, sanitise

ROOT = Path(__file__).parent.parent / "fixtures" / "rules"
HERE = "http://harbour.example/12-lamps"
RULES = (*legacy.RULES, *page_rules.RULES, *comment_rules.COMMENT_RULES)


def cleaned(rule: str, off: frozenset[str]) -> str:
    html = (ROOT / rule / "before.html").read_text("utf-8")
    if rule in legacy.RULES:
        return conversion.convert(html, conversion.MarkdownOptions(off))[0]
    return (
        f"{sanitise.clean_html(html, HERE, comment=rule in comment_rules.COMMENT_RULES, off=off)}\n"
    )


def expected(rule: str, name: str) -> str:
    return (ROOT / rule / f"{name}.{'md' if rule in legacy.RULES else 'html'}").read_text("utf-8")


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule: str) -> None:
    assert cleaned(rule, frozenset()) == expected(rule, "after")


@pytest.mark.parametrize("rule", RULES)
def test_rule_that_is_off(rule: str) -> None:
    assert cleaned(rule, frozenset({rule})) == expected(rule, "off")
    assert expected(rule, "off") != expected(rule, "after")


def test_each_rule_has_a_sign_that_asks_for_it() -> None:
    assert list(page_rules.RULES) == list(rule_signs.PAGE_SIGNS)
    assert list(comment_rules.COMMENT_RULES) == list(rule_signs.COMMENT_SIGNS)
