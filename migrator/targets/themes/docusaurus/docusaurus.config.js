// `npm install && npx docusaurus build` builds the site into build/.
const fs = require("node:fs");
const path = require("node:path");
const feed = require("./feed.cjs");
const about = require("./site.json");
const menu = require("./menu.json");

const language = about.language.split("-")[0];

// Menus of Docusaurus have two levels: what lies deeper stands in the second.
const below = ({ title, url, items = [] }) => [
  ...(url ? [{ label: title, to: url }] : []),
  ...items.flatMap(below),
];
const entry = (item) =>
  item.items
    ? { label: item.title, type: "dropdown", items: below(item) }
    : { label: item.title, to: item.url };

// Dated articles first, the newest at the top; then the others in the order of the site.
const newestFirst = (a, b) =>
  (b.when ?? "").localeCompare(a.when ?? "") || (a.order ?? 0) - (b.order ?? 0);

/** Gives src/theme what lists show of the articles, and writes the feed. */
let articles = [];
const archive = () => ({
  name: "archive",
  async postBuild({ outDir }) {
    fs.writeFileSync(path.join(outDir, "feed.xml"), feed(about, [...articles]));
  },
  async allContentLoaded({ allContent, actions }) {
    const [version] = allContent["docusaurus-plugin-content-docs"].default.loadedVersions;
    articles = version.docs
      .map((doc) => doc.frontMatter)
      .filter((front) => front.kind === "article")
      .sort(newestFirst)
      .map(({ address, title, when, author_name, description, category_path, tag_names, comment_count }) => ({
        address, title, when, author_name, description, category_path, tag_names, comment_count,
      }));
    actions.setGlobalData({ articles });
  },
});

module.exports = {
  title: about.title,
  tagline: about.description,
  url: about.url,
  baseUrl: "/",
  trailingSlash: true,
  i18n: { defaultLocale: language, locales: [language] },
  customFields: { about },
  onBrokenLinks: "warn",
  onBrokenAnchors: "ignore",
  // Old texts are CommonMark: their words are no JSX and no emoji.
  markdown: { format: "md", emoji: false, hooks: { onBrokenMarkdownImages: "warn" } },
  plugins: [archive],
  presets: [
    [
      "classic",
      {
        blog: false,
        pages: false,
        docs: {
          routeBasePath: "/",
          sidebarPath: false,
          breadcrumbs: false,
          admonitions: false,
          numberPrefixParser: false, // 12-lamps is a name
        },
        theme: { customCss: "./src/css/archive.css" },
      },
    ],
  ],
  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    navbar: { title: about.title, items: menu.map(entry) },
  },
};
