// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A disk with an encrypted file system, without root and without the kernel's help: cryptsetup writes the header and says the
 * volume key, and the file system is encrypted here with AES in CBC mode. The initialization vector of each sector is its number
 * (plain64).
 */
public final class EncryptedDisk {
    private static final int SECTOR_BYTES = 512;
    private static final int FILE_SYSTEM_BYTES = 8 << 20;
    private static final Pattern KEY = Pattern.compile("MK dump:\\s+((?:[0-9a-f]{2}\\s+)+)");
    private static final Pattern LUKS1_OFFSET = Pattern.compile("Payload offset:\\s+(\\d+)");
    private static final Pattern LUKS2_OFFSET = Pattern.compile("offset:\\s+(\\d+) \\[bytes\\]");

    private EncryptedDisk() {}

    /**
     * Makes a disk.
     *
     * @param root the files of its file system, ext4
     * @param type {@code luks1} or {@code luks2}
     * @param derivation what makes a key of the passphrase: {@code pbkdf2}, or with LUKS2 also {@code argon2i}, {@code argon2id}
     * @param disk the file to write
     */
    public static Path of(Path root, String type, String derivation, String passphrase, Path disk) throws IOException {
        Path directory = disk.resolveSibling(".");
        Path plain = directory.resolve("plain.img");
        Files.deleteIfExists(plain);
        Tools.run(
                directory,
                "mke2fs",
                "-q",
                "-t",
                "ext4",
                "-d",
                root.toString(),
                plain.toString(),
                FILE_SYSTEM_BYTES / 1024 + "k");
        Path key = Files.writeString(directory.resolve("passphrase"), passphrase);
        Tools.run(directory, "truncate", "-s", "64M", disk.toString());
        boolean first = type.equals("luks1");
        List<String> format = new ArrayList<>(List.of("cryptsetup", "luksFormat", "-q", "--type=" + type));
        format.addAll(List.of("--cipher=aes-cbc-plain64", "--key-size=256", "--hash=sha256", "--pbkdf=" + derivation));
        if (!first) {
            format.add("--sector-size=" + SECTOR_BYTES);
        }
        format.addAll(
                derivation.equals("pbkdf2")
                        ? List.of("--pbkdf-force-iterations=1000")
                        : List.of("--pbkdf-force-iterations=4", "--pbkdf-memory=32768", "--pbkdf-parallel=1"));
        format.addAll(List.of(disk.toString(), key.toString()));
        Tools.run(directory, format.toArray(String[]::new));
        String dump = Tools.run(
                directory,
                "cryptsetup",
                "luksDump",
                "-q",
                "--dump-master-key",
                "--key-file",
                key.toString(),
                disk.toString());
        String header = Tools.run(directory, "cryptsetup", "luksDump", disk.toString());
        Matcher offset = (first ? LUKS1_OFFSET : LUKS2_OFFSET).matcher(header);
        Matcher hex = KEY.matcher(dump);
        if (!offset.find() || !hex.find()) {
            throw new IOException("cryptsetup says no offset or no key:\n" + header);
        }
        long start = Long.parseLong(offset.group(1)) * (first ? SECTOR_BYTES : 1);
        byte[] volumeKey = HexFormat.of().parseHex(hex.group(1).replaceAll("\\s", ""));
        try (var channel = Files.newByteChannel(disk, StandardOpenOption.WRITE)) {
            channel.position(start);
            channel.write(ByteBuffer.wrap(encrypted(Files.readAllBytes(plain), volumeKey)));
        }
        return disk;
    }

    private static byte[] encrypted(byte[] plain, byte[] key) throws IOException {
        byte[] all = new byte[plain.length];
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            for (int at = 0; at < plain.length; at += SECTOR_BYTES) {
                byte[] vector = ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(at / SECTOR_BYTES)
                        .array();
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
                cipher.doFinal(plain, at, SECTOR_BYTES, all, at);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return all;
    }
}
