#!/usr/bin/env bash
# bagit-py does not read %25 in a manifest, which RFC 8493 (2.1.3) asks for where a file's name has a percent sign;
# and a file called a%0Ab.html that it has put into a bag itself fails its own check.
# Mirrors of Joomla sites have such names: index.php%3Foption=com_content.html.
# Expected: a bag made by the RFC is valid, and so is one that bagit-py makes.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv v
v/bin/pip install -q --disable-pip-version-check bagit==1.9.0 'setuptools<81'
v/bin/python - <<'P'
import hashlib, importlib.metadata, logging, pathlib, sys
import bagit
logging.disable(logging.CRITICAL)

def valid(folder):
    try:
        return bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        return str(error)

NAME = "index.php%3Foption=com_content.html"
def by_hand(folder, listed):
    root = pathlib.Path(folder)
    (root / "data").mkdir(parents=True)
    (root / "data" / NAME).write_text("a page")
    (root / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    digest = hashlib.sha256(b"a page").hexdigest()
    (root / "manifest-sha256.txt").write_text(f"{digest}  data/{listed}\n")
    return valid(root)

print("bagit", importlib.metadata.version("bagit"))
encoded = by_hand("encoded", NAME.replace("%", "%25"))
raw = by_hand("raw", NAME)
own = pathlib.Path("own")
own.mkdir()
(own / "a%0Ab.html").write_text("a page")
bagit.make_bag(str(own), checksums=["sha256"])
print("listed with %25, as RFC 8493 says:", encoded)
print("listed as it is, against the RFC:", raw)
print("a bag of its own with a%0Ab.html:", valid(own))
sys.exit(0 if encoded is not True and raw is True and valid(own) is not True else 1)
P
