#!/usr/bin/env bash
# The matcher of Netlify's command line compares paths letter by letter: a rule in `_redirects` that has the path in the
# letters of its alphabet, or with small hexadecimal digits, never serves the address as browsers send it. Parameters are
# the other way round: what is asked is decoded, so that only a rule in plain letters matches and an escaped one never.
# Expected: path and parameters decoded on both sides before they are compared.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix . netlify-redirector@0.5.0
node - <<'P'
const { parsePlain } = require("netlify-redirector");
const rules = [
  "/лампы /raw/ 301",
  "/%d1%83%d0%bb%d0%b8%d1%86%d0%b0 /small/ 301",
  "/%D0%B4%D0%BE%D0%BC /capital/ 301",
  "/tag name=%D0%B4%D0%BE%D0%BC /escaped-value/ 301",
  "/item name=дом /plain-value/ 301",
].join("\n");
const asked = [["/лампы", ""], ["/улица", ""], ["/дом", ""], ["/tag", "name=дом"], ["/item", "name=дом"]];
parsePlain(rules, { jwtSecret: "none", jwtRoleClaim: "none" }).then((matcher) => {
  const seen = asked.map(([path, query]) => {
    const request = { scheme: "https", host: "old.example", headers: {}, cookieValues: {} };
    const match = matcher.match({ ...request, path: encodeURI(path), query: encodeURI(query) });
    return match ? match.to : null;
  });
  console.log("netlify-redirector", require("netlify-redirector/package.json").version, "node", process.version);
  asked.forEach(([path, query], i) => console.log(path, query, "->", seen[i]));
  const expected = [null, null, "/capital/", null, "/plain-value/"];
  process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
});
P
