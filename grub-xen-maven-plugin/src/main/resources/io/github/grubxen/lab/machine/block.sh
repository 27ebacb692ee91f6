#!/bin/sh
# A minimal hotplug script for Xen's block devices. The target must be a block device that nothing else uses.
export PATH=/usr/bin
[ "$1" = add ] || exit 0
device=$(xenstore-read "$XENBUS_PATH/params")
device=${device#*:}
if numbers=$(stat -L -c '%t:%T' "$device"); then
  xenstore-write "$XENBUS_PATH/physical-device" "$numbers" "$XENBUS_PATH/physical-device-path" "$device" \
    "$XENBUS_PATH/hotplug-status" connected
else
  xenstore-write "$XENBUS_PATH/hotplug-status" error
fi
