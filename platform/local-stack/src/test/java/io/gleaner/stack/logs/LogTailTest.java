package io.gleaner.stack.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    private Path directory;

    private Path log;

    @BeforeEach
    void writeTwoLines() throws IOException {
        log = Files.writeString(directory.resolve("tracking.log"), "one\ntwo\n");
    }

    @Test
    void reads_each_line_once() throws IOException {
        var tail = LogTail.fromStart(log);

        assertThat(tail.newLines()).containsExactly("one", "two");
        assertThat(tail.newLines()).isEmpty();
        append("three\n");
        assertThat(tail.newLines()).containsExactly("three");
    }

    @Test
    void waits_until_a_line_is_whole() throws IOException {
        var tail = LogTail.atEnd(log);

        append("thr");
        assertThat(tail.newLines()).isEmpty();
        append("ee\n");
        assertThat(tail.newLines()).containsExactly("three");
    }

    @Test
    void begins_before_the_end_with_a_whole_line() throws IOException {
        assertThat(LogTail.before(log, 6).newLines()).containsExactly("two");
        assertThat(LogTail.before(log, 1_000).newLines()).containsExactly("one", "two");
    }

    @Test
    void a_line_longer_than_what_is_read_at_once_comes_in_pieces() throws IOException {
        var tail = LogTail.atEnd(log);
        append("x".repeat(100_000) + "\n");

        assertThat(String.join("", tail.newLines()) + String.join("", tail.newLines()))
                .hasSize(100_000);
    }

    @Test
    void goes_on_after_the_file_was_emptied_for_its_size() throws IOException {
        var tail = LogTail.atEnd(log);

        new LogBound(directory, 4).apply();
        append("new\n");

        assertThat(tail.newLines()).containsExactly("new");
        assertThat(directory.resolve("tracking.log.1")).hasContent("one\ntwo\n");
    }

    @Test
    void a_small_file_is_left_alone() throws IOException {
        new LogBound(directory, 1_000).apply();

        assertThat(log).hasContent("one\ntwo\n");
        assertThat(directory.resolve("tracking.log.1")).doesNotExist();
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
