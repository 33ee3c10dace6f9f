// `npm install && npx vitepress build` builds the site into .vitepress/dist/.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import feed from "./feed.cjs";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf-8"));
const about = read("./site.json");

const entry = ({ title, url, items }) =>
  items
    ? { text: title, items: [...(url ? [{ text: title, link: url }] : []), ...items.map(entry)] }
    : { text: title, link: url };

export default defineConfig({
  srcDir: "docs",
  title: about.title,
  description: about.description,
  lang: about.language,
  dir: about.words.direction,
  ignoreDeadLinks: true, // what was gone on the old site is gone here
  head: [["link", { rel: "alternate", type: "application/atom+xml", href: "/feed.xml" }]],
  async buildEnd({ outDir }) {
    const loader = await import(new URL("./theme/articles.data.js", import.meta.url));
    writeFileSync(join(outDir, "feed.xml"), feed(about, await loader.default.load()));
  },
  sitemap: { hostname: about.url },
  themeConfig: {
    nav: read("./menu.json").map(entry),
    outline: false,
    search: {
      provider: "local",
      options: {
        // Only what stands below a heading is found; the title is in the front matter. Two headings
        // of one anchor would stop the build: none of a text is in capitals, and other links of
        // headings are left out.
        async _render(text, env, md) {
          const html = await md.render(text, env);
          const title = md.utils.escapeHtml(env.frontmatter?.title ?? "");
          const anchor = `<a class="header-anchor" href="#VPContent"></a>`;
          const words = html.replace(/<a (?![^>]*header-anchor)[^>]*>/g, "<a>");
          return (title && `<h1 id="VPContent">${title} ${anchor}</h1>`) + words;
        },
      },
    },
  },
  markdown: {
    // Old texts are CommonMark: their words are not VitePress's own signs.
    linkify: false,
    gfmAlerts: false,
    attrs: { disable: true },
    config(md) {
      const kinds = ["tip", "info", "warning", "danger", "details", "important", "note", "caution"];
      const containers = [...kinds, "raw", "code-group"].map((kind) => `container_${kind}`);
      md.block.ruler.disable([...containers, "snippet", "toc"], true);
      md.core.ruler.disable(["emoji"], true);
    },
  },
});
