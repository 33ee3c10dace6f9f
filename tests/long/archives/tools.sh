#!/usr/bin/env bash
# tools.sh TOOLS: installs the readers of archives that accept.py calls into the folder TOOLS.
set -eu
mkdir -p "$1" && cd "$1"
[ -d py ] || python3 -m venv py
py/bin/pip install -q pywb==2.10.0 cdxj-indexer==1.5.0 surt==0.3.1 wacz==0.6.0 warcio==1.8.1 fastwarc==2.0.1 \
  duckdb==2.0.1 'setuptools<81'
[ -d zim ] || python3 -m venv zim
zim/bin/pip install -q warc2zim==1.5.5
npm install --silent --prefix js @harvard-lil/js-wacz@0.1.6
