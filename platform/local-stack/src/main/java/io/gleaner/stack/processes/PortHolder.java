package io.gleaner.stack.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who listens on a port, as far as Linux tells this user: its socket tables name inodes, and the processes' open files
 * name the same. Elsewhere, and for other users' processes, nobody is found.
 */
public record PortHolder(long pid, String command) {
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTEN = "0A";

    public static Optional<PortHolder> of(int port) {
        var sockets = new HashSet<String>();
        for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            sockets.addAll(listening(Path.of(table), port));
        }
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> opened(process, sockets))
                        .findFirst()
                        .map(process -> new PortHolder(
                                process.pid(), process.info().command().orElse("a process without name")));
    }

    private static Set<String> listening(Path table, int port) {
        var address = String.format(Locale.ROOT, ":%04X", port);
        var sockets = new HashSet<String>();
        try (var lines = Files.lines(table)) {
            lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > INODE)
                    .filter(columns -> columns[LOCAL_ADDRESS].endsWith(address) && columns[STATE].equals(LISTEN))
                    .forEach(columns -> sockets.add("socket:[" + columns[INODE] + "]"));
        } catch (IOException notLinux) {
            return Set.of();
        }
        return sockets;
    }

    private static boolean opened(ProcessHandle process, Set<String> sockets) {
        try (var files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.anyMatch(file -> target(file).filter(sockets::contains).isPresent());
        } catch (IOException notOursOrGone) {
            return false;
        }
    }

    private static Optional<String> target(Path file) {
        try {
            return Optional.of(Files.readSymbolicLink(file).toString());
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "process %d (%s)".formatted(pid, command);
    }
}
