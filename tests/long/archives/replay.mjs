// Opens a WACZ in ReplayWeb.page in headless Chromium and asks it for pages and addresses.
// node replay.mjs TOOLS PORT NAME.wacz < {"pages": [[url, stamp]], "links": [url]}
// prints {"pages": {url: {status, text, pictures, broken, styles, unstyled, links}}, "links": {url: status}}
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [tools, port, name] = process.argv.slice(2);
const { chromium } = createRequire(`${tools}/`)("playwright-core");
const asked = JSON.parse(readFileSync(0, "utf8"));
const base = `http://127.0.0.1:${port}/`;
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext();
await context.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
const app = await context.newPage();
const [first, date] = asked.pages[0];
await app.goto(`${base}?source=${encodeURIComponent(`${base}${name}`)}` +
  `#view=replay&url=${encodeURIComponent(first)}&ts=${date}`);
// The address of the player's own frame tells where it serves the archive.
let prefix = null;
for (let tries = 0; !prefix && tries < 120; tries += 1) {
  await app.waitForTimeout(250);
  prefix = app.frames().map((f) => /^.*\/w\/.*?(?=\d+mp_\/)/.exec(f.url())?.[0]).find(Boolean);
}
if (!prefix) {
  process.stdout.write(JSON.stringify({ pages: {}, links: {}, fault: "the player opened no page" }));
  await browser.close();
  process.exit(0);
}

const look = () => ({
  text: (document.body?.innerText || "").trim().length,
  pictures: document.images.length,
  broken: [...document.images].filter((i) => i.src && !(i.complete && i.naturalWidth))
    .map((i) => i.src),
  styles: [...document.styleSheets].filter((s) => s.href).length,
  unstyled: [...document.querySelectorAll("link[rel=stylesheet]")].filter((l) => !l.sheet && !l.disabled)
    .map((l) => l.href),
  links: [...document.querySelectorAll("a[href], area[href], frame[src], iframe[src]")]
    .map((a) => a.href || a.src).filter((a) => a.startsWith("http")),
});
const original = (url) => (url.startsWith(prefix) ? url.slice(url.indexOf("_/", prefix.length) + 2) : url);
const result = { pages: {}, links: {} };
const page = await context.newPage();
await page.goto(`${base}blank.html`);
for (const [url, stamp] of asked.pages) {
  // Players show a page in a frame; opened by itself it would be another page's frame.
  await page.evaluate((address) => new Promise((done) => {
    document.body.innerHTML = "";
    const frame = document.createElement("iframe");
    frame.name = "replay";
    frame.onload = done;
    frame.src = address;
    document.body.append(frame);
    setTimeout(done, 20000);
  }), `${prefix}${stamp}mp_/${url}`);
  const frame = page.frame("replay");
  const status = await page.evaluate(
    (address) => fetch(address).then((answer) => answer.status, () => 0), `${prefix}${stamp}mp_/${url}`);
  const seen = await frame.evaluate(look).catch(() => ({ text: 0, pictures: 0, broken: [], styles: 0, unstyled: [], links: [] }));
  result.pages[url] = { status, ...seen,
    broken: seen.broken.map(original), unstyled: seen.unstyled.map(original), links: [...new Set(seen.links.map(original))] };
}
const links = [...new Set([...asked.links, ...Object.values(result.pages).flatMap((p) => p.links)])];
await app.goto(`${base}blank.html`);
for (const url of links) {
  result.links[url] = await app.evaluate(
    (address) => fetch(address).then((answer) => answer.status, () => 0), `${prefix}mp_/${url}`);
}
await browser.close();
process.stdout.write(JSON.stringify(result));
