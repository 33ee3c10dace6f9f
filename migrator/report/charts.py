"""Small charts as SVG, with no script: a bar that adds up, columns, rows. The colours are those of
the style sheet, so that they follow light and dark; each chart has a table of its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from migrator.report.markup import table, text

#: Colours of the style sheet, `--c0` to `--c9`.
_COLOURS = 10


def stacked_bar(parts: Mapping[str, tuple[int, str]]) -> str:
    """One bar of all `parts` (name: count, meaning), with a legend whose figures add up."""
    total = sum(count for count, _ in parts.values())
    if not total:
        return ""
    pieces, rows, left = [], [], 0.0
    for number, (name, (count, meaning)) in enumerate(parts.items()):
        width = 1000 * count / total
        colour = f"c{number % _COLOURS}"
        pieces.append(
            f'<rect x="{left:.2f}" y="0" width="{max(width - 1.5, 0.8):.2f}" height="40" '
            f'class="{colour}"><title>{text(name)}: {count}</title></rect>'
        )
        left += width
        key = '<svg class="key" aria-hidden="true" viewBox="0 0 10 10"><rect width="10" '
        key += f'height="10" class="{colour}"/></svg>'
        rows.append((key + text(name), f"{count:,}", _share(count, total), text(meaning)))
    rows.append(("<strong>all</strong>", f"<strong>{total:,}</strong>", "100 %", "came in"))
    names = ", ".join(f"{name} {count}" for name, (count, _) in parts.items())
    bar = (
        f'<svg class="bar" role="img" aria-label="{text(f"{total} pages: {names}")}" '
        f'viewBox="0 0 1000 40" preserveAspectRatio="none">{"".join(pieces)}</svg>'
    )
    return f'<div class="figures">{bar}{table(("", "pages", "share", "meaning"), rows)}</div>'


def _share(count: int, total: int) -> str:
    share = 100 * count / total
    return f"{share:.0f} %" if share >= 1 else "< 1 %"


def columns(
    values: Mapping[str, tuple[int, int]], names: tuple[str, str], links: Mapping[str, str]
) -> str:
    """Two columns for each key (a year): for example articles and comments, each to a scale of its
    own, the greatest of each written on it; `links` is what a key is in the table of figures,
    HTML."""
    if not values:
        return ""
    greatest = [max((pair[n] for pair in values.values()), default=0) for n in (0, 1)]
    step, height = 44, 120
    parts = []
    for index, (key, pair) in enumerate(values.items()):
        for n, count in enumerate(pair):
            tall = height * count / greatest[n] if greatest[n] else 0
            x = index * step + 4 + n * 17
            parts.append(
                f'<rect x="{x}" y="{height - tall + 16:.1f}" width="16" height="{tall:.1f}" '
                f'class="c{n}"><title>{text(key)}: {count} {names[n]}</title></rect>'
            )
            if count == greatest[n] and count:
                y = height - tall + 12
                parts.append(f'<text x="{x + 8}" y="{y:.1f}" class="small">{count}</text>')
        parts.append(f'<text x="{index * step + 20}" y="{height + 34}">{text(key)}</text>')
    width = len(values) * step
    legend = " · ".join(
        f'<svg class="key" aria-hidden="true" viewBox="0 0 10 10"><rect width="10" height="10" '
        f'class="c{n}"/></svg>{name} (most: {greatest[n]:,})'
        for n, name in enumerate(names)
        if greatest[n]
    )
    rows = [(links.get(key, text(key)), f"{a:,}", f"{b:,}") for key, (a, b) in values.items()]
    return (
        f'<p class="legend">{legend}</p><div class="wide"><svg class="columns" role="img" '
        f'aria-label="{names[0]} and {names[1]} by year; the figures are in the table below" '
        f'viewBox="0 0 {width} {height + 42}" width="{width}" height="{height + 42}">'
        f"{''.join(parts)}</svg></div>{_figures(('year', *names), rows)}"
    )


def rows(values: Sequence[tuple[str, int, int]], names: tuple[str, str]) -> str:
    """A row for each entry (its label as HTML, and two counts) with a bar of the first."""
    greatest = max((count for _, count, _ in values), default=0)
    if not greatest:
        return ""
    cells = (
        (
            label,
            f'<svg class="row" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
            f'<rect width="{100 * count / greatest:.1f}" height="10" class="c0"/></svg>',
            f"{count:,}",
            f"{second:,}" if second else "",
        )
        for label, count, second in values
    )
    return table(("category", "", *names), cells)


def _figures(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    return f"<details><summary>figures</summary>{table(head, lines)}</details>"
