#!/usr/bin/env bash
# Measures all figures of speed.md anew, about an hour, and puts them in. Needs what packages.sh and reactor.sh need, and a machine
# that does nothing else; the folder given is worked in (40 GB).
set -euo pipefail
[ $# = 1 ] || { echo "figures.sh FOLDER" >&2; exit 2; }
bench=$(dirname "$(realpath "$0")")
page=$(realpath "$bench/../site/markdown/speed.md")
"$bench/packages.sh" -a -s -w "$1" -o "$page"
MAVEN_OPTS=-Xmx512m "$bench/packages.sh" -n 1000 -r 1 -k "standalone all default" -w "$1" -o "$page" -m heap
"$bench/reactor.sh" -w "$1" -o "$page"
