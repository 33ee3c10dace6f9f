// `npm install && npx astro build` builds the site into dist/.
import { defineConfig } from "astro/config";
import about from "./src/site.json" with { type: "json" };

// Old addresses are files in public/. Keys of `redirects` with a query would be written over the
// front page, so those are left to the server.
export default defineConfig({
  site: about.url,
  trailingSlash: "ignore",
  markdown: { smartypants: false, syntaxHighlight: false },
});
