#!/bin/sh
# The first program of the lab's dom0. It starts Xen's tools, then reads commands from the second serial port, one on each line:
#   run NAME LIMIT CONFIG-BLOCK CONFIG-SIZE IMAGE-BLOCK IMAGE-SIZE [DISK-BLOCK DISK-SIZE]...
#       starts a domain; its configuration, image and disks come from /dev/vda (blocks of 64 KiB, sizes in bytes; LIMIT in
#       seconds)
#   stop NAME
#       destroys a domain
#   type NAME BYTES
#       types bytes at the domain's console; each is an octal escape of printf's format %b
#   hello
#       answers "ready"
# The same port carries the domains' consoles and dom0's messages. A message is a mark (byte 036), words and a line feed. The
# mark is removed from the consoles, so that no domain can write a message.
# If no command arrives for a minute and no domain runs, dom0 powers off: the program that gave the commands has ended.

export PATH=/usr/bin:@xen@/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /run/xen /run/xenstored /run/lock /run/domain /run/consoles /var/lib/xen /var/log/xen /var/lock
mount -t devpts devpts /dev/pts
serial=/dev/ttyS1
stty -F $serial raw -echo 115200
exec <$serial >$serial 2>&1

say() { printf '\036%s\n' "$*"; }

say booted
while read -r module; do
  insmod "/modules/$module.ko" || say "trouble: module $module does not load"
done </modules/order
mount -t xenfs xenfs /proc/xen || say "trouble: no xenfs"
xenstored --pid-file=/run/xenstored.pid || say "trouble: xenstored does not start"
tries=0
until xenstore-read -s / >/dev/null 2>&1 || [ $tries -gt 50 ]; do
  usleep 100000
  tries=$((tries + 1))
done
xen-init-dom0 >/dev/null || say "trouble: xen-init-dom0 fails"
xenconsoled --log=guest --log-dir=/run/consoles --pid-file=/run/xenconsoled.pid || say "trouble: xenconsoled does not start"

blocks() { echo $((($1 + 65535) / 65536)); }

piece() { dd if=/dev/vda bs=65536 skip="$1" count="$(blocks "$2")" 2>/dev/null | head -c "$2"; }

# Copies disks to RAM disks, which answer a domain without an interrupt for each request. Each domain gets new ones.
disks() {
  tries=0
  while [ -d /sys/module/brd ] && ! rmmod brd 2>/dev/null && [ $tries -lt 50 ]; do
    usleep 100000
    tries=$((tries + 1))
  done
  [ $# -eq 0 ] && return
  largest=$(while [ $# -gt 0 ]; do echo "$2"; shift 2; done | sort -n | tail -n 1)
  insmod /modules/brd.ko rd_nr=$(($# / 2)) rd_size=$((largest / 1024)) || say "trouble: no RAM disk"
  number=0
  while [ $# -gt 0 ]; do
    dd if=/dev/vda of=/dev/ram$number bs=65536 skip="$1" count="$(blocks "$2")" 2>/dev/null || say "trouble: RAM disk full"
    number=$((number + 1))
    shift 2
  done
}

run() {
  name=$1
  limit=$2
  piece "$3" "$4" >/run/domain/config
  piece "$5" "$6" >/run/domain/image
  shift 6
  disks "$@"
  console="/run/consoles/guest-$name.log"
  rm -f "$console"
  mkfifo "$console"
  touch /run/domain/runs
  say "start $name"
  # The domain's programs are no children of this shell: if a child ends while a command arrives, read loses a part of it.
  ( (
    tr -d '\036' <"$console" &
    relay=$!
    # with -F, xl runs until the domain has ended
    timeout "$limit" xl create -q -F /run/domain/config >/run/xl.log 2>&1
    status=$?
    xl destroy "$name" >/dev/null 2>&1
    : <>"$console" # ends a relay whose domain never opened its console
    tries=0
    while kill -0 $relay 2>/dev/null && [ $tries -lt 40 ]; do
      usleep 50000
      tries=$((tries + 1))
    done
    tail -n 40 /run/xl.log | while read -r line; do say "xl $line"; done
    rm -f /run/domain/runs
    say "end $name $status"
  ) & )
}

# The terminal from which xenconsoled reads a domain's input. It exists soon after the domain.
type_keys() {
  tries=0
  until tty=$(xenstore-read "/local/domain/$(xl domid "$1" 2>/dev/null)/console/tty" 2>/dev/null) || [ $tries -gt 50 ]; do
    usleep 100000
    tries=$((tries + 1))
  done
  printf '%b' "$2" >"$tty" || say "trouble: no console to type at"
}

# Processes without a parent become children of the first process, so a subshell reads the commands.
commands() {
  say ready
  while true; do
    if read -r -t 60 verb words; then
      case $verb in
        run) run $words ;;
        type) type_keys $words ;;
        stop) xl destroy "$words" >/dev/null 2>&1 ;;
        hello) say ready ;;
      esac
    elif [ ! -e /run/domain/runs ]; then
      break
    fi
  done
}

(commands)
poweroff -f
