#!/usr/bin/env bash
# Measures all figures of speed.md and writes them into the page. This takes about an hour. It needs the programs that
# packages.sh and reactor.sh need, an otherwise idle machine, and 40 GB in the given working directory.
set -euo pipefail
[ $# = 1 ] || { echo "figures.sh DIRECTORY" >&2; exit 2; }
bench=$(dirname "$(realpath "$0")")
page=$(realpath "$bench/../site/markdown/speed.md")
"$bench/packages.sh" -a -s -w "$1" -o "$page"
MAVEN_OPTS=-Xmx512m "$bench/packages.sh" -n 1000 -r 1 -k "standalone all default" -w "$1" -o "$page" -m heap
"$bench/reactor.sh" -w "$1" -o "$page"
