#!/usr/bin/env bash
# trafilatura takes the only <h1> of a page for its title, whatever <title> and the article's own microdata say.
# Joomla 1.6 to 3 print an article's title as <h2 itemprop="headline">, many templates (beez_20) the site's name as
# <h1>: in text corpora all articles of such a site have one title. Two <h1>, or og:title, and it is right.
# Expected: the words that <title> and the headline share.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check trafilatura==2.3.1 lxml_html_clean==0.4.3
v/bin/python - <<'P'
import importlib.metadata, sys
import trafilatura

print("trafilatura", importlib.metadata.version("trafilatura"))
TEXT = ("<p>The ferry was built of larch in the year of the great flood, and it carried twelve people and a goat "
        "across the weir until the new bridge was opened.</p>")


def title(head: str, heading: str) -> str | None:
    logo = '<div id="header"><h1 id="logo">Weir Club <span>Boats since 1890</span></h1></div>'
    page = (f"<html><head><title>The last ferry</title>{head}</head><body>{logo}"
            f'<div class="item-page">{heading}{TEXT}</div></body></html>')
    return trafilatura.extract_metadata(page).title


headline = title("", '<h2 itemprop="headline">The last ferry</h2>')
open_graph = title('<meta property="og:title" content="The last ferry">', "<h2>The last ferry</h2>")
second = title("", "<h1>The last ferry</h1>")
print("h2 with microdata:", repr(headline))
print("the same with og:title:", repr(open_graph))
print("title in a second h1:", repr(second))
whole = (headline, open_graph, second) == ("Weir Club Boats since 1890", "The last ferry", "The last ferry")
sys.exit(0 if whole else 1)
P
