package io.gleaner.stack.logs;

import java.io.PrintStream;

/** Lines of several components on one terminal, told apart by a prefix. */
public record Terminal(PrintStream out) {
    private static final int WIDTH = 10;

    public void show(String component, String line) {
        out.printf("%-" + WIDTH + "s| %s%n", component, line);
    }
}
