const feed = require("../feed.cjs");

// What the layout of themes/plain wants to know.
let articles = [];

// Dated articles first, the newest at the top; then the others in the order of the site.
const newestFirst = (a, b) =>
  (b.when || "").localeCompare(a.when || "") || (a.order || 0) - (b.order || 0);

hexo.extend.filter.register("before_generate", () => {
  articles = hexo.locals.get("posts").toArray().sort(newestFirst);
});

hexo.extend.filter.register("template_locals", (locals) => {
  const { page, site } = locals;
  const doc = { kind: "article", ...page };
  return { ...locals, doc, content: page.content, feed: "/feed.xml", about: site.data.site, articles };
});

hexo.extend.generator.register("feed", ({ data, posts }) => ({
  path: "feed.xml",
  data: feed(data.site, posts.toArray()),
}));
