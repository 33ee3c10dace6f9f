#!/usr/bin/env bash
# inscriptis, whose point is text in the layout of the page, sets nothing between <dt> and <dd>: words run together.
# Joomla 1.6 to 3 print an article's details (category, author, dates) as <dl class="article-info">.
# Expected: a line for each, as browsers show them.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check inscriptis==2.7.6
v/bin/python - <<'P'
import importlib.metadata, sys
from inscriptis import get_text

print("inscriptis", importlib.metadata.version("inscriptis"))
details = ('<dl class="article-info"><dt>Details</dt><dd class="create">12 March 2009</dd>'
           '<dd class="createdby">Ann</dd></dl><p>Text</p>')
terms = "<dl><dt>Lamp</dt><dd>gives light</dd><dt>Rope</dt><dd>ties boats</dd></dl>"
lists = "<ul><li>Lamp</li><li>Rope</li></ul>"
for html in (details, terms, lists):
    print(repr(get_text(html)))
sys.exit(0 if "Details12 March 2009Ann" in get_text(details) and "Lampgives light" in get_text(terms) else 1)
P
