#!/bin/busybox sh
# The guest's only program: says that it runs, as which kind of guest, and with which kernel command line.
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
echo "LAB-GUEST $(/bin/busybox uname -r) $(/bin/busybox cat /sys/hypervisor/guest_type)"
echo "LAB-CMDLINE $(/bin/busybox cat /proc/cmdline)"
/bin/busybox poweroff -f
