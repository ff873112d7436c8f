package io.gleaner.stack.home;

import io.gleaner.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the stack of a home was started with, kept for the other commands: they need no GLEANER_PORT or
 * GLEANER_REPLICAS_PATTERN to find it.
 */
public record RunningStack(Home home) {

    public void remember(StackSettings settings) {
        var properties = new Properties();
        properties.setProperty("port", Integer.toString(settings.ports().base()));
        properties.setProperty("pattern-replicas", Integer.toString(settings.patternReplicas()));
        try (var writer = Files.newBufferedWriter(file())) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new StackProblem("GLEANER_HOME cannot be used: " + e, e);
        }
    }

    /** The settings with what was remembered in place of what the environment says. */
    public StackSettings recall(StackSettings settings) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file())) {
            properties.load(reader);
        } catch (IOException neverStarted) {
            return settings;
        }
        return new StackSettings(
                home,
                new PortLayout(Integer.parseInt(properties.getProperty("port"))),
                Integer.parseInt(properties.getProperty("pattern-replicas")),
                settings.extraSettings());
    }

    private Path file() {
        return home.running().resolve("settings.properties");
    }
}
