#!/usr/bin/env bash
# website-scraper with `bySiteStructure` saves the front page of old.example under `old.example/` and its further pages (`/?start=4`, its feed)
# under `old/`: the last part of the host is taken for the suffix of a file. A query elsewhere is a file in a folder called like its page.
# The front page of a Joomla site is a list with such pages.
# Expected: all addresses of a host lie in one folder.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund website-scraper@6.0.0
cat > seen.mjs <<'P'
import http from "node:http";
import net from "node:net";
import { readFileSync, readdirSync } from "node:fs";
import scrape from "website-scraper";
const pages = {
  "/": '<a href="/?start=4">older</a> <a href="/news">news</a>',
  "/?start=4": "older articles",
  "/news": '<a href="/news?start=4">older</a>',
  "/news?start=4": "older news",
};
const server = http.createServer((request, response) => {
  response.setHeader("Content-Type", "text/html");
  response.end(`<html><body>${pages[request.url] ?? "none"}</body></html>`);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const agent = new http.Agent();
agent.createConnection = () => net.connect({ host: "127.0.0.1", port: server.address().port });
await scrape({
  urls: ["http://old.example/"], directory: "saved", recursive: true, filenameGenerator: "bySiteStructure",
  request: { agent: { http: agent } },
});
server.close();
const names = readdirSync("saved", { recursive: true }).filter((name) => name.endsWith(".html")).sort();
console.log("website-scraper", JSON.parse(readFileSync("node_modules/website-scraper/package.json")).version, "node", process.version);
console.log(names.join("\n"));
const wanted = ["old.example/index.html", "old.example/news/index.html", "old.example/news/start=4.html", "old/start=4.html"];
process.exit(JSON.stringify(names) === JSON.stringify(wanted) ? 0 : 1);
P
node seen.mjs
