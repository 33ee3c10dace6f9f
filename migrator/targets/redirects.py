"""One map from old addresses to new ones, as servers want it: nginx, Apache, Caddy, Netlify and
Cloudflare, and as a table.

Joomla's raw addresses say which page they are in the query (`option`, `view` or 1.0's `task`,
`id`), in any order and with more beside it; a rule for each article's number serves them all. Other
addresses are told by their path alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from migrator.guard.escape import (
    apache_location,
    apache_pattern,
    caddy_key,
    is_plain,
    location,
    nginx_string,
    redirects_path,
)
from migrator.joomla import address
from migrator.writing.target import Target
from migrator.writing.writer import TargetWriter

#: What a query says: component, view or task, number.
Query = tuple[str, str, str]


@dataclass(slots=True)
class Rules:
    """New address by path, by what a query says, and by whole old address; `fronts` are the paths
    at which queries are asked, `feed` is the new site's feed, to which those of all lists lead."""

    paths: dict[str, str] = field(default_factory=dict)
    queries: dict[Query, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    fronts: dict[str, None] = field(
        default_factory=lambda: dict.fromkeys(("/", "/index.php", "/index2.php"))
    )
    feed: str | None = None


def rules(writer: TargetWriter) -> Rules:
    """The rules of a site; no address leads to itself."""
    collected = Rules(feed=writer.new.feed)
    taken = {place.rstrip("/").casefold() for place in writer.new.places()}
    for link in writer.site.addresses:
        place = writer.new.lead(link)
        if place is None:
            continue
        parsed = address.read(link.url)
        if (parsed.host or link.url.startswith("/")) and link.url not in collected.whole:
            collected.whole[link.url] = place
        if parsed.get("option") or parsed.get("view") or parsed.get("task"):
            collected.fronts.setdefault(parsed.path)
            for query in _queries(parsed):
                if is_plain("".join(query)):
                    collected.queries.setdefault(query, place)
        elif "?" not in parsed.place:
            bare = parsed.path.removeprefix("/index.php") or "/"
            for path in (parsed.path, bare, f"/index.php{bare}"):
                if path.rstrip("/").casefold() not in taken:
                    collected.paths.setdefault(path.rstrip("/"), place)
    collected.paths.pop("/index.php", None)
    return collected


def _queries(parsed: address.Address) -> Iterable[Query]:
    """What raw addresses of one page may say; com_content's option may be left out (1.5 does so in
    print views)."""
    view = parsed.get("view") or parsed.get("task") or ""
    number = str(parsed.id) if parsed.id is not None else ""
    option = (parsed.get("option") or "com_content").lower()
    views = (
        ("article", "view") if option == "com_content" and view in ("article", "view") else (view,)
    )
    for name in views:
        yield option, name, number
        if option == "com_content" and name:
            yield "", name, number


class Redirects(Target):
    """Redirect rules for servers and hosts, from every old address to the new one."""

    def write(self, writer: TargetWriter) -> None:
        """The rules in each server's words."""
        collected = rules(writer)
        for name, text in (
            ("nginx.http.conf", _nginx_http(collected)),
            ("nginx.server.conf", _NGINX_SERVER),
            ("apache.htaccess", _apache(collected)),
            ("Caddyfile", _caddy(collected)),
            ("_redirects", _netlify(collected)),
            ("redirects.csv", _table(collected)),
        ):
            writer.folder.write(name, text)


#: The format that a query asks for, a colon, and the path: Joomla's addresses of feeds, with and
#: without its setting of a suffix.
_FEEDS = ("^feed:", "[.]feed$")
_NGINX_SERVER = """\
# Within server { }: after `include nginx.http.conf;` in http { }.
if ($joomla_new) { return 301 $joomla_new; }
"""


def _nginx_http(collected: Rules) -> str:
    paths = _nginx_paths(collected)
    longest = max((len(path.encode()) for path in (*paths, *collected.fronts)), default=0)
    lines = [
        (
            "# Within http { }. What an address says is looked up by number for raw "
            "addresses, by path for others."
        ),
        # a key, its pointers and its value's length must fit into a bucket
        f"map_hash_bucket_size {max(512, 1 << (longest + 64).bit_length())};",
        f"map_hash_max_size {max(2048, 4 * (len(collected.paths) + len(collected.queries)))};",
        'map "$arg_id:$arg_item_id:$arg_cid" $joomla_id {',
        '  default "";',
        r'  "~^:*(?<joomla_number>\d+)" $joomla_number;',
        "}",
        "map $uri $joomla_front {",
        '  default "";',
        *(f'  {path} "?";' for path in {nginx_string(p.lower()): p for p in collected.fronts}),
        "}",
        'map "$joomla_front$arg_option:$arg_view$arg_task:$joomla_id" $joomla_query {',
        '  default "";',
        *(
            f'  "?{":".join(query)}" "{location(place)}";'
            for query, place in _nginx_queries(collected).items()
        ),
        "}",
        "map $uri $joomla_path {",
        '  default "";',
        *(f'  {nginx_string(path)} "{location(place)}";' for path, place in paths.items()),
        "}",
        "map $joomla_query $joomla_page {",
        "  default $joomla_query;",
        '  "" $joomla_path;',
        "}",
        'map "$arg_format:$uri" $joomla_new {',
        "  default $joomla_page;",
        *(f'  "~*{asked}" "{collected.feed}";' for asked in _FEEDS if collected.feed),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _nginx_paths(collected: Rules) -> dict[str, str]:
    """The paths with and without a slash at their end. nginx compares keys whatever their case, and
    does not start where one stands twice."""
    by_path: dict[str, str] = {}
    for path, place in collected.paths.items():
        for key in (path, f"{path}/"):
            by_path.setdefault(_lower(_merged(key)), place)
    return by_path


def _merged(path: str) -> str:
    """A path as nginx and Apache compare it: slashes that follow one another are one."""
    return re.sub("/{2,}", "/", path)


def _nginx_queries(collected: Rules) -> dict[Query, str]:
    by_query: dict[Query, str] = {}
    for (option, view, number), place in collected.queries.items():
        by_query.setdefault((_lower(option), _lower(view), number), place)
    return by_query


def _lower(text: str) -> str:
    """`text` as nginx compares it: in lower case as far as it is ASCII."""
    return re.sub(r"[A-Z]+", lambda m: m[0].lower(), text)


def _apache(collected: Rules) -> str:
    front = "|".join(apache_pattern(path.lstrip("/")) for path in collected.fronts)
    lines = ["# For .htaccess, or <Directory> of the new site.", "RewriteEngine On"]
    if collected.feed:
        lines += [
            'RewriteCond %{QUERY_STRING} "(?:^|&)format=feed(?:&|$)" [NC,OR]',
            'RewriteCond %{REQUEST_URI} "[.]feed$"',
            f'RewriteRule "^" "{collected.feed}" {_APACHE_FLAGS}',
        ]
    for (option, view, number), place in collected.queries.items():
        if option == "" and (("com_content", view, number) in collected.queries):
            continue
        lines.append(
            'RewriteCond %{QUERY_STRING} "!(?:^|&)option=(?!com_content(?:&|$))"'
            if option == "com_content"
            else f'RewriteCond %{{QUERY_STRING}} "(?:^|&)option={apache_pattern(option)}(?:&|$)"'
        )
        if view:
            pattern = apache_pattern(view)
            lines.append(f'RewriteCond %{{QUERY_STRING}} "(?:^|&)(?:view|task)={pattern}(?:&|$)"')
        lines.append(
            f'RewriteCond %{{QUERY_STRING}} "(?:^|&)(?:id|item_id|cid)={number}(?:\\D|$)"'
            if number
            else r'RewriteCond %{QUERY_STRING} "!(?:^|&)(?:id|item_id|cid)=\d"'
        )
        lines.append(f'RewriteRule "^(?:{front})$" "{apache_location(place)}" {_APACHE_FLAGS}')
    for path, place in collected.paths.items():
        pattern = apache_pattern(_merged(path).lstrip("/"))
        lines.append(f'RewriteRule "^{pattern}/?$" "{apache_location(place)}" {_APACHE_FLAGS}')
    return "\n".join(lines) + "\n"


_APACHE_FLAGS = "[R=301,L,NE,QSD]"


def _caddy(collected: Rules) -> str:
    lines = [
        "# Within the site's block: import this file.",
        "map {query.id}:{query.item_id}:{query.cid} {joomla_id} {",
        r'  "~^:*(\d+)" "${1}"',
        '  default ""',
        "}",
        "map {path} {joomla_front} {",
        *(f'  {caddy_key(path)} "?"' for path in collected.fronts),
        '  default ""',
        "}",
        'map "{joomla_front}{query.option}:{query.view}{query.task}:{joomla_id}" {joomla_query} {',
        *(
            f'  "?{":".join(query)}" "{location(place)}"'
            for query, place in collected.queries.items()
        ),
        '  default ""',
        "}",
        "map {path} {joomla_path} {",
    ]
    for path, place in collected.paths.items():
        lines += [f'  {caddy_key(key)} "{location(place)}"' for key in (path, f"{path}/")]
    lines += ['  default ""', "}"]
    if collected.feed:
        lines += ['map "{query.format}:{path}" {joomla_feed} {']
        lines += [f'  "~{asked}" "{collected.feed}"' for asked in _FEEDS]
        lines += [
            '  default ""',
            "}",
            '@joomla_feed expression `{joomla_feed} != ""`',
            "redir @joomla_feed {joomla_feed} 301",
        ]
    lines += [
        '@joomla_query expression `{joomla_query} != ""`',
        "redir @joomla_query {joomla_query} 301",
        '@joomla_path expression `{joomla_path} != ""`',
        "redir @joomla_path {joomla_path} 301",
    ]
    return "\n".join(lines) + "\n"


#: A value of a parameter that `_redirects` can hold, in its own letters: Netlify decodes what is
#: asked, not what the rule says (`findings/netlify-path-letters.sh`). One that begins with a colon
#: is a placeholder.
_NETLIFY_VALUE = re.compile(r"[\w.-][\w.:-]*")


def _netlify(collected: Rules) -> str:
    """Netlify compares parameters whole, Cloudflare ignores lines with parameters: raw addresses
    are served as far as they were seen, and as far as a line can hold all that they say."""
    lines = [f"/* format=feed {collected.feed} 301!"] if collected.feed else []
    for url, place in collected.whole.items():
        parsed = address.read(url)
        if parsed.get("option") or parsed.get("view") or parsed.get("task"):
            asked = [
                (k, v)
                for k, v in parsed.query
                if k in ("option", "view", "task", "id", "item_id", "cid") and v
            ]
            if all(_NETLIFY_VALUE.fullmatch(v) for _, v in asked):
                query = " ".join(f"{k}={v}" for k, v in asked)
                lines.append(f"{redirects_path(parsed.path)} {query} {location(place)} 301!")
    lines += [
        f"{redirects_path(path)} {location(place)} 301" for path, place in collected.paths.items()
    ]
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _table(collected: Rules) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("old", "new"))
    table.writerows(collected.whole.items())
    return out.getvalue()
