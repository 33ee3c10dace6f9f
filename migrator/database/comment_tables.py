"""The tables of comment systems: which column holds what. One declaration serves reading, the door
and the account.

Columns are those of each system's own `CREATE TABLE`, filled and looked at in dumps of JComments
2.1 to 4, AkoComment, !JoomlaComment, CComment, yvComment, K2, ZOO, EasyBlog, Komento, RSComments!,
sliComments, Udja, JA Comment, JLex and Engage; those of mXcomment, JomComment and J!Reactions are
read from their installers and from importers. A table whose columns changed with the versions of
its system has one declaration for each, the one with most columns first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from migrator.store.row_tables import SiteTables


@dataclass(frozen=True, slots=True)
class CommentTable:
    """Where a system keeps comments.

    `target` names the item that a comment is about; `component` is the column that names its
    component, or the component itself (`com_k2`). `public` are the values that a comment that was
    shown has. `coding` is `bbcode`, `html`, `plain` or `escaped` (BBCode whose HTML is escaped).
    Where a table of the system's own numbers the items, `items` is that table with its columns of
    component and item.
    """

    system: str
    table: str
    id: str = "id"
    target: str = "contentid"
    component: str = "com_content"
    parent: str | None = "parentid"
    name: str = "name"
    user: str | None = "userid"
    email: str | None = "email"
    website: str | None = "website"
    title: str | None = "title"
    text: tuple[str, ...] = ("comment",)
    coding: str = "bbcode"
    date: str = "date"
    up: str | None = None
    down: str | None = None
    public: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"published": ("1",)})
    items: tuple[str, str, str] | None = None

    def fits(self, columns: Collection[str]) -> bool:
        """Whether a table that has `columns` is of the version that is declared here."""
        return {self.target, *self.text} <= set(columns)

    def columns(self) -> str:
        """The columns that come in, `*` before those of which only the hash does."""
        component = None if self.component.startswith("com_") else self.component
        names = (
            self.id,
            self.target,
            component,
            self.parent,
            self.name,
            self.user,
            self.website,
            self.title,
            *self.text,
            self.date,
            self.up,
            self.down,
            *self.public,
        )
        return " ".join([*(n for n in names if n), *([f"*{self.email}"] if self.email else [])])


_ALIVE = {"published": ("1",), "deleted": ("0",)}

_YVCOMMENT = CommentTable(
    "yvcomment",
    "yvcomment",
    target="parentid",
    parent=None,
    name="created_by_alias",
    user="created_by",
    email=None,
    website=None,
    text=("introtext", "fulltext"),
    coding="html",
    date="created",
    public={"state": ("1",)},
)
_SLICOMMENTS = CommentTable(
    "slicomments",
    "slicomments",
    target="article_id",
    parent=None,
    user="user_id",
    website=None,
    title=None,
    text=("raw",),
    date="created",
    public={"status": ("1",)},
)

COMMENT_TABLES = (
    CommentTable(
        "jcomments",
        "jcomments",
        target="object_id",
        component="object_group",
        parent="parent",
        website="homepage",
        up="isgood",
        down="ispoor",
        public=_ALIVE,
    ),
    CommentTable("akocomment", "akocomment", user="iduser", website="web"),
    CommentTable(
        "mxcomment",
        "mxc_comments",
        component="component",
        user="iduser",
        website="web",
        public={"published": ("1",), "status": ("0",)},
    ),
    CommentTable("jomcomment", "jomcomment", component="option", user="user_id"),
    CommentTable(
        "joomlacomment",
        "comment",
        component="component",
        up="voting_yes",
        down="voting_no",
        public={**_ALIVE, "spam": ("0",)},
    ),
    CommentTable("jreactions", "jreactions", parent=None, text=("comments",)),
    _YVCOMMENT,
    # yvComment without a table of its own keeps comments among the articles
    replace(_YVCOMMENT, table="content"),
    CommentTable(
        "k2",
        "k2_comments",
        target="itemID",
        component="com_k2",
        parent=None,
        name="userName",
        user="userID",
        email="commentEmail",
        website="commentURL",
        title=None,
        text=("commentText",),
        coding="plain",
        date="commentDate",
    ),
    CommentTable(
        "zoo",
        "zoo_comment",
        target="item_id",
        component="com_zoo",
        parent="parent_id",
        name="author",
        user="user_id",
        website="url",
        title=None,
        text=("content",),
        coding="plain",
        date="created",
        public={"state": ("1",)},
    ),
    CommentTable(
        "easyblog",
        "easyblog_comment",
        target="post_id",
        component="com_easyblog",
        parent="parent_id",
        user="created_by",
        website="url",
        date="created",
        up="vote",
    ),
    CommentTable(
        "komento",
        "komento_comments",
        target="cid",
        component="component",
        parent="parent_id",
        user="created_by",
        website="url",
        date="created",
    ),
    CommentTable(
        "rscomments",
        "rscomments_comments",
        id="IdComment",
        target="id",
        component="option",
        parent="IdParent",
        user="uid",
        title="subject",
    ),
    replace(_SLICOMMENTS, target="item_id", component="extension"),
    _SLICOMMENTS,
    replace(_SLICOMMENTS, text=("text",), coding="html"),
    CommentTable(
        "udjacomments",
        "udjacomments",
        target="comment_url",
        parent="parent_id",
        name="full_name",
        user=None,
        website="url",
        title=None,
        text=("content",),
        coding="escaped",
        date="time_added",
        public={"is_published": ("1",), "is_spam": ("0",)},
    ),
    CommentTable(
        "jacomment",
        "jacomment_items",
        component="option",
        title=None,
        up="voted",
        public={"type": ("1",)},
    ),
    CommentTable(
        "engage",
        "engage_comments",
        target="asset_id",
        parent="parent_id",
        user="created_by",
        website=None,
        title=None,
        text=("body",),
        coding="html",
        date="created",
        public={"enabled": ("1",)},
    ),
    CommentTable(
        "jlex",
        "jlexcomment",
        target="obj_id",
        parent="parent_id",
        name="guest_name",
        user="created_by",
        email="guest_email",
        website=None,
        title=None,
        date="created_time",
        up="up_point",
        down="down_point",
        items=("jlexcomment_obj", "com_name", "com_id"),
    ),
)


def present_tables(tables: SiteTables) -> Iterator[CommentTable]:
    """The declarations that fit the tables of comments that a database has."""
    fitting: set[str] = set()
    for declared in COMMENT_TABLES:
        table = declared.table
        if (
            table not in fitting
            and tables.has(table)
            and declared.fits(tables.columns(table))
            and (declared.items is None or tables.has(declared.items[0]))
        ):
            fitting.add(table)
            yield declared
