package io.gleaner.stack.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what is new in a log file, whole lines only. Not safe for several threads. */
public final class LogTail {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path file;
    private long position;

    private LogTail(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    public static LogTail fromStart(Path file) {
        return new LogTail(file, 0);
    }

    /** Begins after what the file holds now. */
    public static LogTail atEnd(Path file) throws IOException {
        return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** Begins about this many bytes before the end, with a whole line. */
    public static LogTail before(Path file, long bytes) throws IOException {
        var tail = new LogTail(file, Math.max(0, atEnd(file).position - bytes));
        if (tail.position > 0) {
            tail.skipRestOfLine();
        }
        return tail;
    }

    /** The lines that were finished since the last call, at most some at a time. */
    public List<String> newLines() throws IOException {
        var text = readWholeLines();
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private String readWholeLines() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            position = position <= open.length() ? position : 0; // emptied meanwhile
            open.seek(position);
            var bytes = new byte[CHUNK_BYTES];
            var length = wholeLines(bytes, Math.max(0, open.read(bytes)));
            position += length;
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }

    /** A line longer than the chunk is cut, or it would stop the reading for ever. */
    private static int wholeLines(byte[] bytes, int read) {
        for (var end = read; end > 0; end--) {
            if (bytes[end - 1] == '\n') {
                return end;
            }
        }
        return read == bytes.length ? read : 0;
    }

    private void skipRestOfLine() throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(position - 1);
            open.readLine();
            position = open.getFilePointer();
        }
    }
}
