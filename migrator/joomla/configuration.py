"""What `configuration.php` of a Joomla site tells that may be known: its name, its address, how
addresses are made. It is read by its form and never run; passwords, secrets, hosts and mail
settings are not looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrator.patterns import lazy_pattern

_SETTING = lazy_pattern(
    r"(?:(?:public|var)\s+\$|\$mosConfig_)(sitename|live_site|dbprefix|offset|sef|sef_rewrite|sef_suffix|MetaDesc|lang|language)\s*=\s*"
    r"(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|(\w+))\s*;"
)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings of a site; None where the file does not have them. `address` ends with a slash."""

    name: str | None = None
    address: str | None = None
    prefix: str | None = None
    description: str | None = None
    language: str | None = None
    sef: bool | None = None
    rewrite: bool | None = None
    suffix: bool | None = None


def read(data: bytes) -> Configuration:
    """The settings in the bytes of a `configuration.php`."""
    text = data.decode("utf-8", "replace")
    values = {
        m[1].lower(): re.sub(r"\\(.)", r"\1", m[2] or m[3] or m[4] or "")
        for m in _SETTING.finditer(text)
    }
    site = values.get("live_site", "").strip().rstrip("/")
    return Configuration(
        name=values.get("sitename") or None,
        address=f"{site}/" if re.match(r"https?://\S+\Z", site) else None,
        prefix=values.get("dbprefix") or None,
        description=values.get("metadesc") or None,
        language=values.get("language") or values.get("lang") or None,
        sef=_flag(values.get("sef")),
        rewrite=_flag(values.get("sef_rewrite")),
        suffix=_flag(values.get("sef_suffix")),
    )


def _flag(value: str | None) -> bool | None:
    return None if value is None else value.lower() in ("1", "true")
