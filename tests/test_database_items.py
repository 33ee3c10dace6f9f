"""What the rows of Joomla 5 and 6 and of extensions tell of an article beside its text. The tables
have the columns that their own installers make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from migrator import migrate
from migrator.model import Article
from tests import dumps
from tests import site as small_site
from tests.dumps import Database, Value


def table(columns: str, *rows: Sequence[Value]) -> dumps.Table:
    return tuple(columns.split()), [tuple(row) for row in rows]


def content(*articles: dict[str, Value]) -> dumps.Table:
    """`#__content` of Joomla 5: no sections, no null dates."""
    usual: dict[str, Value] = {
        "id": 1,
        "asset_id": 90,
        "title": "The ford",
        "alias": "the-ford",
        "introtext": "<p>Open.</p>",
        "fulltext": "",
        "state": 1,
        "catid": 2,
        "created": "2009-04-01 08:30:15",
        "created_by": 62,
        "created_by_alias": "",
        "modified": "2009-04-01 08:30:15",
        "publish_up": "2009-04-02 00:00:00",
        "publish_down": None,
        "images": "{}",
        "urls": "{}",
        "attribs": "{}",
        "metakey": "",
        "metadesc": "",
        "access": 1,
        "hits": 7,
        "language": "*",
    }
    return tuple(usual), [tuple({**usual, **a}.values()) for a in articles]


CATEGORIES = table(
    "id parent_id level path extension title alias published access language",
    (1, 0, 0, "", "system", "ROOT", "root", 1, 1, "*"),
    (2, 1, 1, "rivers", "com_content", "Rivers", "rivers", 1, 1, "*"),
)
USERS = table("id name username email password", (62, "Ada Quill", "ada", "a@mail.example", "x"))


def modern(articles: dumps.Table, **further: dumps.Table) -> Database:
    """A site of Joomla 4 on with some tables more."""
    return {
        "content": articles,
        "categories": CATEGORIES,
        "users": USERS,
        "workflows": table("id title", (1, "Basic")),
        **further,
    }


def read(path: Path, database: Database, **options: object) -> dict[str, Article]:
    (path / "site.sql").write_text(dumps.mysqldump(database), "utf-8")
    return {a.id: a for a in migrate(path / "site.sql", **options).articles}  # type: ignore[arg-type]


def field(ident: int, kind: str, **values: Value) -> tuple[Value, ...]:
    row: dict[str, Value] = {
        "id": ident,
        "context": "com_content.article",
        "group_id": 0,
        "title": f"Field {ident}",
        "name": f"field-{ident}",
        "label": f"Label {ident}",
        "type": kind,
        "state": 1,
        "access": 1,
        "ordering": ident,
        "params": '{"display":"2"}',
        "fieldparams": "{}",
        **values,
    }
    return tuple(row.values())


FIELDS = "id context group_id title name label type state access ordering params fieldparams"
OPTIONS = (
    '{"options":{"options0":{"name":"Deep","value":"d"},"options1":{"name":"Wide","value":"w"}}}'
)


def values(*rows: tuple[int, str]) -> dumps.Table:
    return table("field_id item_id value", *((i, "1", v) for i, v in rows))


def test_custom_fields_as_their_plugins_show_them(tmp_path: Path) -> None:
    database = modern(
        content({}),
        fields=table(
            FIELDS,
            field(1, "text", ordering=19),
            field(2, "checkboxes", fieldparams=OPTIONS),
            field(3, "media"),
            field(4, "url"),
            field(5, "user"),
            field(6, "subform"),
            field(7, "text", label="Mile"),
            field(8, "imagelist", fieldparams='{"directory":"maps"}'),
            field(9, "editor"),
        ),
        fields_values=values(
            (1, "a < b"),
            (2, "d"),
            (2, "w"),
            (3, '{"imagefile":"images/a.png#joomlaImage://x","alt_text":"A map"}'),
            (4, "https://map.example/"),
            (5, "62"),
            (6, '{"row0":{"field7":"12"},"row1":{"field7":"13"}}'),
            (8, "b.png"),
            (9, "<p>Mind the <em>step</em>.</p>"),
        ),
    )
    article = read(tmp_path, database)["com_content:1"]
    assert [(f.name, f.label, f.value) for f in article.fields] == [
        ("field-2", "Label 2", "Deep, Wide"),
        ("field-3", "Label 3", ""),
        ("field-4", "Label 4", "https://map.example/"),
        ("field-5", "Label 5", "Ada Quill"),
        ("field-6", "Label 6", "Mile: 12\nMile: 13"),
        ("field-8", "Label 8", ""),
        ("field-9", "Label 9", "Mind the step."),
        ("field-1", "Label 1", "a < b"),
    ]
    assert article.fields[1].html == '<img src="/images/a.png" alt="A map">'
    assert article.fields[5].html == '<img src="/images/maps/b.png" alt="">'
    assert "**Label 2** Deep, Wide" in article.body_markdown


def test_fields_that_visitors_did_not_see_are_left_out(tmp_path: Path) -> None:
    rows = (
        field(1, "text", params='{"display":"0"}'),
        field(2, "text", params='{"display":"0"}'),
        field(3, "text", access=2),
        field(4, "text", state=0),
        field(5, "text", context="com_users.user"),
        field(6, "text", group_id=3),
    )
    database = modern(
        content({"introtext": "<p>See {field 2}.</p>"}),
        fields=table(FIELDS, *rows),
        fields_groups=table("id context title state access", (3, "com_content.article", "G", 1, 2)),
        fields_values=values(*((n, f"Value {n}") for n in range(1, 7))),
    )
    article = read(tmp_path, database)["com_content:1"]
    assert [f.value for f in article.fields] == ["Value 2"]
    (note,) = [n for n in article.notes if n.code == "database-fields"]
    assert note.message.endswith("left out: Label 1")


def test_defaults_and_categories_of_fields(tmp_path: Path) -> None:
    """A field without a value shows its default, in the categories that it is for and those below
    them; one for subforms only is none of an article's."""
    default: dict[str, Value] = {"default_value": "", "only_use_in_subform": 0}
    rows = (
        field(1, "text", **{**default, "default_value": "Free"}),
        field(2, "text", **{**default, "default_value": "Not seen"}),
        field(3, "list", fieldparams=OPTIONS, **{**default, "default_value": "d"}),
        field(4, "text", **default),
        field(5, "text", **{**default, "default_value": "Not seen", "only_use_in_subform": 1}),
        field(6, "text", **{**default, "default_value": "Not seen"}),
    )
    database = modern(
        content({"catid": 3}),
        categories=(
            CATEGORIES[0],
            [*CATEGORIES[1], (3, 2, 2, "rivers/fords", "com_content", "Fords", "fords", 1, 1, "*")],
        ),
        fields=table(f"{FIELDS} default_value only_use_in_subform", *rows),
        fields_categories=table("field_id category_id", (2, 7), (3, 7), (3, 2), (6, -1)),
        fields_values=values((1, ""), (6, "Stored, for no category")),
    )
    article = read(tmp_path, database)["com_content:1"]
    assert [f.value for f in article.fields] == ["Free", "Deep"]


def test_fields_of_a_page_and_of_its_row_are_one(tmp_path: Path) -> None:
    shown = (
        '<p>Open.</p><dl class="fields-container"><dd class="field-entry field-1">'
        '<span class="field-label">Label 1: </span><span class="field-value">On the page</span>'
        "</dd></dl>"
    )
    page = small_site.article("/rivers/1-the-ford", "The ford", shown)
    (tmp_path / page.source).write_bytes(
        f"<!-- saved from url=(0040){page.url} -->\n".encode() + page.data
    )
    database = modern(
        content({}),
        fields=table(FIELDS, field(1, "text"), field(2, "text")),
        fields_values=values((1, "In the row"), (2, "In the row alone")),
    )
    (tmp_path / "site.sql").write_text(dumps.mysqldump(database), "utf-8")
    (article,) = migrate(tmp_path).articles
    assert [f.value for f in article.fields] == ["On the page", "In the row alone"]


def test_translations_that_were_public(tmp_path: Path) -> None:
    database = modern(
        content(
            {"id": 1, "language": "en-GB"},
            {"id": 2, "language": "fr-FR", "title": "Le gué", "alias": "le-gue"},
            {"id": 3, "language": "de-DE", "title": "Die Furt", "alias": "furt", "state": 0},
        ),
        associations=table(
            "id context key",
            *((n, "com_content.item", "k1") for n in (1, 2, 3)),
            (2, "com_categories.item", "k2"),
        ),
    )
    articles = read(tmp_path, database)
    assert articles["com_content:1"].translations == {"fr-FR": "com_content:2"}
    assert articles["com_content:2"].translations == {"en-GB": "com_content:1"}


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """Joomla 6 marks versions; its schema tells the generation."""
    database = modern(
        content({}),
        schemas=table("extension_id version_id", (228, "6.0.0-2025-03-11")),
        history=table(
            "version_id item_id version_note save_date version_data is_current is_legacy",
            (1, "com_content.article.1", "", "2009-04-01", '{"introtext":"Draft"}', 0, 0),
            (2, "com_content.article.1", "", "2009-04-02", "{}", 1, 0),
            (3, "com_content.category.2", "", "2009-04-02", "{}", 1, 0),
        ),
        falang_content=table(
            "id language_id reference_id reference_table reference_field value published",
            (1, 2, 1, "content", "title", "Le gué", 1),
            (2, 2, 1, "content", "introtext", "<p>Ouvert.</p>", 1),
            (3, 2, 2, "menu", "title", "Accueil", 1),
        ),
        redirect_links=table(
            "id old_url new_url published",
            (1, "https://old.example/wp-login.php", "", 0),
            (2, "https://old.example/ford", "index.php?option=com_content&view=article&id=1", 1),
            (3, "https://old.example/shop", "https://shop.example/", 1),
            (4, "https://old.example/wares", "http://shop.example/wares", 1),
            (5, "https://old.example/b", "https://www.old.example/index.php?Itemid=3", 1),
        ),
    )
    (tmp_path / "site.sql").write_text(dumps.mysqldump(database), "utf-8")
    site = migrate(tmp_path / "site.sql")
    told = {n.code: n.message for _, n in site.source_notes}
    assert told["database-versions"].startswith("site.sql: 3 stored versions of texts")
    assert "1 translations of articles by FaLang" in told["database-translations"]
    assert "1 addresses of a log" in told["database-error-log"]
    assert "2 redirects lead to other hosts" in told["database-redirects-outside"]
    assert ": shop.example (2);" in told["database-redirects-outside"]
    assert all(n.level == "info" for _, n in site.source_notes)
    (article,) = site.articles
    assert "Draft" not in article.body_html
    assert [v.saved.value[:10] for v in article.versions] == ["2009-04-01", "2009-04-02"]


def test_versions_name_editors_that_visitors_knew(tmp_path: Path) -> None:
    """3.10 numbers kinds of texts; a user whose articles show another name stays unnamed."""
    database = modern(
        content({}, {"id": 2, "alias": "b", "created_by": 63, "created_by_alias": "A guest"}),
        users=table("id name username email password", *USERS[1], (63, "Nell", "nell", "", "")),
        content_types=table(
            "type_id type_alias", (1, "com_content.article"), (5, "com_users.user")
        ),
        ucm_history=table(
            "version_id ucm_item_id ucm_type_id version_note save_date editor_user_id version_data",
            (1, 1, 1, "after <the> flood", "2009-04-02 10:00:00", 62, "{}"),
            (2, 1, 1, "ask nell@mail.example", "2009-04-01 10:00:00", 63, "{}"),
            (3, 1, 5, "a user", "2009-04-01 10:00:00", 62, "{}"),
        ),
    )
    article = read(tmp_path, database)["com_content:1"]
    assert [(v.saved.value, v.author, v.note) for v in article.versions] == [
        ("2009-04-01T10:00:00+00:00", None, None),
        ("2009-04-02T10:00:00+00:00", "Ada Quill", "after <the> flood"),
    ]


def test_komento_and_ccomment(tmp_path: Path) -> None:
    """Only what stood on the page: Komento's 0 and 2 and CComment's spam did not."""
    komento = table(
        "id component cid comment name title email url ip created_by created published parent_id",
        (1, "com_content", "1", "Is it [b]open[/b]?", "Nell", "Ford", "n@mail.example", "", "203.0.113.9", 0, "2009-05-01 10:00:00", 1, 0),
        (2, "com_content", "1", "Yes.", "", "", "", "oda.example", "", 62, "2009-05-01 11:00:00", 1, 1),
        (3, "com_content", "1", "Waits.", "Bad", "", "", "", "", 0, "2009-05-01 12:00:00", 2, 0),
        (4, "com_k2", "1", "Of an item.", "Kay", "", "", "", "", 0, "2009-05-01 12:00:00", 1, 0),
    )  # fmt: skip
    article = read(tmp_path, modern(content({}), komento_comments=komento))["com_content:1"]
    assert [(c.id, c.author, c.parent) for c in article.comments] == [
        ("1", "Nell", None),
        ("2", "Ada Quill", "1"),
    ]
    assert article.comments[0].html == "Is it <strong>open</strong>?"
    assert article.comment_system == "komento"
    ccomment = table(
        "id contentid component ip userid date modified name email website title comment published "
        "deleted spam voting_yes voting_no parentid unsubscribe_hash moderate_hash",
        (1, 1, "com_content", "", 0, "2009-05-01 10:00:00", "", "Nell", "", "", "", "One", 1, 0, 0, 3, 1, -1, "", ""),
        (2, 1, "", "", 0, "2009-05-01 11:00:00", "", "Oda", "", "", "", "Two", 1, 0, 0, 0, 0, 1, "", ""),
        (3, 1, "com_content", "", 0, "2009-05-01 12:00:00", "", "Bad", "", "", "", "Buy", 1, 0, 1, 0, 0, -1, "", ""),
    )  # fmt: skip
    article = read(tmp_path, modern(content({}), comment=ccomment))["com_content:1"]
    assert [(c.id, c.parent, c.votes) for c in article.comments] == [("1", None, 2), ("2", "1", 0)]


def test_k2(tmp_path: Path) -> None:
    columns = (
        "id title alias catid published introtext fulltext video gallery extra_fields created "
        "created_by created_by_alias modified publish_up publish_down trash access hits metadesc "
        "metakey language"
    )
    extra = [
        {"id": "1", "value": "2"},
        {"id": "2", "value": ["The map", "https://map.example/", "new"]},
        {"id": "3", "value": [["Mile", "Depth"], ["12", "2 ft"]]},
        {"id": "4", "value": "not shown"},
        {"id": "5", "value": "<p>Mind the step.</p>"},
    ]
    choices = '[{"name":"Shallow","value":1},{"name":"Deep","value":2}]'
    dates = (
        "2009-04-01 08:30:15",
        62,
        "",
        "0000-00-00 00:00:00",
        "2009-04-02 00:00:00",
        "0000-00-00 00:00:00",
    )
    database = {
        **dumps.site([dumps.article(9, "A page of Joomla", "<p>Text.</p>")]),
        "k2_items": table(
            columns,
            (1, "The ford", "the-ford", 5, 1, "<p>Open.</p>", "", None, None, json.dumps(extra), *dates, 0, 0, 7, "On the ford", "", "*"),
            (2, "Thrown away", "thrown", 5, 1, "<p>b</p>", "", None, None, "[]", *dates, 1, 0, 7, "", "", "*"),
            (3, "In a trashed category", "in", 6, 1, "<p>c</p>", "", None, None, "[]", *dates, 0, 0, 7, "", "", "*"),
            (4, "For members", "members", 5, 1, "<p>d</p>", "", None, None, "[]", *dates, 0, 1, 7, "", "", "*"),
        ),
        "k2_categories": table(
            "id name alias parent access published trash",
            (4, "Reports", "reports", 0, 0, 1, 0),
            (5, "Rivers", "rivers", 4, 0, 1, 0),
            (6, "Old", "old", 0, 0, 1, 1),
        ),
        "k2_extra_fields": table(
            "id name value type group published ordering",
            (1, "Depth", choices, "select", 1, 1, 3),
            (2, "Map", "[{}]", "link", 1, 1, 2),
            (3, "Table", "[{}]", "csv", 1, 1, 4),
            (4, "Off", "[{}]", "textfield", 1, 0, 5),
            (5, "Advice", "[{}]", "textarea", 1, 1, 1),
        ),
        "k2_tags": table("id name published", (1, "fords", 1), (2, "old", 0), (3, "first", 1)),
        "k2_tags_xref": table("id tagID itemID", (8, 1, 1), (9, 2, 1), (7, 3, 1)),
        "k2_comments": table(
            "id itemID userID userName commentDate commentText commentEmail commentURL published",
            (1, 1, 0, "Nell", "2009-05-01 10:00:00", "Two\nlines & more", "n@mail.example", "", 1),
            (2, 1, 0, "Bad", "2009-05-01 11:00:00", "Buy", "", "", 0),
        ),
    }  # fmt: skip
    articles = read(tmp_path, database)
    assert sorted(articles) == ["com_content:9", "com_k2:1"]
    item = articles["com_k2:1"]
    assert item.categories == ("Reports", "Rivers")
    assert item.tags == ("first", "fords")
    assert [(f.label, f.value) for f in item.fields] == [
        ("Advice", "Mind the step."),
        ("Map", "The map"),
        ("Depth", "Deep"),
        ("Table", "Mile\nDepth\n12\n2 ft"),
    ]
    assert [c.html for c in item.comments] == ["Two<br>lines &amp; more"]


K2_COLUMNS = (
    "id title alias catid published introtext fulltext created created_by modified publish_up "
    "publish_down trash access hits image_caption"
)


def test_pictures_that_stand_before_texts(tmp_path: Path) -> None:
    """K2's file tells that there is one; EasyBlog's column names it."""
    dates = ("2009-04-01 08:30:15", 62, None, "2009-04-02 00:00:00", None, 0, 0, 7)
    database = {
        **dumps.site([dumps.article(9, "A page of Joomla", "<p>Text.</p>")]),
        "k2_items": table(
            K2_COLUMNS,
            (1, "The ford", "the-ford", 5, 1, "<p>Open.</p>", "", *dates, "At <em>low</em> water"),
            (2, "The weir", "the-weir", 5, 1, "<p>Shut.</p>", "", *dates, ""),
        ),
        "easyblog_post": table(
            "id title permalink intro content doctype created created_by publish_up published state "
            "access hits image",
            (1, "A", "a", "<p>a</p>", "", "legacy", *dates[:2], *dates[3:4], 1, 0, 0, 1, "post:1/a b.jpg"),
            (2, "B", "b", "<p>b</p>", "", "legacy", *dates[:2], *dates[3:4], 1, 0, 0, 1, '{"url":"/x/b.jpg"}'),
        ),
    }  # fmt: skip
    (tmp_path / "site.sql").write_text(dumps.mysqldump(database), "utf-8")
    told = [n.code for _, n in migrate(tmp_path / "site.sql").source_notes]
    assert "database-pictures" in told
    files = tmp_path / "media" / "k2" / "items" / "cache"
    files.mkdir(parents=True)
    name = hashlib.md5(b"Image1", usedforsecurity=False).hexdigest()
    for size in ("S", "L"):
        (files / f"{name}_{size}.jpg").write_bytes(b"\xff\xd8\xff\xe0" + size.encode() * 20)
    site = migrate(tmp_path)
    assert "database-pictures" not in [n.code for _, n in site.source_notes]
    articles = {a.id: a for a in site.articles}
    (picture,) = articles["com_k2:1"].images
    assert picture.file == f"media/k2/items/cache/{name}_L.jpg"
    assert picture.caption == "At low water"
    assert articles["com_k2:2"].images == ()
    assert [i.src for n in (1, 2) for i in articles[f"com_easyblog:{n}"].images] == [
        "/images/easyblog_articles/1/a%20b.jpg",
        "/x/b.jpg",
    ]


def serialised(**values: str) -> str:
    """A flat array as PHP writes it."""
    pairs = "".join(
        f's:{len(k.encode())}:"{k}";s:{len(v.encode())}:"{v}";' for k, v in values.items()
    )
    return f"a:{len(values)}:{{{pairs}}}"


def test_flexicontent(tmp_path: Path) -> None:
    columns = "id field_type name label iscore published attribs access ordering"
    link = serialised(link="https://map.example/", title="The map", hits="3")
    database = modern(
        content(
            {"id": 1, "language": "en-GB"},
            {"id": 2, "alias": "le-gue", "title": "Le gué", "language": "fr-FR", "state": -5},
            {"id": 3, "alias": "draft", "title": "Draft", "state": -4},
        ),
        flexicontent_items_ext=table(
            "item_id type_id language lang_parent_id",
            (1, 1, "en-GB", 1),
            (2, 1, "fr-FR", 1),
            (3, 1, "*", 0),
        ),
        flexicontent_fields=table(
            columns,
            (1, "maintext", "text", "Description", 1, 1, "{}", 1, 1),
            (20, "select", "depth", "Depth", 0, 1, '{"field_elements":"d::Deep %% s::Shallow"}', 1, 2),
            (21, "weblink", "map", "Map", 0, 1, "{}", 1, 3),
            (22, "file", "file", "File", 0, 1, "{}", 1, 4),
            (23, "text", "inside", "Inside", 0, 1, "{}", 3, 5),
            (24, "relation", "related", "Related", 0, 1, "{}", 1, 6),
            (25, "image", "picture", "Picture", 0, 1, '{"image_source":"1"}', 1, 7),
        ),
        flexicontent_fields_item_relations=table(
            "field_id item_id valueorder value",
            (1, 1, 1, "x"),
            (20, 1, 2, "s"),
            (20, 1, 1, "d"),
            (21, 1, 1, link),
            (22, 1, 1, "7"),
            (23, 1, 1, "for editors"),
            (24, 1, 1, "3:2"),
            (25, 1, 1, serialised(originalname="ford.jpg", alt="The ford", title="A ford")),
        ),
        flexicontent_files=table(
            "id filename altname url secure published access",
            (7, "plan.pdf", "The plan", 0, 1, 1, 1),
        ),
        flexicontent_tags=table("id name published", (1, "fords", 1), (2, "old", 0)),
        flexicontent_tags_item_relations=table("tid itemid", (1, 1), (2, 1)),
        flexicontent_versions=table("id item_id version_id", (1, 1, 1), (2, 1, 2)),
    )  # fmt: skip
    articles = read(tmp_path, database)
    assert sorted(articles) == ["com_content:1", "com_content:2"]
    article = articles["com_content:1"]
    assert [(f.name, f.label, f.value) for f in article.fields] == [
        ("depth", "Depth", "Deep, Shallow"),
        ("map", "Map", "The map"),
        ("file", "File", "The plan"),
        ("picture", "Picture", "A ford"),
    ]
    folder = "/images/stories/flexicontent/item_1_field_25/original/ford.jpg"
    assert f'<img src="{folder}" alt="The ford">' in article.fields[-1].html
    assert 'href="/components/com_flexicontent/uploads/plan.pdf"' in article.fields[2].html
    assert article.tags == ("fords",)
    assert article.translations == {"fr-FR": "com_content:2"}
    (note,) = [n for n in article.notes if n.code == "database-fields"]
    assert note.message.endswith("left out: Related")


def test_zoo(tmp_path: Path) -> None:
    elements = (
        '<?xml version="1.0" encoding="UTF-8"?><elements><textarea identifier="a"><value>'
        "<![CDATA[<p>Open.</p>]]></value></textarea></elements>"
    )
    settings = '{"metadata.description":"On the ford","config.primary_category":"4"}'
    database = {
        **dumps.site([dumps.article(9, "A page of Joomla", "<p>Text.</p>")]),
        "zoo_item": table(
            "id application_id type name alias created modified publish_up publish_down hits state "
            "access created_by created_by_alias elements params",
            (1, 1, "article", "The ford", "the-ford", "2009-04-01 08:30:15", "0000-00-00 00:00:00", "2009-04-02 00:00:00", "0000-00-00 00:00:00", 7, 1, 0, 62, "", elements, settings),
        ),
        "zoo_category": table(
            "id name parent published", (3, "All", 0, 1), (4, "Rivers", 0, 1), (5, "Old", 0, 0)
        ),
        "zoo_category_item": table("category_id item_id", (0, 1), (3, 1), (4, 1)),
    }  # fmt: skip
    item = read(tmp_path, database)["com_zoo:1"]
    assert (item.categories, item.description) == (("Rivers",), "On the ford")
    assert item.body_html == "<p>Open.</p>"


def test_a_restricted_row_keeps_its_page_out_and_a_hidden_field_out_of_it(tmp_path: Path) -> None:
    """A logged-in browser saw it; nobody else did."""
    page = small_site.article("/rivers/2-secret", "Secret", "<p>For members alone, here.</p>")
    (tmp_path / page.source).write_bytes(
        f"<!-- saved from url=(0040){page.url} -->\n".encode() + page.data
    )
    database = modern(
        content({}, {"id": 2, "title": "Secret", "alias": "secret", "access": 2}),
        fields=table(FIELDS, field(1, "text")),
        fields_values=table("field_id item_id value", (1, "2", "Behind the mill")),
        associations=table("id context key", (2, "com_content.item", "k1")),
    )
    (tmp_path / "site.sql").write_text(dumps.mysqldump(database), "utf-8")
    migrate(tmp_path, tmp_path / "out", to=["json", "markdown"])
    written = [p for p in (tmp_path / "out").rglob("*") if p.is_file() and p.name != "site.db"]
    assert written
    for path in written:
        data = path.read_bytes()
        assert b"members alone" not in data, path
        assert b"Behind the mill" not in data, path
