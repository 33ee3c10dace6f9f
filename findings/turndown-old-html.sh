#!/usr/bin/env bash
# Turndown, which the importers of Hexo and of wordpress-export-to-markdown use, loses two forms of old editors' HTML:
# <pre> without <code> becomes a running paragraph, and bold that ends in a line break becomes literal asterisks.
# Expected: a code block; **a** before the break.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . turndown@7.2.5 markdown-it@14.1.0
cat > run.cjs <<'P'
const Turndown = require("turndown"), markdown = require("markdown-it")();
const turndown = new Turndown({ codeBlockStyle: "fenced" });
console.log("turndown", require("turndown/package.json").version, "node", process.version);
const shown = (html) => {
  const text = turndown.turndown(html), back = markdown.render(text);
  console.log(JSON.stringify({ html, text, back }));
  return back;
};
const bare = shown("<pre>one\n  two\nthree</pre>"), code = shown("<pre><code>one\n  two\nthree</code></pre>");
const bold = shown("<p><b>Opening hours<br></b>Monday to Friday</p>");
process.exit(!bare.includes("<pre>") && code.includes("<pre>") && bold.includes("**") ? 0 : 1);
P
node run.cjs
