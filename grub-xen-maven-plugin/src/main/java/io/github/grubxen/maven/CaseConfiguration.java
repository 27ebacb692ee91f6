// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lab.AllowedErrors;
import io.github.grubxen.lab.Answer;
import io.github.grubxen.lab.BootCase;
import io.github.grubxen.lab.DefaultCases;
import io.github.grubxen.lab.Expectation;
import io.github.grubxen.lab.GuestMenu;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.plexus.util.SelectorUtils;
import org.jspecify.annotations.Nullable;

/**
 * {@code <case>}: a guest to boot. If its image is a pattern, the same guest boots each matching image.
 *
 * <pre>{@code
 * <case>
 *   <name>linux</name>
 *   <image>web-*.bin</image>
 *   <disk>
 *     <partitions>gpt</partitions>
 *     <kernel>distribution</kernel>
 *   </disk>
 *   <expect>
 *     <text>Welcome to GRUB!</text>
 *     <text>site.name=web</text>
 *   </expect>
 * </case>
 * }</pre>
 *
 * @since 0.9.0
 */
public class CaseConfiguration {
    private static final String ALL = "*";

    /** Name of the case. Default: the image's name. If several images match, their names are appended. */
    private @Nullable String name;

    /** File name of the image in its package, or a pattern with {@code *} and {@code ?}. Default: all images. */
    private String image = ALL;

    /** The guest's only disk. Default: one with the lab's grub.cfg. */
    private @Nullable DiskConfiguration disk;

    /** The guest's disks if there are several. Default names: xvda, xvdb and so on. */
    private List<DiskConfiguration> disks = new ArrayList<>();

    /** The guest's memory in MiB, 16 to 16384. */
    private int memory = XlOptions.USUAL_MEMORY;

    /** The value {@code extra} of the guest's xl configuration. */
    private @Nullable String extra;

    /** Further lines of the guest's xl configuration. Write values with the quotes that xl expects. */
    private Map<String, String> xl = new LinkedHashMap<>();

    /** Texts that must appear on the guest's console, in this order. Default: the texts that the lab's grub.cfg prints. */
    private List<String> expect = new ArrayList<>();

    /** What is typed at the guest's console, in this order. */
    private List<AnswerConfiguration> answers = new ArrayList<>();

    /** GRUB error messages that do not fail the case. Each entry is a part of a message. */
    private List<String> allow = new ArrayList<>();

    /**
     * Texts that must not appear before all expected texts have appeared. GRUB's prompt, a kernel panic, and each GRUB error
     * that is not allowed always fail the case.
     */
    private List<String> forbid = new ArrayList<>();

    /** Time limit for the case in seconds, 1 to 3600. */
    private int timeout = (int) DefaultCases.TIME_LIMIT.toSeconds();

    /** The cases for the given images that match. */
    List<BootCase> cases(List<BootCase.Kernel> images) throws IOException {
        List<BootCase.Kernel> named = images.stream()
                .filter(found -> SelectorUtils.match(image.strip(), found.fileName()))
                .toList();
        if (named.isEmpty()) {
            throw new BadInput(
                    "<boot>/<case>/<image>",
                    "no image '" + image + "' in the packages",
                    "There are "
                            + String.join(
                                    ", ",
                                    images.stream()
                                            .map(BootCase.Kernel::fileName)
                                            .toList())
                            + ".");
        }
        if (timeout < 1 || timeout > 3600) {
            throw new BadInput("<boot>/<case>/<timeout>", timeout + " s", "Use 1 to 3600.");
        }
        List<BootCase> cases = new ArrayList<>();
        for (BootCase.Kernel found : named) {
            cases.add(of(found, named.size() > 1));
        }
        return cases;
    }

    private BootCase of(BootCase.Kernel found, boolean several) throws IOException {
        if (disk != null && !disks.isEmpty()) {
            throw new BadInput("<boot>/<case>", "both <disk> and <disks>", "Keep one of them.");
        }
        refuseEmpty("<expect>/<text>", expect);
        refuseEmpty("<forbid>/<text>", forbid);
        refuseEmpty("<allow>/<text>", allow);
        for (String line : xl.keySet()) {
            refuseEmpty("<xl>/<" + line + ">", Collections.singleton(xl.get(line)));
        }
        List<DiskConfiguration> configured =
                disks.isEmpty() ? List.of(disk == null ? new DiskConfiguration() : disk) : disks;
        List<GuestDisk> guestDisks = new ArrayList<>();
        for (DiskConfiguration one : configured) {
            guestDisks.add(one.disk());
        }
        List<Answer> typed = new ArrayList<>();
        for (AnswerConfiguration answer : answers) {
            typed.add(answer.answer());
        }
        String imageName = BootCase.nameOf(found.fileName());
        String ownName = name == null ? imageName : name.strip() + (several ? "-" + imageName : "");
        return new BootCase(
                ownName,
                found,
                guestDisks,
                new XlOptions(
                        memory,
                        Optional.ofNullable(extra),
                        xl,
                        configured.stream().map(DiskConfiguration::name).toList()),
                expected(configured.get(0), found.platform()),
                forbidden(),
                AllowedErrors.containing(
                        Stream.concat(allow.stream(), expect.stream().filter(text -> text.contains("error: ")))
                                .toList()),
                Duration.ofSeconds(timeout),
                Duration.ZERO,
                typed);
    }

    /** Refuses empty elements. Maven passes null for an element without a text. */
    private static void refuseEmpty(String element, Collection<@Nullable String> texts) throws BadInput {
        for (String text : texts) {
            if (text == null || text.isBlank()) {
                throw new BadInput("<boot>/<case>/" + element, "is empty", "Give it a text, or leave it out.");
            }
        }
    }

    /** The forbidden texts of the case, and the messages that fail every case that does not expect exactly them. */
    private List<Pattern> forbidden() {
        Stream<Pattern> own = forbid.stream().map(text -> Pattern.compile(Pattern.quote(text)));
        Stream<Pattern> trouble = DefaultCases.TROUBLE.stream()
                .filter(pattern -> expect.stream()
                        .noneMatch(text -> pattern.matcher(text + "\n").find()));
        return Stream.concat(own, trouble).toList();
    }

    private List<Expectation> expected(DiskConfiguration first, Platform platform) throws BadInput {
        if (!expect.isEmpty()) {
            return expect.stream().map(Expectation::text).toList();
        }
        Optional<GuestMenu> menu = first.menu();
        return menu.isPresent() ? menu.get().expected(platform) : List.of(GuestMenu.GREETING);
    }
}
