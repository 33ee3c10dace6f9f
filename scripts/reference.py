"""A hook of MkDocs: the pages of docs/reference/ made from the code when the documentation is built
(commands, settings, records, notes, exit codes), so that none of them can be out of date."""

import ast
import dataclasses
import inspect
import re
import typing
from pathlib import Path

import click
import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from migrator import errors, model, settings
from migrator.cli import main as cli

ROOT = Path(__file__).parent.parent
#: Calls that make a note, and which argument is its code, its message and its level.
NOTES = {
    "Note": (0, 1, 2),
    "_again": (2, 3, None),
    "failed": (1, 2, None),
    "_unmade": (1, 2, None),
}


def page(title, lines):
    return "\n".join([f"# {title}", "", *lines, ""])


def row(*cells):
    return (
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
    )


def table(head, rows):
    return [row(*head), row(*("---" for _ in head)), *(row(*cells) for cells in rows), ""]


def text(docstring):
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(part.split()) for part in inspect.cleandoc(docstring or "").split("\n\n")]


def commands():
    lines = ["`migrator --help` and `migrator COMMAND -h` say the same.", ""]
    for name, command in walk(cli, "migrator"):
        context = click.Context(command, info_name=name)
        usage = " ".join(command.collect_usage_pieces(context))
        lines += [f"## {name}", "", f"    {name} {usage}", ""]
        for paragraph in text(command.help):
            lines += [paragraph, ""]
        options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
        if options:
            lines += table(("option", ""), map(option, options))
    return page("Commands", lines)


def walk(command, name):
    if isinstance(command, click.Group):
        if command is not cli:
            yield name, command
        for part in sorted(command.commands):
            yield from walk(command.commands[part], f"{name} {part}")
    else:
        yield name, command


def option(parameter):
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    if not parameter.is_flag:
        metavar = parameter.metavar or (
            "CHOICE"
            if isinstance(parameter.type, click.Choice)
            else parameter.type.name.upper().removesuffix(" RANGE")
        )
        names += f" {metavar}"
    about = parameter.help or ""
    if isinstance(parameter.type, click.Choice):
        about += f" One of {', '.join(f'`{c}`' for c in parameter.type.choices)}."
    if parameter.show_default and parameter.default not in (None, False):
        about += f" Default: {parameter.default}."
    return names, about


def keys():
    lines = [
        "The keys of `site.yaml` ([what it is](../site-yaml.md)). Every key may be left out.",
        "",
        *fields(settings.Settings),
    ]
    for title, part in (
        ("article", settings.ArticleSelectors),
        ("comments", settings.CommentSelectors),
        ("targets: NAME", settings.TargetSettings),
    ):
        lines += [f"## {title}", "", " ".join(text(part.__doc__)), "", *fields(part)]
    kinds = ", ".join(f"`{kind}`" for kind in typing.get_args(settings.Kind))
    lines += ["## Kinds of pages", "", f"{kinds}.", ""]
    return page("Settings", lines)


def fields(struct):
    rows = []
    for name, hint in typing.get_type_hints(struct, include_extras=True).items():
        meta = next(
            (m for m in typing.get_args(hint)[1:] if isinstance(m, msgspec.Meta)), msgspec.Meta()
        )
        example = f"`{meta.examples[0]}`" if meta.examples else ""
        rows.append((f"`{name}`", meta.description or "", example))
    if not any(example for *_, example in rows):
        return table(("key", "meaning"), [cells[:2] for cells in rows])
    return table(("key", "meaning", "for example"), rows)


def records():
    lines = [
        "What `json/*.jsonl`, `site.json` and the Python interface give. A value that no page "
        "tells is null; a list that has nothing is empty.",
        "",
    ]
    for name in model.__dict__:
        record = getattr(model, name)
        if not (dataclasses.is_dataclass(record) and record.__module__.startswith(model.__name__)):
            continue
        if name in ("Capture", "Reading", "PageWords", "Written", "Value"):
            continue
        lines += [f"## {name}", ""]
        for paragraph in text(record.__doc__):
            lines += [paragraph, ""]
        rows = [(f"`{field.name}`", f"`{field.type}`") for field in dataclasses.fields(record)]
        lines += table(("field", "type"), rows)
    return page("Records", lines)


def notes():
    found = {}
    for path in sorted((ROOT / "migrator").rglob("*.py")):
        if "themes" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in NOTES:
                for code, level, message in made(node):
                    entry = found.setdefault(code, (set(), []))
                    entry[0].add(level)
                    entry[1].append(message)
    rows = [
        (f"`{code}`", ", ".join(sorted(levels)), next((m for m in messages if m), ""))
        for code, (levels, messages) in sorted(found.items())
    ]
    lines = [
        "What an article or page says of its own reading, in `notes` of its record and in the "
        "report. `info` is told, `warning` is to be looked at, `loss` makes the exit code 2. `…` "
        "stands for what differs.",
        "",
        *table(("code", "level", "message, for example"), rows),
    ]
    return page("Notes", lines)


def made(call):
    """Code, level and message of the notes that a call makes."""
    positions = NOTES[ast.unparse(call.func).rpartition(".")[2]]
    arguments = [*call.args, *(None for _ in range(4))]
    code, message = arguments[positions[0]], arguments[positions[1]]
    level = "loss" if positions[2] is None else arguments[positions[2]]
    level = next((k.value for k in call.keywords if k.arg == "level"), level)
    name = getattr(model, code.id, "") if isinstance(code, ast.Name) else shown(code)
    if not re.fullmatch(r"(?:[a-z0-9]+|…)(?:-[a-z0-9]+)+", name):
        return
    levels = (
        {"info"} if level is None else constants(level) if isinstance(level, ast.AST) else {level}
    )
    for one in levels or {"info"}:
        yield name, one, shown(message)


def constants(node):
    words = {
        n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    return words & {"info", "warning", "loss"}


def shown(node):
    """The words of a message, "…" for what is worked out."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
    return ""


def exit_codes():
    rows = [
        ("0", "", "all well: nothing is known to be lost"),
        ("2", "", "done, with losses that the account lists, or without any article"),
    ]
    for error in sorted(subclasses(errors.MigratorError), key=lambda e: (e.exit_code, e.__name__)):
        rows.append((error.exit_code, f"`{error.__name__}`", " ".join(text(error.__doc__))))
    rows.append(("130", "", "stopped by Ctrl-C; the same command goes on"))
    lines = [
        "Every message says what, where, and what to do next; [mistakes](../mistakes.md) has "
        "examples.",
        "",
        *table(("code", "in Python", "meaning"), rows),
    ]
    return page("Exit codes", lines)


def subclasses(error):
    yield error
    for below in error.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from subclasses(below)


PAGES = {
    "commands.md": commands,
    "settings.md": keys,
    "records.md": records,
    "notes.md": notes,
    "exit-codes.md": exit_codes,
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages to those that lie in docs/."""
    for name, make in PAGES.items():
        files.append(File.generated(config, f"reference/{name}", content=make()))
    return files
