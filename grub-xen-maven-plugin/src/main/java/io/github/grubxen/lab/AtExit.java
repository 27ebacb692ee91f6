package io.github.grubxen.lab;

/** What is still done when Java ends, be it by Ctrl-C, while this is open. */
final class AtExit {
    private final Thread hook;

    AtExit(Runnable work) {
        hook = new Thread(work, "end of the lab");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Forgets it. */
    void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // Java ends, and the work is being done
        }
    }
}
