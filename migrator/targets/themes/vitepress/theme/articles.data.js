import { createContentLoader } from "vitepress";

// What lists show of the articles: dated ones first, the newest at the top; then the others in the
// order of the site.
export default createContentLoader("**/*.md", {
  transform: (pages) =>
    pages
      .map((page) => page.frontmatter)
      .filter((front) => front.kind === "article")
      .sort((a, b) => (b.when ?? "").localeCompare(a.when ?? "") || (a.order ?? 0) - (b.order ?? 0))
      .map(({ address, title, when, author_name, description, category_path, tag_names, comment_count }) => ({
        address, title, when, author_name, description, category_path, tag_names, comment_count,
      })),
});
