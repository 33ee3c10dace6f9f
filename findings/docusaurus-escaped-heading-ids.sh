#!/usr/bin/env bash
# Docusaurus takes an id out of the words of a heading after Markdown's escapes are undone: with `format: md`, too, neither
# a backslash nor a reference nor a code span keeps `{#words}` at a heading's end. Such headings are in old articles about CSS.
# Expected: what CommonMark's escapes make text stays text.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund @docusaurus/mdx-loader@3.10.2 @mdx-js/mdx@3.1.1 react@19 react-dom@19
cat > seen.mjs <<'P'
import { createRequire } from "node:module";
import { evaluate } from "@mdx-js/mdx";
import * as runtime from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";
const require = createRequire(import.meta.url);
const headings = require("@docusaurus/mdx-loader/lib/remark/headings").default;
const show = async (text, plugins) => {
  const page = await evaluate(text, { ...runtime, format: "md", remarkPlugins: plugins });
  return renderToStaticMarkup(runtime.jsx(page.default, {}));
};
console.log("mdx-loader", require("@docusaurus/mdx-loader/package.json").version, "node", process.version);
let lost = 0;
const texts = ["## Style \\{#menu\\}", "## Style &#123;#menu&#125;", "## Style `{#menu}`"];
for (const text of texts) {
  const plain = await show(text, []);
  const built = await show(text, [[headings, { anchorsMaintainCase: false }]]);
  console.log(text, "| Markdown:", plain, "| Docusaurus:", built);
  lost += plain.includes("{#menu}") && !built.includes("{#menu}");
}
process.exit(lost === texts.length ? 0 : 1);
P
node seen.mjs
