"""Which files of an installation are programs of Joomla and its extensions, and which its owner
put there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from migrator.joomla.private_files import BACKUP_NAME
from migrator.patterns import lazy_pattern

#: What belongs to Joomla and its extensions as programs, in an installation: folders at its root.
_PROGRAM_FOLDERS = (
    "administrator/",
    "api/",
    "bin/",
    "cache/",
    "cli/",
    "components/",
    "editor/",
    "help/",
    "includes/",
    "language/",
    "layouts/",
    "libraries/",
    "logs/",
    "mambots/",
    "modules/",
    "plugins/",
    "templates/",
    "tmp/",
    "xmlrpc/",
    "installation/",
)
#: Folders among them in which an extension keeps what the owner uploads.
_OWNERS_FOLDERS = ("components/com_flexicontent/uploads/", "components/com_flexicontent/medias/")
_PROGRAM_FILE = lazy_pattern(
    r"\.(?:php\d?|phtml|inc|js|css|less|scss|map|xml|ini|json|md|sys|lock|dist|htaccess|sh|po|mo|tmpl|cgi|pl|asp)\Z",
    re.I,
)
_ROOT_FILE = lazy_pattern(
    r"(?:htaccess|robots|license|readme|copyright|changelog|install|credits|web\.config)[\w.-]*\Z|\.\w",
    re.I,
)
#: Files that an installation has and no crawl of its pages.
_SIGNS = (
    "includes/defines.php",
    "includes/joomla.php",
    "administrator/includes/",
    "libraries/loader.php",
    "libraries/src/",
    "configuration.php",
)
#: The content type of a capture that is a program of the site; it is not loaded.
PROGRAM = "application/x-joomla-program"


def installation_root(names: Iterable[str]) -> str | None:
    """The folder in which a Joomla installation lies among the files `names` ("" for the
    outermost); None where none does."""
    roots = [
        name[: name.index(sign)]
        for name in names
        for sign in _SIGNS
        if name.startswith(sign) or f"/{sign}" in name
    ]
    return min(roots, key=len, default=None)


def is_program(name: str, root: str) -> bool:
    """Whether the file `name` of an installation at `root` belongs to its programs and not to what
    its owner put there."""
    if not name.startswith(root):
        return False
    path = name.removeprefix(root)
    if path.startswith(_OWNERS_FOLDERS) and not re.search(r"\.(?:php\d?|phtml)\Z", path, re.I):
        return path.endswith("/index.html")
    if re.fullmatch(r"installation/sql/[^/]+\.s(?:ql|\d\d)", path):
        return False  # where Akeeba puts the database
    if path.startswith("administrator/components/com_akeeba") and BACKUP_NAME.search(path):
        return False
    if path.startswith(_PROGRAM_FOLDERS) or _PROGRAM_FILE.search(path):
        return path != "configuration.php"
    if path.endswith("/index.html") and path.startswith(("images/", "media/")):
        return True
    return "/" not in path and bool(_ROOT_FILE.match(path))
