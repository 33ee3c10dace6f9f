"""Compares the keys of `migrator.warc.cdx` with those of `surt` over addresses made at random:
`pip install surt==0.3.1; python -W ignore tests/long/archives/keys.py [SEED]`. Exit code 1 where
two differ. surt is AGPL: it is only called here, in an environment of its own."""

from __future__ import annotations

import random
import sys

from surt import surt  # type: ignore[import-not-found]

from migrator.warc import cdx

COUNT = 5000
HOSTS = (
    "h.example", "WWW.h.example", "www2.h.example", "h.example.", "münchen.example", "пример.рф",
    "127.0.0.1", "h.example:80", "h.example:443", "h.example:8080", "u:p@h.example", "h..example",
)  # fmt: skip
STEPS = (
    "index.php", "a", "B", "..", ".", "", "12-Slug", "%7euser", "%41", "тег", "%D0%B1", "sp ace",
    "x.aspx", "(S(abcdefghijklmnopqrstuvwx))", "a'b", 'q"q', "a|b", "%25", "%2525", "a+b", "%2F",
)  # fmt: skip
ASKED = (
    "option=com_content", "Itemid=3", "id=10", "id=10:Slug", "ID=4", "view=article", "a", "=", "",
    "PHPSESSID=0123456789abcdef0123456789abcdef", "sid=0123456789ABCDEF0123456789abcdef",
    "q=тест", "q=%D1%82", "q=a b", "q=a+b", "amp;x=1", "a[]=1", "a%5B%5D=1", "x=%26y", "x=?",
    "0123456789abcdef0123456789abcdef=0123456789abcdef0123456789abcdef", "cfid=1&cftoken=2",
)  # fmt: skip


def address(chance: random.Random) -> str:
    path = "".join(
        chance.choice(["/", "/", "//"]) + chance.choice(STEPS) for _ in range(chance.randrange(5))
    )
    url = f"{chance.choice(('http', 'https', 'HTTP'))}://{chance.choice(HOSTS)}{path}"
    if chance.random() < 0.7:
        url += "?" + "&".join(chance.choice(ASKED) for _ in range(chance.randrange(6)))
    return url + ("#part" if chance.random() < 0.1 else "")


def main(seed: int) -> int:
    chance = random.Random(seed)
    urls = [address(chance) for _ in range(COUNT)]
    wrong = [url for url in urls if surt(url) != cdx.surt(url)]
    for url in wrong[:20]:
        print(f"{url}: surt {surt(url)}, migrator {cdx.surt(url)}")
    print(f"{len(wrong)} of {COUNT} keys differ")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
