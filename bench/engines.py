#!/usr/bin/env python3
"""How alike the engines that people build with read migrator's Markdown.

    python bench/engines.py [--node FOLDER] [--show ENGINE] [ARTICLES.JSONL...]

Reads the `body_html` of the records that `migrator run --to json` wrote, or without any the bodies
of one construct each of `tests/constructs.py`, makes Markdown of each different body, and renders
it by every engine that is at hand: those of Python, Hugo, kramdown (Ruby), pandoc, and those of
Node that are installed in FOLDER. What each made is compared with what CommonMark makes: `whole`
are the bodies with the same words, links, images, headings, items, cells, code and emphasis;
`strict` those that also have the same marks, line breaks, lists, quotes, rules and numbers. A link
that an engine makes of a bare address is allowed. `--show` prints what differs in one
engine."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from migrator.markdown import proof
from migrator.markdown.conversion import convert
from migrator.writing import dialects, engines
from tests.constructs import CONSTRUCTS

Engine = Callable[[Sequence[str]], list[str]]
Render = Callable[[str], str]

#: What is not counted in `whole`.
_STRICT = ("marks", "line breaks", "block", "start")


def _python_markdown(*extensions: str) -> Render:
    import markdown

    return lambda text: markdown.markdown(text, extensions=list(extensions))


def _markdown_it() -> Render:
    import markdown_it

    reader = markdown_it.MarkdownIt("commonmark", {"html": True})
    return lambda text: str(reader.enable(["table", "strikethrough"]).render(text))


def _mistune() -> Render:
    import mistune

    reader = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
    return lambda text: str(reader(text))


def _cmark_gfm() -> Render:
    import cmarkgfm

    options = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    return lambda text: str(cmarkgfm.github_flavored_markdown_to_html(text, options))


def _markdown2() -> Render:
    import markdown2

    extras = ["tables", "fenced-code-blocks", "strike", "cuddled-lists"]
    return lambda text: str(markdown2.markdown(text, extras=extras))


#: Engines that are Python packages, as their generators set them.
_PYTHON: dict[str, Callable[[], Render]] = {
    "Python-Markdown (Pelican, Nikola)": partial(_python_markdown, "extra"),
    "Python-Markdown (MkDocs)": partial(_python_markdown, "toc", "tables", "fenced_code"),
    "markdown-it-py": _markdown_it,
    "mistune": _mistune,
    "cmark-gfm": _cmark_gfm,
    "markdown2": _markdown2,
}


def python_engines() -> Iterator[tuple[str, Engine]]:
    """Those of the Python packages that are installed."""
    for name, load in _PYTHON.items():
        try:
            render = load()
        except ImportError:
            continue
        yield name, partial(_each, render)


def _each(render: Render, texts: Sequence[str]) -> list[str]:
    return [render(text) for text in texts]


def pandoc(texts: Sequence[str]) -> list[str]:
    """pandoc, its reader of GFM."""
    return [
        subprocess.run(
            ["pandoc", "-f", "gfm", "-t", "html", "--wrap=preserve"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for text in texts
    ]


_NODE = {
    "markdown-it": """
        const M = (await import('markdown-it')).default;
        const m = M({html: true}); return t => m.render(t)""",
    "markdown-it (VitePress)": """
        const M = (await import('markdown-it')).default;
        const A = (await import('markdown-it-attrs')).default;
        const m = M({html: true, linkify: true}).use(A); return t => m.render(t)""",
    "marked": """
        const {marked} = await import('marked'); return t => marked.parse(t)""",
    "micromark GFM": """
        const {micromark} = await import('micromark');
        const {gfm, gfmHtml} = await import('micromark-extension-gfm');
        return t => micromark(t, {allowDangerousHtml: true, allowDangerousProtocol: true,
            extensions: [gfm()], htmlExtensions: [gfmHtml()]})""",
    "Showdown": """
        const S = (await import('showdown')).default;
        const c = new S.Converter({tables: true, strikethrough: true, ghCodeBlocks: true});
        return t => c.makeHtml(t)""",
    "Docusaurus (target)": """
        const {evaluate, nodeTypes} = await import('@mdx-js/mdx');
        const runtime = await import('react/jsx-runtime');
        const {renderToStaticMarkup} = await import('react-dom/server');
        const gfm = (await import('remark-gfm')).default;
        const raw = (await import('rehype-raw')).default;
        return async t => { try {
            const {default: C} = await evaluate(t, {...runtime, format: 'md',
                remarkPlugins: [gfm], rehypePlugins: [[raw, {passThrough: nodeTypes}]]});
            return renderToStaticMarkup(runtime.jsx(C, {}));
        } catch (e) { return '<p>MDX: ' + String(e.message) + '</p>' } }""",
    "MDX": """
        const {evaluate} = await import('@mdx-js/mdx');
        const runtime = await import('react/jsx-runtime');
        const {renderToStaticMarkup} = await import('react-dom/server');
        const gfm = (await import('remark-gfm')).default;
        return async t => { try {
            const {default: C} = await evaluate(t, {...runtime, remarkPlugins: [gfm]});
            return renderToStaticMarkup(runtime.jsx(C, {}));
        } catch (e) { return '<p>MDX: ' + String(e.message) + '</p>' } }""",
}
_NODE_MAIN = """
import fs from 'node:fs';
const make = async () => {%s};
const render = await make(), out = [];
for (const t of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) out.push(await render(t));
process.stdout.write(JSON.stringify(out));
"""


def node(source: str, folder: Path) -> Engine:
    """An engine of Node that is installed in `folder`."""

    def render(texts: Sequence[str]) -> list[str]:
        script, given = folder / "engine.mjs", folder / "engine.json"
        script.write_text(_NODE_MAIN % source)
        given.write_text(json.dumps(list(texts)))
        try:
            return _by_json(["node", str(script), str(given)], ())
        finally:
            script.unlink()
            given.unlink()

    return render


def _by_json(command: list[str], texts: Sequence[str]) -> list[str]:
    done = subprocess.run(
        command, input=json.dumps(list(texts)), capture_output=True, text=True, check=True
    )
    answer: list[str] = json.loads(done.stdout)
    return answer


def in_dialect(name: str, text: str) -> str:
    """CommonMark as the engine of that name is given it."""
    dialect = {"Hugo": dialects.GOLDMARK, "kramdown": dialects.KRAMDOWN}.get(name.split()[0])
    return dialect.text(text) if dialect else text


def all_engines(folder: Path | None) -> Iterator[tuple[str, Engine]]:
    """All engines that are at hand."""
    yield from python_engines()
    programs = {
        "Hugo (target)": engines.hugo(),
        "Hugo (unsafe alone)": engines.hugo({"renderer": {"unsafe": True}}),
        "kramdown GFM": engines.jekyll(),
    }
    yield from ((name, engine) for name, engine in programs.items() if engine)
    if folder:
        for name, source in _NODE.items():
            yield name, node(source, folder)
    if shutil.which("pandoc"):
        yield "pandoc gfm", pandoc


def _row(name: str, differing: Sequence[Sequence[str]]) -> str:
    """How many per cent of the bodies are whole, and how many strictly so."""
    whole = sum(all(d.startswith(_STRICT) for d in differences) for differences in differing)
    strict = sum(not differences for differences in differing)
    total = len(differing) or 1
    return f"| {name} | {100 * whole / total:.1f} | {100 * strict / total:.1f} |"


def main() -> int:
    """Prints a row an engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node", type=Path)
    parser.add_argument("--show", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("articles", type=Path, nargs="*")
    options = parser.parse_args()
    bodies = {
        json.loads(line)["body_html"]
        for path in options.articles
        for line in path.read_text("utf-8").splitlines()
    } or set(CONSTRUCTS.values())
    texts = [text for text in (convert(html)[0] for html in sorted(bodies - {""})) if text]
    wanted = [proof.render(text) for text in texts]
    print(f"{len(texts)} bodies; CommonMark is pyromark {importlib.metadata.version('pyromark')}")
    print("| engine | whole | strict |\n| --- | --- | --- |")
    for name, engine in all_engines(options.node):
        if options.only not in name:
            continue
        try:
            rendered = engine([in_dialect(name, text) for text in texts])
        except (subprocess.CalledProcessError, OSError) as error:
            print(
                f"{name} cannot be run: {str(getattr(error, 'stderr', '') or error)[-300:]}",
                file=sys.stderr,
            )
            continue
        differing = [dialects.differences(*pair) for pair in zip(wanted, rendered, strict=True)]
        print(_row(name, differing), flush=True)
        if options.show == name:
            for text, differences in zip(texts, differing, strict=True):
                if differences:
                    print(f"    {text[:60]!r}: {'; '.join(differences)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
