"""Every bound that hostile or broken input meets: how many bytes, seconds, levels, addresses.

What goes beyond a bound is never dropped in silence: the place that enforces it leaves a note, a
failed page or a message. Each name ends in its unit.
"""

from __future__ import annotations

MIB = 1024 * 1024

# The network.
#: Bytes of one answer, as they come.
ANSWER_BYTES = 32 * MIB
#: Seconds that one answer may take, its headers too.
ANSWER_SECONDS = 120.0
#: Requests for one address before it is given up.
ANSWER_TRIES = 4
#: Seconds that a server may ask to wait; if it asks for more, the address is left for another run.
RETRY_AFTER_SECONDS = 900.0

# One page, one article.
#: Seconds that the reading of one page may take, or the assembly of one article.
PAGE_SECONDS = 60.0

# What a source packs.
#: Bytes of one file or member that are loaded: no saved page is so large.
FILE_BYTES = 256 * MIB
#: A packed file may unpack to so many times its own size; pages pack 5 to 20 times.
UNPACKED_RATIO = 200
#: … or to so many bytes, whatever its size: blank pictures and tables of zeros pack much further.
UNPACKED_BYTES = 1024 * MIB

# The end.
#: Seconds after Ctrl-C after which a run that has not ended by itself is ended.
INTERRUPT_SECONDS = 1.5

# A crawl.
#: Parts of a path, and how often one part may stand in it: Joomla's menus and categories nest less
#: deep, and a relative link that leads into itself grows without end.
PATH_PARTS = 20
PATH_REPEATS = 3
#: Addresses of one form (folder and names of parameters, numbers apart) that are asked for: no site
#: that was looked at has so many articles in one folder; a calendar has more.
FORM_ADDRESSES = 20_000
