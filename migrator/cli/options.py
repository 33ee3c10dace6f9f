"""The options that several commands have."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from migrator import errors
from migrator.errors import UsageError
from migrator.targets import registry

#: States of a database's articles that are no part of the public site.
STATES = ("unpublished", "trashed", "expired", "restricted")


class Targets(click.Choice[str]):
    """Names of targets, in any case; several in one word are a mistake that says so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if "," in str(value):
            each = " ".join(f"--to {name.strip()}" for name in value.split(",") if name.strip())
            self.fail(f"write each with an option of its own: {each}", param, ctx)
        return super().convert(value, param, ctx)


out = click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/site"),
    show_default=True,
    help="Folder that the run leaves.",
)
to = click.option(
    "--to",
    "targets",
    multiple=True,
    type=Targets(registry.names(), case_sensitive=False),
    help="Form to write; may be given several times. Default: markdown and json.",
)
quiet = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
jobs = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help="Processes that read pages. Default: all cores.",
)
bag = click.option("--bag", is_flag=True, help="Leave a copy of OUT as a BagIt bag in OUT/bag.")
redact = click.option(
    "--redact-comments",
    is_flag=True,
    help="Replace the names of comments' authors by stable pseudonyms.",
)
follow_links = click.option(
    "--follow-links",
    is_flag=True,
    help="Read what symbolic links in a folder lead to, wherever it lies.",
)
sources = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


def _begin_log(_context: click.Context, _option: click.Parameter, path: Path | None) -> None:
    if path is None:
        return
    os.environ[errors.LOG] = str(path.resolve())
    try:
        errors.set_up_log()
    except OSError as error:
        del os.environ[errors.LOG]
        raise click.BadParameter(f"{path}: cannot be written ({error.strerror})") from error


log = click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    expose_value=False,
    callback=_begin_log,
    help="Add the account, with every trouble by name, and tracebacks of faults to FILE.",
)
limit = click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help=(
        "A first look: read N pages at most, taken from all parts of SOURCE; fetch N answers at "
        "most."
    ),
)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that read pages; they arrive as `read_options`."""

    @click.option(
        "--site",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="What is true of this site only (site.yaml, see `probe`).",
    )
    @click.option(
        "--no-known-readers",
        is_flag=True,
        help="Read by what the pages have in common alone, as if the template were unknown.",
    )
    @click.option(
        "--include",
        multiple=True,
        metavar="PATTERN",
        help=(
            "Only pages whose address or file name has this regular expression, for example "
            "^/news/; may be repeated."
        ),
    )
    @click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="No pages whose address or file name has this regular expression; may be repeated.",
    )
    @click.option(
        "--include-state",
        multiple=True,
        type=click.Choice(STATES),
        help="Write articles of a database with this state, too, as drafts; may be repeated.",
    )
    @limit
    @functools.wraps(command)
    def wrapped(
        *args: Any,
        site: Path | None,
        no_known_readers: bool,
        include: tuple[str, ...],
        exclude: tuple[str, ...],
        include_state: tuple[str, ...],
        limit: int | None,
        **kwargs: Any,
    ) -> Any:
        from migrator import site_yaml

        for word in set(include) & set(STATES):
            raise UsageError(
                f"--include {word}: takes a pattern of addresses; write --include-state {word} for "
                "articles of a database that are not public"
            )
        read_options = site_yaml.read_options(
            site, no_known_readers, include_state, include, exclude, limit
        )
        return command(*args, read_options=read_options, **kwargs)

    return wrapped


class _Date(click.ParamType[str]):
    """A year, month or day; gives its digits, as listings of web archives take them."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: Any) -> str:
        if not re.fullmatch(r"\d{4}(-?\d\d){0,2}", value):
            self.fail(f"{value!r} is no year, month or day, as in 2009, 2009-03 or 2009-03-01")
        return value.replace("-", "")


_DATE = _Date()


def fetching(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that may fetch; they arrive as `net`."""

    @click.option(
        "--delay",
        type=click.FloatRange(0),
        default=1.0,
        show_default=True,
        help="Seconds between two requests to a host.",
    )
    @click.option(
        "--allow-local", is_flag=True, help="Hosts of this machine and its network may be asked."
    )
    @click.option(
        "--wayback",
        metavar="ADDRESS",
        help="Another archive with the addresses of the Wayback Machine.",
    )
    @click.option(
        "--from",
        "since",
        type=_DATE,
        help="Only captures of wayback:HOST from this year or day on.",
    )
    @click.option(
        "--until", type=_DATE, help="Only captures of wayback:HOST up to this year or day."
    )
    @click.option(
        "--no-page-requisites",
        is_flag=True,
        help="Fetch no style sheets, scripts, template pictures and frames of a live site.",
    )
    @functools.wraps(command)
    def wrapped(
        *args: Any,
        delay: float,
        allow_local: bool,
        wayback: str | None,
        since: str | None,
        until: str | None,
        no_page_requisites: bool,
        **kwargs: Any,
    ) -> Any:
        from migrator.sources import fetched

        return command(
            *args,
            net=fetched.FetchOptions(
                delay,
                click.get_current_context().params.get("limit"),
                allow_local,
                (wayback or fetched.WAYBACK).rstrip("/"),
                not no_page_requisites,
                since,
                until,
            ),
            **kwargs,
        )

    return wrapped
