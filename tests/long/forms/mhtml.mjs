// Saves pages as MHTML, as "Save as" of Chromium does: node mhtml.mjs TOOLS PROXY FOLDER < addresses
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [tools, proxy, folder] = process.argv.slice(2);
const { chromium } = createRequire(`${tools}/`)("playwright-core");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  proxy: { server: proxy },
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
let number = 0;
for (const url of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  await page.goto(url, { waitUntil: "load", timeout: 20000 }).catch(() => {});
  const { data } = await session.send("Page.captureSnapshot", { format: "mhtml" });
  number += 1;
  writeFileSync(`${folder}/page-${number}.mhtml`, data);
}
await browser.close();
