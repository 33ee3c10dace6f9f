#!/usr/bin/env bash
# Isso with its default settings on Markdown that is good CommonMark.
# Expected: `&lt;` is shown as `<`, tags that are not allowed are taken out and their words stay ("allowed-elements").
# Seen: mistune is asked with `escape`, so each reference is shown as its source ("1 &lt; 2"), and each tag too, those that
# Isso's own list allows (`<sub>`, `<del>`, `<br>`) among them; the list takes out only what Markdown itself made (pictures).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv tools && tools/bin/pip install -q isso==0.14.0 mistune==3.4.0 2>/dev/null
tools/bin/python - 2>/dev/null <<'P'
import html, os, sys
from importlib.metadata import version
import isso
from isso import config
from isso.html import Markup

markup = Markup(config.load(os.path.join(os.path.dirname(isso.__file__), "isso.cfg")))
texts = ["1 &lt; 2 &amp; 3", "H<sub>2</sub>O, <del>no</del>", "a ![lamp](a.png) b"]
print("isso", version("isso"), "mistune", version("mistune"))
pages = [markup.render(text) for text in texts]
for text, page in zip(texts, pages):
    print(text, "->", page.strip())
as_expected = "&amp;lt;" in pages[0] and "&lt;sub&gt;" in pages[1] and "lamp" not in pages[2]
print("seen: references and allowed tags are shown as source" if as_expected else "changed")
sys.exit(not as_expected)
P
