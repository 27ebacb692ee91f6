// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HtmlTest {
    @Test
    void escapesTextsAndAttributes() {
        assertThat(new Html()
                        .element("p", "<b> & \"x\"", "title", "\"><script>")
                        .page())
                .isEqualTo("<!DOCTYPE html>\n<p title=\"&quot;&gt;&lt;script&gt;\">"
                        + "&lt;b&gt; &amp; &quot;x&quot;</p>\n");
    }

    @Test
    void keepsEveryTextThatXmlCanHold() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(
                        switch (random.nextInt(4)) {
                            case 0 -> "<>&\"'".charAt(random.nextInt(5));
                            case 1 -> (char) random.nextInt(0x20);
                            case 2 -> (char) (0xd7f0 + random.nextInt(0x20)); // some are halves of a character
                            default -> (char) (0x20 + random.nextInt(0x60));
                        });
            }
            Element read = Parsed.page(new Html()
                            .element("p", text.toString(), "title", text.toString())
                            .page())
                    .getDocumentElement();
            assertThat(read.getTextContent()).hasSameSizeAs(text).doesNotContainPattern("[\\p{Cntrl}&&[^\\t\\n]]");
            assertThat(read.getAttribute("title")).isEqualTo(read.getTextContent());
        }
    }

    @Test
    void refusesAnElementThatHtmlWouldNotClose() {
        assertThatThrownBy(() -> new Html().empty("span")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Html().open("p").page()).isInstanceOf(IllegalStateException.class);
    }
}
