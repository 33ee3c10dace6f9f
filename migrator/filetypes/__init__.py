"""What bytes and names are: kinds of files, media types, signatures, files of saving programs."""

from migrator.filetypes.kinds import is_lost_page, kind, private
from migrator.filetypes.media_types import DOWNLOAD, is_named_like_a_file, media_type
from migrator.filetypes.savers_files import is_named_like_a_log, is_savers_page
from migrator.filetypes.signatures import by_magic, format_of, is_feed, is_svg, utf16

__all__ = [
    "DOWNLOAD",
    "by_magic",
    "format_of",
    "is_feed",
    "is_lost_page",
    "is_named_like_a_file",
    "is_named_like_a_log",
    "is_savers_page",
    "is_svg",
    "kind",
    "media_type",
    "private",
    "utf16",
]
