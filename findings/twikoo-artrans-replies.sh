#!/usr/bin/env bash
# Twikoo takes comments from Artalk's transfer file (Artrans), and then shows no reply to a reply: it looks for replies by the number of the
# comment that begins the thread, and its import writes the number of the comment that is answered there. They are in its database, counted
# as imported. With the source `artalk`, which is for Artalk 1, every date of the file is no number.
# Expected: what the import counts is shown, in its thread, with its date.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund twikoo-func@1.7.9
cat > seen.js <<'P'
const { commentImportArtalk, commentImportArtalk2 } = require("twikoo-func/utils/import");
const { parseComment } = require("twikoo-func/utils");
const entry = (id, rid, content) => ({
  id, rid, content, nick: "Ada", email: "ada@mail.invalid", link: "", page_key: "/boats/", page_title: "Boats",
  site_name: "Old", site_urls: "http://old.example", created_at: "2009-03-12 14:05:00 +0000", updated_at: "2009-03-12 14:05:00 +0000",
});
const file = [
  entry("1", "0", "Which lamp?"), entry("2", "1", "The blue one."), entry("3", "2", "Thank you, found it."),
  entry("4", "3", "Glad to hear."),
];
const shown = (comments) => comments.flatMap((comment) => [comment.comment, ...shown(comment.replies)]);
const quiet = () => {};
(async () => {
  console.log("twikoo-func", require("twikoo-func/package.json").version, "node", process.version);
  const newer = await commentImportArtalk2(structuredClone(file), quiet);
  const page = shown(parseComment(newer, "", { SHOW_UA: "false" }));
  console.log("source artalk2:", newer.length, "imported,", page.length, "shown:", page.map((text) => text.trim()).join(" "));
  const older = await commentImportArtalk(structuredClone(file), quiet);
  console.log("source artalk:", older.length, "imported, dates:", older.map((comment) => comment.created).join(" "));
  const holds = newer.length === 4 && page.length === 2 && older.every((comment) => Number.isNaN(comment.created));
  process.exit(holds ? 0 : 1);
})();
P
node seen.js
