// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.DiskRoom;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A disk image as a raw file: the file or block device itself, or a copy that qemu-img makes of a qcow2 file.
 *
 * <p>Source: QEMU, docs/interop/qcow2.rst, "Header". All numbers are big-endian.
 */
final class RawDisk {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(30);

    /** The characters at the beginning of a qcow2 file. */
    private static final String MAGIC = "QFI\u00fb";

    /** Length of the header of version 3 in bytes. */
    private static final int HEADER = 104;

    private static final int BACKING_FILE = 8;
    private static final int VERSION = 4;
    private static final int INCOMPATIBLE_FEATURES = 72;

    /** The bit of a file whose data is in another file. */
    private static final int EXTERNAL_DATA = 4;

    /** The bits of a mode for the type of the file: S_IFMT of POSIX's sys/stat.h. */
    private static final int FILE_TYPE = 0xf000;

    /** S_IFBLK. */
    private static final int BLOCK_DEVICE = 0x6000;

    private static final String FLATTEN = "Make one file of it: qemu-img convert -O raw DISK NEW-FILE.";

    private static final String MISSING = "To read qcow2, install Debian's package qemu-utils.";

    private static final Duration MEASURE_LIMIT = Duration.ofMinutes(1);

    /** The size of a copy without holes, in the output of qemu-img. */
    private static final Pattern REQUIRED = Pattern.compile("\"required\": *([0-9]{1,20})");

    private RawDisk() {}

    /**
     * The raw form of a disk.
     *
     * @param work a directory for a copy
     * @throws BadInput if the file is missing, refers to other files, or cannot be converted
     */
    static Path of(Path disk, Path work) throws IOException {
        if (!isBlockDevice(disk)) {
            InputFile.check(disk, disk.toString(), "Check the path.");
        }
        Bytes header;
        try (InputStream in = Files.newInputStream(disk)) {
            header = Bytes.of(disk.toString(), in.readNBytes(HEADER));
        }
        if (!header.has(0, MAGIC)) {
            return disk;
        }
        checkAlone(header);
        checkRoom(disk, work);
        Path raw = work.resolve(disk.getFileName() + ".raw");
        ExternalProgram convert;
        try {
            convert = ExternalProgram.run(
                    List.of(
                            "qemu-img",
                            "convert",
                            "-f",
                            "qcow2",
                            "-O",
                            "raw",
                            disk.toAbsolutePath().toString(),
                            raw.toString()),
                    Map.of(),
                    work,
                    TIME_LIMIT);
        } catch (BadInput e) {
            throw explained(e);
        }
        convert.outputOrThrow("qemu-img convert " + disk, FLATTEN);
        return raw;
    }

    /** Whether a file is a block device, such as a logical volume. Other devices could have no end. */
    private static boolean isBlockDevice(Path disk) {
        try {
            return ((Integer) Files.getAttribute(disk, "unix:mode") & FILE_TYPE) == BLOCK_DEVICE;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** A small qcow2 file can stand for terabytes, because its tables can name one block of data any number of times. */
    private static void checkRoom(Path disk, Path work) throws IOException {
        List<String> measure = List.of(
                "qemu-img",
                "measure",
                "--output=json",
                "-f",
                "qcow2",
                "-O",
                "qcow2",
                disk.toAbsolutePath().toString());
        Matcher required;
        try {
            required = REQUIRED.matcher(
                    ExternalProgram.run(measure, Map.of(), work, MEASURE_LIMIT).output());
        } catch (BadInput e) {
            throw explained(e);
        }
        long room = DiskRoom.bytes(work);
        if (required.find() && new BigInteger(required.group(1)).compareTo(BigInteger.valueOf(room)) > 0) {
            throw new BadInput(
                    disk,
                    "has " + new BigInteger(required.group(1)).shiftRight(20) + " MiB of data, but "
                            + work.resolveSibling("..").normalize() + ", to which it is copied, has room for "
                            + (room >> 20) + " MiB",
                    "Name a directory on another disk in java.io.tmpdir. " + FLATTEN);
        }
    }

    /** The error for a qemu-img that is missing, or that did not end. */
    private static BadInput explained(BadInput e) {
        return new BadInput("qemu-img", e.diagnostic().problem(), ExternalProgram.isNotStarted(e) ? MISSING : FLATTEN);
    }

    /** A disk of somebody else's could name any file of this machine as its backing file. */
    private static void checkAlone(Bytes header) throws BadInput {
        boolean backed = header.u32(BACKING_FILE) != 0 || header.u32(BACKING_FILE + 4) != 0;
        boolean later = Integer.reverseBytes((int) header.u32(VERSION)) >= 3;
        boolean external = later && (header.u8(INCOMPATIBLE_FEATURES + 7) & EXTERNAL_DATA) != 0;
        if (backed || external) {
            throw new BadInput(
                    header.name(), "a qcow2 file that refers to another file, which is not followed", FLATTEN);
        }
    }
}
