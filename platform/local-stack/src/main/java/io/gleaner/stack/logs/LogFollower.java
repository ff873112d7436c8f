package io.gleaner.stack.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows what is written into the log files of a directory, also into files that come into being later. */
public final class LogFollower {
    private static final String SUFFIX = ".log";

    private final Path directory;
    private final Terminal terminal;
    private final Map<String, LogTail> tails = new TreeMap<>();

    public LogFollower(Path directory, Terminal terminal) {
        this.directory = directory;
        this.terminal = terminal;
    }

    /** Skips what the files hold now. */
    public void skipToEnd() throws IOException {
        for (var component : components()) {
            tails.put(component, LogTail.atEnd(file(component)));
        }
    }

    /** Shows what is new in all files. */
    public void show() throws IOException {
        for (var component : components()) {
            show(component);
        }
    }

    /** Shows what is new in one file. */
    public void show(String component) throws IOException {
        var tail = tails.computeIfAbsent(component, name -> LogTail.fromStart(file(name)));
        for (var lines = tail.newLines(); !lines.isEmpty(); lines = tail.newLines()) {
            lines.forEach(line -> terminal.show(component, line));
        }
    }

    /** Skips all of one file but about the last {@code bytes}. */
    public void skipTo(String component, long bytes) throws IOException {
        tails.put(component, LogTail.before(file(component), bytes));
    }

    /** Whose files there are. */
    public List<String> components() throws IOException {
        var components = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                components.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        }
        components.sort(null);
        return components;
    }

    private Path file(String component) {
        return directory.resolve(component + SUFFIX);
    }
}
