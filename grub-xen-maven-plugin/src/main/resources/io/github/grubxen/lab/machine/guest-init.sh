#!/bin/busybox sh
# The guest's only program. It prints the kernel's release, the type of guest, the kernel command line, the address of the
# ACPI tables and the size of memory.
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
echo "LAB-GUEST $(/bin/busybox uname -r) $(/bin/busybox cat /sys/hypervisor/guest_type)"
echo "LAB-CMDLINE $(/bin/busybox cat /proc/cmdline)"
/bin/busybox dmesg | /bin/busybox grep -o 'ACPI: RSDP.*' | /bin/busybox sed 's/^/LAB-/'
echo "LAB-MEMORY $(/bin/busybox grep MemTotal /proc/meminfo)"
/bin/busybox poweroff -f
