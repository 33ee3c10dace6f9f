#!/usr/bin/env bash
# gray-matter gives two files of the same text one and the same data object: what a script adds to the first article
# stands in the second. Copies of an article, and pages without a text, are such files.
# Expected: data of its own for each call.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . gray-matter@4.0.3
node - <<'P'
const matter = require("gray-matter");
console.log("gray-matter", require("gray-matter/package.json").version, "node", process.version);
const text = "---\ntitle: Lamps\n---\nSee the other page.\n";
const first = matter(text);
first.data.url = "/street/lamps/";
const second = matter(text), withOptions = matter(text, {});
console.log("second call:", second.data, "| with options:", withOptions.data);
process.exit(second.data.url === "/street/lamps/" && withOptions.data.url === undefined ? 0 : 1);
P
