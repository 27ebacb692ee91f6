// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.SmallElf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small image, and the same with one field changed. */
class ImageReadingTest {
    /** Offsets in a 32-bit image: first and third program header, and in them. */
    private static final int KERNEL = 52;

    private static final int MODULES = 52 + 2 * 32;
    private static final int P_OFFSET = 4;
    private static final int P_ALIGN = 28;

    private Image image =
            new Image(Platform.I386_XEN, new Kernel(text(""), 0, 1), ObjectNumbers.UP_TO_2_12, List.of(), false);
    private byte[] good = new byte[0];
    private int modules;

    @BeforeEach
    void makeAnImage() throws IOException {
        Bytes kernel = Bytes.of("kernel.img", SmallElf.kernel(Platform.I386_XEN));
        image = new Image(
                Platform.I386_XEN,
                Kernel.read(Platform.I386_XEN, kernel),
                ObjectNumbers.UP_TO_2_12,
                List.of(
                        new ImageObject(ObjectType.MODULE, text("four")),
                        new ImageObject(ObjectType.PREFIX, text("/boot"))),
                false);
        good = image.toByteArray();
        modules = buffer(good).getInt(MODULES + P_OFFSET);
    }

    @Test
    void givesWhatWasWritten() throws IOException {
        assertThat(Image.read(Bytes.of("grub.bin", good))).isEqualTo(image);
    }

    @Test
    void refusesPartsThatLieElsewhere() {
        refused("do not lie where", file -> file.putInt(KERNEL + P_OFFSET, 4100));
        refused("do not lie where", file -> file.putInt(KERNEL + P_ALIGN, 1 << 30));
        refused("do not lie where", file -> file.putInt(KERNEL + P_ALIGN, 4097));
    }

    @Test
    void refusesASecondKernelInPlaceOfTheModules() {
        refused("no modules", file -> file.putInt(MODULES + P_OFFSET, 4096));
    }

    @Test
    void refusesAnObjectThatLacksItsPadding() {
        refused("MEMDISK of 4 bytes, without its padding", file -> file.putInt(modules + 12, 1));
        refused("MODULE of 3 bytes, without its padding", file -> file.putInt(modules + 16, 8 + 3));
    }

    private void refused(String message, Consumer<ByteBuffer> change) {
        byte[] changed = good.clone();
        change.accept(buffer(changed));
        assertThatThrownBy(() -> Image.read(Bytes.of("grub.bin", changed)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("grub.bin")
                .hasMessageContaining(message);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Bytes text(String text) {
        return ImageRecipe.text("text", text);
    }
}
