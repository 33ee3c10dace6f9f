"""Engines that are programs of their own, set as the targets set them: many texts at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from migrator.guard import programs
from migrator.guard.paths import Folder

#: Gives the HTML of each of some texts.
RenderAll = Callable[[Sequence[str]], list[str]]

#: How Hugo's Goldmark is set.
GOLDMARK: Mapping[str, Any] = {
    "renderer": {"unsafe": True},  # the HTML within was cleaned by an allow-list
    "extensions": {
        "typographer": {"disable": True},
        "definitionList": False,
        "linkify": False,  # what was no link on the old site is none here
        "taskList": False,
    },
    "parser": {"attribute": {"title": False, "block": False}},
}
#: How Jekyll's kramdown is set.
KRAMDOWN: Mapping[str, Any] = {
    "input": "GFM",
    "hard_wrap": False,
    "auto_ids": True,
    "smart_quotes": ["apos", "apos", "quot", "quot"],
    "typographic_symbols": {
        "ndash": "--",
        "mdash": "---",
        "hellip": "...",
        "laquo": "<<",
        "raquo": ">>",
        "laquo_space": "<< ",
        "raquo_space": " >>",
    },
    "parse_block_html": False,
    "math_engine": None,
    "syntax_highlighter": None,
}
#: How Hexo's markdown-it is set (hexo-renderer-markdown-it); `breaks` and `linkify` are on where
#: nothing is said.
HEXO: Mapping[str, Any] = {
    "preset": "commonmark",
    "render": {"html": True, "breaks": False, "linkify": False, "typographer": False},
    "enable_rules": ["table", "strikethrough"],
}
_SHORTCODES = ("themes", "hugo", "layouts", "shortcodes")
_JEKYLL = """
require 'json'; require 'liquid'; require 'kramdown'; require 'kramdown-parser-gfm'
given = JSON.parse(STDIN.read, symbolize_names: true)
puts given[:texts].map { |text|
  Kramdown::Document.new(Liquid::Template.parse(text).render, given[:options]).to_html
}.to_json
"""

_NODE = """
import fs from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
const {folder, texts} = JSON.parse(fs.readFileSync(0, 'utf8'));
const {resolve} = createRequire(`${folder}/package.json`);
const load = name => import(pathToFileURL(resolve(name)));
const render = await (async () => {%s})();
const pages = [];
for (const text of texts) pages.push(await render(text));
process.stdout.write(JSON.stringify(pages));
"""
#: Engines in builders of Node, set as the themes set them: the package that is installed, and what
#: gives the function that renders a text.
NODE: Mapping[str, tuple[str, str]] = {
    "astro": (
        "astro",
        """
        const {createMarkdownProcessor} = await load('@astrojs/markdown-remark');
        const engine = await createMarkdownProcessor({smartypants: false, syntaxHighlight: false});
        return async text => (await engine.render(text)).code;""",
    ),
    "docusaurus": (
        "@docusaurus/mdx-loader",
        """
        const {evaluate, nodeTypes} = await load('@mdx-js/mdx');
        const runtime = await load('react/jsx-runtime');
        const {renderToStaticMarkup} = await load('react-dom/server');
        const [gfm, raw] = [await load('remark-gfm'), await load('rehype-raw')];
        const options = {...runtime, format: 'md', remarkPlugins: [gfm.default],
            rehypePlugins: [[raw.default, {passThrough: nodeTypes}]]};
        return async text => renderToStaticMarkup(
            runtime.jsx((await evaluate(text, options)).default, {}));""",
    ),
    "eleventy": (
        "@11ty/eleventy",
        """
        const engine = (await load('markdown-it')).default({html: true});
        return text => engine.render(text);""",
    ),
    "hexo": (
        "hexo-renderer-markdown-it",
        f"""
        const Renderer = (await load('./lib/renderer.js')).default;
        const engine = new Renderer({{config: {{markdown: {json.dumps(HEXO)}}},
            execFilterSync() {{}}}});
        return text => engine.render({{text}});""",
    ),
    "vitepress": (
        "vitepress",
        """
        const {createMarkdownRenderer} = await load('vitepress');
        const engine = await createMarkdownRenderer(folder, {linkify: false, gfmAlerts: false,
            attrs: {disable: true}, anchor: {permalink: false}, config(md) {
                const kinds = ['tip', 'info', 'warning', 'danger', 'details', 'important', 'note',
                    'caution', 'raw', 'code-group'].map(kind => `container_${kind}`);
                md.block.ruler.disable([...kinds, 'snippet', 'toc'], true);
                md.core.ruler.disable(['emoji'], true);
            }});
        const page = {path: 'a.md', relativePath: 'a.md', cleanUrls: true};
        return text => engine.render(text, page)
            .replace(/<span class="lang">.*?<.span>/g, '').replaceAll(' src="./', ' src="');""",
    ),
}


def node(builder: str) -> RenderAll | None:
    """The engine of a builder of Node; None where Node is not installed, or NODE_PATH names no
    folder that holds the builder."""
    package, source = NODE[builder]
    program, folder = programs.find("node"), programs.node_package(package)
    if program is None or folder is None:
        return None
    command = [program, "--input-type=module", "--eval", _NODE % source]

    def render(texts: Sequence[str]) -> list[str]:
        given = json.dumps({"folder": str(folder), "texts": list(texts)})
        html: list[str] = json.loads(programs.run(command, text=given))
        return html

    return render


def hugo(markup: Mapping[str, Any] = GOLDMARK) -> RenderAll | None:
    """Goldmark in Hugo with the shortcodes of the `hugo` target; None where Hugo is not
    installed."""
    program = programs.find("hugo")
    if program is None:
        return None

    def render(texts: Sequence[str]) -> list[str]:
        config = {
            "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"],
            "markup": {"goldmark": markup},
        }
        with programs.scratch_folder() as name:
            folder = Folder(Path(name))
            for entry in resources.files("migrator.targets").joinpath(*_SHORTCODES).iterdir():
                folder.write(f"layouts/shortcodes/{entry.name}", entry.read_bytes())
            folder.write("layouts/_default/single.html", "{{ .Content }}")
            folder.write("hugo.json", json.dumps(config))
            for number, text in enumerate(texts):
                folder.write(f"content/{number}.md", f"---\ntitle: x\n---\n{text}")
            programs.run([program, "--quiet"], folder.root)
            pages = (folder.root / f"public/{n}/index.html" for n in range(len(texts)))
            return [page.read_text("utf-8") for page in pages]

    return render


def jekyll() -> RenderAll | None:
    """Liquid and kramdown with its GFM parser, as Jekyll asks them; None where Ruby or one of them
    is not installed."""
    program = programs.find("ruby")
    if program is None or programs.find("jekyll") is None:
        return None

    def render(texts: Sequence[str]) -> list[str]:
        given = json.dumps({"options": KRAMDOWN, "texts": list(texts)})
        html: list[str] = json.loads(programs.run([program, "-Ku", "-e", _JEKYLL], text=given))
        return html

    return render
