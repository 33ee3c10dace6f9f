// `npm install && npx eleventy` builds the site into _site/.

// Dated articles first, the newest at the top; then the others in the order of the site.
const newestFirst = (a, b) =>
  (b.when ?? "").localeCompare(a.when ?? "") || (a.order ?? 0) - (b.order ?? 0);

export default function (config) {
  config.addPassthroughCopy({ static: "/" });
  config.addCollection("articles", (all) =>
    all.getAll().map((item) => item.data).filter((data) => data.kind === "article").sort(newestFirst),
  );
  config.addCollection("pages", (all) =>
    Object.fromEntries(all.getAll().map((item) => [item.url, item.data])),
  );
  // Eleventy reads no indented code; in a list's item code stands indented.
  config.amendLibrary("md", (engine) => engine.enable("code"));
  // Texts are Markdown and nothing else: braces in them are words.
  return { dir: { input: "content", includes: "../_includes", data: "../_data" } };
}
