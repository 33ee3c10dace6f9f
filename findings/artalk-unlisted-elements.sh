#!/usr/bin/env bash
# Artalk's browser half on a comment with old elements.
# Expected: an element that is not allowed is taken out and its words stay, as in Isso, Remark42 and GitHub.
# Seen: it goes with its words: nothing is left of <cite>, <q>, <dl> and <font>. Its importer takes such texts as they are.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --no-audit --no-fund artalk@2.9.1 jsdom@26 > /dev/null
# the two functions that show a comment are not among what the module exports
{ cat node_modules/artalk/dist/Artalk.mjs; echo 'export {marked as shown, initMarked as start};'; } > node_modules/artalk/dist/Opened.mjs
cat > look.mjs <<'J'
import fs from 'node:fs';
import {JSDOM} from 'jsdom';
const {window} = new JSDOM('', {url: 'https://x.example/'});
for (const key of Object.getOwnPropertyNames(window))
    if (!(key in globalThis)) try { globalThis[key] = window[key] } catch {}
globalThis.window = window;
const {shown, start} = await import('./node_modules/artalk/dist/Opened.mjs');
start({imgLazyLoad: false});
console.log('artalk', JSON.parse(fs.readFileSync('node_modules/artalk/package.json')).version);
const texts = ['> <cite>Ann wrote:</cite>\n>\n> the lamp', 'a <q>bright</q> day', 'b <font color="red">red</font> c', '<u>kept</u>'];
const pages = texts.map(text => shown(text));
texts.forEach((text, n) => console.log(JSON.stringify(text), '->', JSON.stringify(pages[n])));
const gone = !pages[0].includes('Ann') && !pages[1].includes('bright') && !pages[2].includes('red') && pages[3].includes('kept');
console.log(gone ? 'seen: elements that are not listed go with their words' : 'changed');
process.exit(gone ? 0 : 1);
J
node look.mjs
