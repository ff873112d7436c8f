package io.gleaner.stack;

/** What is wrong and how to cure it, in one line for the person at the terminal. */
public final class StackProblem extends RuntimeException {

    public StackProblem(String line) {
        super(line);
    }

    public StackProblem(String line, Throwable cause) {
        super(line, cause);
    }
}
