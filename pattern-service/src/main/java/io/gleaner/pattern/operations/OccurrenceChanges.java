package io.gleaner.pattern.operations;

import java.util.List;

/**
 * What runs show now, and what they showed before and no longer do.
 *
 * @param shown written anew, whether they were there or not
 * @param gone whether they were there or not
 * @param toolRuns written anew
 * @param goneToolRuns whether they were there or not
 */
public record OccurrenceChanges(
        List<Occurrence> shown, List<OccurrenceKey> gone, List<ToolRun> toolRuns, List<OccurrenceKey> goneToolRuns) {
    public OccurrenceChanges {
        shown = List.copyOf(shown);
        gone = List.copyOf(gone);
        toolRuns = List.copyOf(toolRuns);
        goneToolRuns = List.copyOf(goneToolRuns);
    }
}
