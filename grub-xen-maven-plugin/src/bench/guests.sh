#!/usr/bin/env bash
# Measures guest-check over many guests, and prints the processor time for each guest:
#   kernel     all guests, whose disks are not on this machine, under one new kernel and initrd
#   disks      guests with a disk of their own, all with the same kernel and initrd on it
#   one        one guest with a disk in each call of Maven, as without grub-xen.guests
# The script also prints how much longer one call for each guest takes. It fetches Debian's grub-xen-host and a kernel
# with apt-get download, and installs nothing. It needs e2fsprogs, grub-common, cpio, gzip, GNU time and the plugin in the
# local Maven repository (mvn install -DskipTests -Dinvoker.skip).
set -euo pipefail

usage() {
  cat <<'END'
guests.sh [-n GUESTS] [-d DISKS] [-r ROUNDS] [-w DIRECTORY] [-o PAGE]
  -n  number of guests whose disks are elsewhere (7000)
  -d  number of guests with a disk of their own (200); each disk takes about 45 MB
  -r  number of rounds (3)
  -w  working directory (default: a temporary one); files that an earlier run made in it are used again
  -o  Markdown page; its part between the lines "<!-- guests -->" and "<!-- end of guests -->" is replaced
The environment variable MVN replaces the command "mvn -o".
END
  exit 2
}

guests=7000 disks=200 rounds=3 work='' page=''
while getopts n:d:r:w:o: option; do
  case $option in
    n) guests=$OPTARG ;;
    d) disks=$OPTARG ;;
    r) rounds=$OPTARG ;;
    w) work=$OPTARG ;;
    o) page=$(realpath "$OPTARG") ;;
    *) usage ;;
  esac
done
missing=
for need in mke2fs:e2fsprogs grub-fstest:grub-common cpio:cpio gzip:gzip dpkg-deb:dpkg mvn:maven; do
  command -v "${need%%:*}" > /dev/null || missing="$missing ${need#*:}"
done
[ -x /usr/bin/time ] || missing="$missing time"
if [ -n "$missing" ]; then
  echo "these packages are not installed:$missing" >&2
  exit 1
fi
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
work=$(realpath "$work")
read -r -a mvn <<< "${MVN:-mvn -o}"
goal=io.github.grubxen:grub-xen-maven-plugin:0.1.0-SNAPSHOT:guest-check
uuid=0f0f1111-2222-3333-4444-555566667777

if [ ! -e "$work/fetched" ]; then
  mkdir -p "$work/debs"
  kernel=$(apt-cache depends linux-image-amd64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -1)
  (cd "$work/debs" && apt-get -q download grub-xen-host "$kernel" > "$work/fetch.log" 2>&1)
  for deb in "$work"/debs/*.deb; do dpkg-deb -x "$deb" "$work/unpacked"; done
  touch "$work/fetched"
fi
image=$work/unpacked/usr/lib/grub-xen/grub-i386-xen_pvh.bin

if [ ! -e "$work/root/boot/grub/grub.cfg" ]; then
  mkdir -p "$work/root/boot/grub"
  cp "$work"/unpacked/boot/vmlinuz-* "$work/root/boot/vmlinuz"
  # an initrd as large as a guest's: modules of the kernel
  (cd "$work/unpacked/lib/modules" && find . -type f | LC_ALL=C sort | sed -n 1,1500p | cpio --quiet -o -H newc) \
    | gzip -1 > "$work/root/boot/initrd.img"
  cat > "$work/root/boot/grub/grub.cfg" <<END
set timeout=5
search --no-floppy --fs-uuid --set=root $uuid
menuentry 'Debian GNU/Linux' {
  linux /boot/vmlinuz root=UUID=$uuid ro console=hvc0
  initrd /boot/initrd.img
}
END
fi

config() { # name disk
  printf 'name = "%s"\ntype = "pvh"\nkernel = "%s"\nmemory = %d\ndisk = ["%s,raw,xvda,w"]\n' "$1" "$image" 1024 "$2"
}
if [ ! -e "$work/kernel/$guests" ]; then
  rm -rf "$work/kernel"
  mkdir "$work/kernel"
  for i in $(seq -f %05g "$guests"); do config "web$i" "/none/web$i.img" > "$work/kernel/web$i.cfg"; done
  touch "$work/kernel/$guests"
fi
if [ ! -e "$work/disks/$disks" ]; then
  rm -rf "$work/disks"
  mkdir "$work/disks"
  mke2fs -q -t ext4 -U "$uuid" -d "$work/root" "$work/disks/first.img" 256M > /dev/null
  for i in $(seq -f %05g "$disks"); do
    cp --sparse=always "$work/disks/first.img" "$work/disks/web$i.img"
    config "web$i" "$work/disks/web$i.img" > "$work/disks/web$i.cfg"
  done
  touch "$work/disks/$disks"
fi

results=$work/guests.tsv
: > "$results"
measure() { # kind number arguments...
  local kind=$1 number=$2
  shift 2
  sync
  (cd "$work" && /usr/bin/time -o "$work/time" -f '%e %U %S %M' "${mvn[@]}" -B "$goal" "$@" > "$work/$kind.log" 2>&1) ||
    { tail -20 "$work/$kind.log"; exit 1; }
  grep -qE "^\[INFO\] ($number guests: $number boot,|The guest boots)" "$work/$kind.log" ||
    { tail -20 "$work/$kind.log"; echo "not all guests boot"; exit 1; }
  read -r wall user system memory < "$work/time"
  printf '%s\t%s\t%s\t%s\t%s\n' "$kind" "$number" "$wall" "$(echo "$user $system" | awk '{print $1 + $2}')" "$memory" |
    tee -a "$results"
}
for _ in $(seq "$rounds"); do
  measure kernel "$guests" -Dgrub-xen.guests=kernel -Dgrub-xen.kernel=root/boot/vmlinuz -Dgrub-xen.initrd=root/boot/initrd.img
  measure disks "$disks" -Dgrub-xen.guests=disks
  measure one 1 -Dgrub-xen.domain=disks/web00001.cfg
done

{
  echo "Median of $rounds rounds on $(nproc) cores. The kernel has" \
    "$(($(stat -c %s "$work/root/boot/vmlinuz") / 1000000)) MB, the initrd" \
    "$(($(stat -c %s "$work/root/boot/initrd.img") / 1000000)) MB. The start of Maven is included, and grub-fstest." | fold -s -w 120 | sed 's/ *$//'
  printf '\n| guests | CPU ms for each guest | peak MiB | CPU time of one call of Maven for each guest |\n'
  printf '|---|---|---|---|\n'
  awk -F '\t' '
    function median(list, n, i, j, t, a) {
      n = split(list, a, " ")
      for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (a[j] + 0 < a[i] + 0) { t = a[i]; a[i] = a[j]; a[j] = t }
      return (a[int((n + 1) / 2)] + a[int(n / 2) + 1]) / 2
    }
    { cpu[$1] = cpu[$1] " " $4 / $2 * 1000; memory[$1] = memory[$1] " " $5 / 1024; number[$1] = $2 }
    END {
      one = median(cpu["one"])
      printf "| %d, disks elsewhere, one new kernel and initrd | %.1f | %.0f | |\n", number["kernel"],
        median(cpu["kernel"]), median(memory["kernel"])
      printf "| %d, each with a disk of its own | %.0f | %.0f | %.0f times as much |\n", number["disks"],
        median(cpu["disks"]), median(memory["disks"]), one / median(cpu["disks"])
    }' "$results"
} | tee "$work/guests.md"
if [ -n "$page" ]; then
  awk -v figures="$work/guests.md" '
    /^<!-- guests -->/ { print; while ((getline line < figures) > 0) print line; hidden = 1 }
    /^<!-- end of guests -->/ { hidden = 0 }
    !hidden && !/^<!-- guests -->/ { print }
    ' "$page" > "$work/page.md"
  cp "$work/page.md" "$page"
fi
