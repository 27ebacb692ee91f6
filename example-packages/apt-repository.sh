#!/bin/sh
# Makes a signed apt repository, or adds to one: apt-repository.sh DIRECTORY SUITE KEY [PACKAGE.deb...]
# Without packages, it takes those that the builds of the examples have left. Only DIRECTORY/public is for the web server.
set -eu
if [ $# -lt 3 ]; then
  echo "usage: $0 DIRECTORY SUITE KEY [PACKAGE.deb...]" >&2
  exit 2
fi
directory=$1 suite=$2 key=$3
shift 3
if [ $# = 0 ]; then
  set -- "$(dirname "$0")"/*/target/*.deb
fi
for deb; do
  [ -f "$deb" ] || { echo "$deb: no such package; run mvn package first" >&2; exit 1; }
done
for program in gpg reprepro; do
  command -v "$program" >/dev/null || { echo "$program: not found; install it with apt" >&2; exit 1; }
done

mkdir -p "$directory/conf" "$directory/public"
directory=$(cd "$directory" && pwd)
fingerprint=$(gpg --batch --with-colons --list-secret-keys -- "$key" | awk -F: '$1 == "fpr" { print $10; exit }')
[ -n "$fingerprint" ] || { echo "$key: gpg has no such secret key" >&2; exit 1; }

# the suites that are there stay, with their keys
conf=$directory/conf/distributions
if ! grep -qsx "Codename: $suite" "$conf"; then
  cat >>"$conf" <<END
Codename: $suite
Architectures: amd64
Components: main
Description: GRUB images for Xen guests
SignWith: $fingerprint

END
fi

# a package that is there already, with the same bytes, is skipped; other bytes under the same version are refused
reprepro -b "$directory" --outdir "$directory/public" -C main includedeb "$suite" "$@"

gpg --batch --yes --output "$directory/public/archive-key.gpg" --export "$fingerprint"
cat >"$directory/public/grub-xen.sources" <<END
Types: deb
URIs: file:$directory/public
Suites: $suite
Components: main
Architectures: amd64
Signed-By: $directory/public/archive-key.gpg
END
echo "The repository is $directory/public; its key is archive-key.gpg, and grub-xen.sources is for /etc/apt/sources.list.d."
