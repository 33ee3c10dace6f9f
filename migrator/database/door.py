"""The door: which tables and columns of a database come in. Whatever is not named here is never
read.

So no password hash, address of a computer, session, token, private message or order ever reaches
memory, `site.db`, a note or a report. Columns marked `*` hold e-mail addresses: only their salted
hash comes in. Of columns marked `?` only comes in whether they have a value. Names are those of the
tables' own `CREATE TABLE` in Joomla 1.0 to 6 and in the extensions, without the site's prefix.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrator.database.comment_tables import COMMENT_TABLES


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that come in; of `hashed` only the hash does, of `flags` only `1`
    where they have a value. A table without its `key`, the first column of its declaration, says
    nothing."""

    key: str
    names: frozenset[str]
    hashed: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()


#: One table a paragraph: its name, then its columns.
_TABLES = """
content: id title alias title_alias introtext fulltext state sectionid catid created created_by
    created_by_alias modified publish_up publish_down parentid images urls attribs metakey metadesc
    access hits language asset_id canonical
content_rating: content_id rating_sum rating_count
categories: id parent_id title name alias section extension path level published access description
sections: id title name alias published access description
users: id name username
tags: id title published
contentitem_tag_map: type_alias content_item_id tag_id
fields: id context group_id name label type state fieldparams params access ordering default_value
    only_use_in_subform
fields_categories: field_id category_id
fields_groups: id state access
fields_values: field_id item_id value
associations: id context key
history: version_id item_id save_date editor_user_id version_note
ucm_history: version_id ucm_item_id ucm_type_id save_date editor_user_id version_note
content_types: type_id type_alias
flexicontent_versions: id item_id comment created created_by
easyblog_revisions: id post_id created modified created_by
jf_content: id language_id reference_id reference_table published
falang_content: id language_id reference_id reference_table published
menu: id menutype name title alias path link type published parent parent_id client_id language
    home access ordering lft
menu_types: menutype title
extensions: element params
components: option params
schemas: version_id

k2_items: id title alias catid published trash introtext fulltext video gallery extra_fields created
    created_by created_by_alias modified publish_up publish_down access hits metadesc metakey
    language image_caption image_credits
k2_categories: id name parent published trash access
k2_tags: id name published
k2_tags_xref: tagID itemID id
k2_rating: itemID rating_sum rating_count
k2_attachments: itemID filename title
k2_extra_fields: id name value type published ordering

zoo_item: id type name alias created modified publish_up publish_down hits state access created_by
    created_by_alias elements params
zoo_category: id name parent published
zoo_category_item: category_id item_id
zoo_tag: item_id name
zoo_rating: item_id value

easyblog_post: id title permalink intro content doctype document category_id created created_by
    modified publish_up publish_down published state access private hits language image author_alias
    ?blogpassword
easyblog_category: id title parent_id published private
easyblog_post_category: post_id category_id primary
easyblog_tag: id title
easyblog_post_tag: post_id tag_id
easyblog_meta: type content_id keywords description
easyblog_users: id nickname

flexicontent_items_ext: item_id language lang_parent_id
flexicontent_fields: id field_type name label published iscore attribs access ordering
flexicontent_files: id filename altname url secure published access
flexicontent_fields_item_relations: field_id item_id valueorder value
flexicontent_tags: id name published
flexicontent_tags_item_relations: tid itemid

kunena_messages: id parent thread catid name userid *email subject time hold moved
kunena_messages_text: mesid message
kunena_topics: id category_id subject hold moved_id
kunena_categories: id parent_id parent name published accesstype access pub_access
kunena_attachments: mesid filename folder
kunenadiscuss: content_id thread_id
fb_messages: id parent thread catid name userid *email subject time hold moved
fb_messages_text: mesid message
fb_categories: id parent name published pub_access

jlexcomment_obj: id com_name com_id

attachments: filename url parent_type parent_id display_name state access

redirect_links: old_url new_url published
redirection: oldurl newurl
sh404sef_urls: oldurl newurl
sh404sef_aliases: newurl alias
sefurls: sefurl origurl enabled trashed
sefmoved: old new
acesef_urls: url_sef url_real
acesef_urls_moved: url_old url_new
mijosef_urls: url_sef url_real
mijosef_urls_moved: url_old url_new
migration_backlinks: url newurl
opensef_sef: external internal
"""


def _declared() -> dict[str, str]:
    """The columns of each declared table, as words."""
    return dict(re.findall(r"^(\w+):((?:.+\n(?: +.+\n)*))", _TABLES, re.M))


def _columns(names: str) -> Columns:
    words = names.split()
    return Columns(
        words[0],
        frozenset(w.lstrip("*?") for w in words),
        frozenset(w[1:] for w in words if w[0] == "*"),
        frozenset(w[1:] for w in words if w[0] == "?"),
    )


#: table without its prefix -> the columns that come in
TABLES: dict[str, Columns] = {name: _columns(names) for name, names in _declared().items()}
for _table in COMMENT_TABLES:
    _own = _columns(_table.columns())
    _others = TABLES.get(_table.table, _own)
    TABLES[_table.table] = Columns(
        _others.key, _others.names | _own.names, _others.hashed | _own.hashed
    )

#: Columns that never come in, whatever a declaration says: a guard against a slip in the lists
#: above.
FORBIDDEN = frozenset(
    (
        *("password", "passwd", "activation", "otpkey", "otep", "token", "secret", "session_id"),
        *("ip", "lastip", "user_ip", "ipaddress", "remote_addr", "useragent", "user_agent"),
        *("resetcount", "lastresettime", "authprovider", "lastvisitdate", "registerdate"),
    )
)

#: Columns of short words. PostgreSQL writes `t` and `f` where a database was brought to it from
#: MySQL (pgloader makes booleans of tinyint(1)), and fills a `character(7)` with spaces.
WORDS = frozenset(
    (
        *("published", "is_published", "state", "status", "enabled", "deleted", "trash", "trashed"),
        *("private", "hold", "moved", "spam", "home", "primary", "secure", "iscore", "language"),
    )
)


def called_table(file: str) -> str:
    """The name of the table that a file is called by: `backup/site.jos_content.txt.gz` ->
    `jos_content`."""
    return re.split(r"[./]", re.sub(r"(?:\.\w{2,3}){1,2}\Z", "", file))[-1]


def split_name(name: str) -> tuple[str, str] | None:
    """Prefix and table of a full name (`jos_k2_items` -> `jos_`, `k2_items`), None where the table
    does not come in. The longest known table counts."""
    if name in TABLES:
        return "", name
    position = name.find("_")
    while position >= 0:
        if name[position + 1 :] in TABLES:
            return name[: position + 1], name[position + 1 :]
        position = name.find("_", position + 1)
    return None
