"""Files of rows of Joomla's tables that are no SQL, by their first bytes: CSV exports whose lines
of names tell the table, and files that are called by a table and begin with its values."""

from __future__ import annotations

import re

from migrator.patterns import lazy_pattern

_CSV = lazy_pattern(rb'\A\xef?\xbb?\xbf?"?\w+"?(?:[,;\t]"?\w+"?){3,}\s*[\r\n]')
_CSV_LINE = lazy_pattern(rb'(?m)^"?[A-Za-z_]\w*+"?(?:[,;\t]"?[A-Za-z_]\w*+"?){3,}\r?$')
#: Columns that stand beside each other in tables of Joomla and of its extensions alone.
_CSV_COLUMNS = (
    {b"username", b"password"},
    {b"introtext", b"fulltext"},
    {b"checked_out", b"published"},
    {b"username", b"lastvisitdate"},
    {b"username", b"session_id"},
    {b"alias", b"published"},
    {b"menutype", b"link"},
    {b"option", b"params"},
    {b"element", b"params"},
    {b"type_alias", b"tag_id"},
    {b"field_id", b"item_id"},
    {b"object_group", b"object_id"},
    {b"contentid", b"published"},
    {b"cid", b"component", b"comment"},
    {b"commenttext", b"commentemail"},
    {b"idcomment", b"subject"},
    {b"mesid", b"message"},
    {b"lft", b"rgt"},
    {b"bid", b"cid"},
    {b"type_title", b"type_alias"},
    {b"message_language_key", b"ip_address"},
)
#: Files of the rows of one table are called by it (`jos_users.txt`) and begin with values.
_TABLE_NAME = lazy_pattern(
    r"(?:\A|[/.])[a-z0-9]{1,12}_(?:assets|associations|banners?\w*|categories|comment"
    r"|components|contact_details|content\w*|core_\w+|extensions|fields\w*|groups|history"
    r"|jcomments\w*|languages|menu\w*|messages\w*|modules\w*|newsfeeds\w*|overrider|plugins|poll\w*|postinstall_messages"
    r"|redirect_links|schemas|sections|session|stats_agents|tags|template\w*|ucm_\w+|updates?\w*"
    r"|user(?:s|_\w+|groups)|viewlevels|weblinks|workflow\w*"
    r"|(?:k2|zoo|easyblog|flexicontent|kunena|fb|komento|rscomments|jacomment|engage|virtuemart|vm"
    r"|hikashop|community|comprofiler|acymailing|finder|action|mail|privacy|guidedtours?|scheduler)"
    r"_\w+)\.(?:txt|tsv|csv)\Z",
    re.I,
)
_FIRST_ROW = lazy_pattern(
    rb'\A(?:"(?>(?:[^"\\]++|\\.|"")*)"[\t,;]|-?\d++[\t,;]|(?:[^\t\r\n]*+\t){2}'
    rb"|\w++(?:[,;]\w++)+[\r\n])",
    re.S,
)


def is_table_file(name: str, head: bytes) -> bool:
    """Whether a file is called by a table of Joomla and begins with values, or names of
    columns, and no text."""
    return bool(_TABLE_NAME.search(name) and _FIRST_ROW.match(head.lstrip(b"\xef\xbb\xbf")))


def is_csv_of_tables(start: bytes) -> bool:
    """Whether a file that begins with `start` is a CSV export of tables of Joomla."""
    lines = _CSV_LINE.findall(start) if _CSV.match(start[:4096]) else []
    return any(map(_names_columns, lines))


def _names_columns(line: bytes) -> bool:
    """Whether a line of a CSV names columns of a table of Joomla; phpMyAdmin writes all tables of a
    database into one file, each with its line of names."""
    names = {n.strip(b'" \r').lower() for n in re.split(rb"[,;\t]", line)}
    return any(columns <= names for columns in _CSV_COLUMNS)
