#!/usr/bin/env bash
# tools.sh TOOLS: installs into the folder TOOLS the readers of archives and the savers that the long
# tests call. wget, HTTrack, lynx, w3m, Node and Chromium are those of the system.
set -eu
mkdir -p "$1" && cd "$1"
[ -d py ] || python3 -m venv py
py/bin/pip install -q pywb==2.10.0 cdxj-indexer==1.5.0 surt==0.3.1 wacz==0.6.0 warcio==1.8.1 fastwarc==2.0.1 \
  duckdb==2.0.1 bagit==1.9.0 'setuptools<81'
[ -d zim ] || python3 -m venv zim
zim/bin/pip install -q warc2zim==1.5.5
[ -d warcit ] || python3 -m venv warcit
warcit/bin/pip install -q warcit==0.4.0 'setuptools<81'
npm install --silent --prefix js @harvard-lil/js-wacz@0.1.6
npm install --silent --prefix sf single-file-cli@2.0.83
npm install --silent --prefix . playwright-core@1.64.1
[ -d replaywebpage ] || { mkdir replaywebpage && tar -xzf "$(npm pack --silent replaywebpage@2.5.3)" -C replaywebpage; }
