#!/usr/bin/env bash
# pandoc on several Markdown files with front matter, as `pandoc articles/*.md -o book.epub`.
# Expected: the book has the title of the first file, or none; a note `[^1]` of one file is that file's note.
# Seen with pandoc's own Markdown: title, author and date are those of the last file, and of two notes `[^1]` the last
# one is shown under both marks (with a warning). With GitHub's Markdown (-f gfm) the first note is shown under both,
# without a word, and the front matter of the second file is a heading of the text.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv tools && tools/bin/pip install -q pypandoc_binary==1.17 2>/dev/null
pandoc=$(find tools -name pandoc -type f | head -1)
"$pandoc" --version | sed -n 1p
printf -- '---\ntitle: Lamps of the harbour\nauthor: Eva Long\ndate: 2009-03-12\n---\n\nThe lamps.[^1]\n\n[^1]: Lit at nine.\n' > a.md
printf -- '---\ntitle: Boats of the lake\nauthor: Dan Hope\ndate: 2011-07-01\n---\n\nThe boats.[^1]\n\n[^1]: Sold in May.\n' > b.md
"$pandoc" a.md b.md -o book.epub
python3 - > names <<'P'
import re, zipfile
package = zipfile.ZipFile("book.epub").read("EPUB/content.opf").decode()
print(*re.findall(r"<dc:(?:title|creator|date)[^>]*>([^<]*)", package), sep="\n")
P
echo "the book:" $(tr '\n' ',' < names)
"$pandoc" a.md b.md -t plain > own.txt
"$pandoc" -f gfm a.md b.md -t plain > gfm.txt 2> gfm.log
echo "notes, pandoc's Markdown:" $(grep '^\[' own.txt)
echo "notes, -f gfm:" $(grep '^\[' gfm.txt) "($(wc -l < gfm.log) warnings)"
if grep -q 'Boats of the lake' names && ! grep -q 'Lamps of the harbour' names &&
   [ "$(grep -c 'Sold in May' own.txt)" = 2 ] && [ "$(grep -c 'Lit at nine' gfm.txt)" = 2 ] && grep -q 'title: Boats' gfm.txt; then
  echo "seen: the last file names the book; notes of one number are one note"
else
  echo "changed"; exit 1
fi
