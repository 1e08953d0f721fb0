package io.regimen.deploy.terminal;

import java.io.PrintWriter;

/** Says what is being done while it is done: one line per step, on standard error, the same for a terminal and a pipe. */
public final class Progress {
    private final PrintWriter out;

    public Progress(PrintWriter out) {
        this.out = out;
    }

    /** A step that begins now, or one that just ended. */
    public void step(String text) {
        out.println("- " + text);
        out.flush();
    }
}
