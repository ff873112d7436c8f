package io.gleaner.pattern.core.workflows;

/** Where a run shows an operation, in the order in which they are read. */
public enum Layer {
    /** What a person asked for. */
    NL_INPUT,
    /** What went wrong. */
    ERROR_MESSAGE,
    /** What it was started from. */
    WORKFLOW_TEMPLATE;

    /** The field of a run, such as {@code nl_input}. */
    public String field() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
