#!/usr/bin/env bash
# python-frontmatter strips the text behind the front matter: an article that begins with an indented code block is read,
# and written again by dumps, as a paragraph.
# Expected: the text as it stands in the file, but for the line breaks around it.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check python-frontmatter==1.3.0 markdown-it-py==3.0.0
v/bin/python - <<'P'
import importlib.metadata, sys
import frontmatter
from markdown_it import MarkdownIt

print("python-frontmatter", importlib.metadata.version("python-frontmatter"))
BODY = "    SetEnv LAMP on\n    SetEnv ROPE off\n\nThat is all.\n"
again = frontmatter.loads(frontmatter.dumps(frontmatter.loads(f"---\ntitle: Settings\n---\n\n{BODY}"))).content
before, after = MarkdownIt().render(BODY), MarkdownIt().render(again)
print("before:", repr(before))
print("after: ", repr(after))
sys.exit(0 if "<pre>" in before and "<pre>" not in after else 1)
P
