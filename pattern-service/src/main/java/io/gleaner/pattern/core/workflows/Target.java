package io.gleaner.pattern.core.workflows;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operation aims at, by the words of its text or else by its template. */
final class Target {

    static final String ALL = "all";

    private static final Trigger BOTH = Trigger.of("both");
    private static final Set<String> WHOLE = Set.of(ALL);
    private static final Set<String> OF_WHAT = Set.of("test", "tests", "code", "file", "files");
    private static final List<Trigger> BACKEND = triggers("backend", "server", "api");
    private static final List<Trigger> FRONTEND = triggers("frontend", "client", "ui");

    private Target() {}

    static String of(Words text, @Nullable String template) {
        if (BOTH.in(text)) {
            return "both";
        }
        if (text.containAny(WHOLE) && text.containAny(OF_WHAT)) {
            return ALL;
        }
        if (Trigger.anyIn(text, BACKEND)) {
            return "backend";
        }
        return Trigger.anyIn(text, FRONTEND) ? "frontend" : ofTemplate(template);
    }

    private static String ofTemplate(@Nullable String template) {
        String text = template == null ? "" : template.toLowerCase(Locale.ROOT);
        if (text.contains("server") || text.contains("backend")) {
            return "backend";
        }
        return text.contains("client") || text.contains("frontend") ? "frontend" : ALL;
    }

    private static List<Trigger> triggers(String... words) {
        return List.of(words).stream().map(Trigger::of).toList();
    }
}
