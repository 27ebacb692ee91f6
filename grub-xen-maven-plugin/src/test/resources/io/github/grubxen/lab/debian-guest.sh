# Makes the disk of a guest with a small Debian, and runs its update-grub there as the guest would: on a root file system on
# /dev/xvda. The guest has GRUB's programs, but no boot loader, and gets its kernel and initrd as files.
# debian-guest.sh SUITE DISK KERNEL INITRD VERSION
set -euo pipefail
unset APT_CONFIG # mmdebstrap brings its own
suite=$1 disk=$2

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | head -n 1)
[ -n "$mirror" ] || { echo "this machine's apt has no package lists of Debian: run apt-get update" >&2; exit 1; }
mmdebstrap --quiet --variant=essential --mode=root --aptopt='Acquire::Check-Valid-Until "false"' \
  --include=grub2-common,mount "$suite" "$disk.tar" "$mirror"

truncate -s 1G "$disk"
mke2fs -q -F -t ext4 "$disk"
loop=$(losetup --find --show "$disk")
mkdir "$disk.root"
trap 'losetup --detach "$loop"; rm -f "$disk.tar"; rmdir "$disk.root"' EXIT

# The mounts, and a /dev in which the disk has its name in the guest, end with this shell.
unshare --mount --pid --fork --kill-child bash -euc '
  disk=$2 root=$2.root kernel=$3 initrd=$4 version=$5 loop=$6
  uuid=$(blkid -p -s UUID -o value "$loop")
  numbers=$(stat -c "%Hr %Lr" "$loop")
  mount -t tmpfs none /dev
  mknod /dev/xvda b $numbers
  mknod -m 666 /dev/null c 1 3
  mkdir -p /dev/disk/by-uuid
  ln -s ../../xvda "/dev/disk/by-uuid/$uuid"

  mount /dev/xvda "$root"
  tar -C "$root" -xf "$disk.tar"
  mkdir -p "$root/boot/grub"
  cp "$kernel" "$root/boot/vmlinuz-$version"
  cp "$initrd" "$root/boot/initrd.img-$version"
  sed "s/^GRUB_CMDLINE_LINUX=.*/GRUB_CMDLINE_LINUX=\"console=hvc0 panic=1\"/" "$root/usr/share/grub/default/grub" \
    > "$root/etc/default/grub"
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin update-grub
  grep -q "search .*$uuid" "$root/boot/grub/grub.cfg"
  cat "$root/boot/grub/grub.cfg"
  exit # this shell stays, as the process 1 that waits for orphans
' inside "$@" "$loop" < /dev/null
