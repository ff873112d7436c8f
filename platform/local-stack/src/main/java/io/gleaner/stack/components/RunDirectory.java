package io.gleaner.stack.components;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import org.apache.commons.io.FileUtils;

/**
 * Where lies what is made from a jar to run it: beside the jar, in a directory named after its stamp. So a new jar gets
 * new files, and a process that still runs from the old ones keeps them.
 */
record RunDirectory(Path jar, Path path) {
    private static final String RUN = "run";

    static RunDirectory of(Path jar) throws IOException {
        return new RunDirectory(jar, jar.resolveSibling(RUN).resolve(stamp(jar)));
    }

    /** Held while files are made here, by one process of this machine at a time; released by closing. */
    FileChannel lock() throws IOException {
        var lock = jar.resolveSibling("run.lock");
        var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    /** Makes room for this one: the newest of the others may be what living processes run from, the rest is deleted. */
    void deleteOld() throws IOException {
        var all = jar.resolveSibling(RUN);
        if (Files.exists(path) || !Files.isDirectory(all)) {
            return;
        }
        try (var directories = Files.list(all)) {
            var oldestFirst = directories
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
            for (var old : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - 1))) {
                FileUtils.deleteDirectory(old.toFile());
            }
        }
    }

    /** Changes whenever the jar does. A reproducible build sets its time to a constant, so the inode's time counts. */
    private static String stamp(Path jar) throws IOException {
        var changed = (FileTime) Files.getAttribute(jar, "unix:ctime");
        return Long.toHexString(changed.toMillis()) + "-" + Long.toHexString(Files.size(jar));
    }
}
