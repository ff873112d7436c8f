package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.components.LocalStack;
import io.gleaner.stack.components.ServiceEnvironment;
import io.gleaner.stack.home.Home;
import io.gleaner.stack.home.HomeLock;
import io.gleaner.stack.home.Keys;
import io.gleaner.stack.home.PortCheck;
import io.gleaner.stack.home.RunningStack;
import io.gleaner.stack.logs.LogBound;
import io.gleaner.stack.logs.LogFollower;
import io.gleaner.stack.logs.Terminal;
import io.gleaner.stack.supervision.Channels;
import io.gleaner.stack.supervision.LeftOvers;
import io.gleaner.stack.supervision.Records;
import io.gleaner.stack.supervision.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** This process becomes the supervisor, until it is told to end (Ctrl-C, SIGTERM, {@code gleaner down}). */
final class AttachedUp {
    private static final long LOOK_MILLIS = 200;

    private final Environment environment;
    private final boolean fresh;
    private final boolean quiet;
    private final Home home;
    private final Terminal terminal = new Terminal(System.out);
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    AttachedUp(Environment environment, boolean fresh, boolean quiet) {
        this.environment = environment;
        this.fresh = fresh;
        this.quiet = quiet;
        this.home = environment.settings().home();
    }

    int run() throws IOException, InterruptedException {
        var born = Instant.now();
        home.prepare();
        try (var lock = HomeLock.take(home).orElseThrow(this::alreadyUp)) {
            environment.records().write(Records.SUPERVISOR, ProcessHandle.current());
            prepare();
            supervise(born);
            environment.records().remove(Records.SUPERVISOR);
            return lock.isHeld() ? 0 : 1;
        } finally {
            done.countDown();
        }
    }

    private void prepare() throws IOException {
        var stopped = new LeftOvers(home).stop();
        if (stopped > 0) {
            say("stopped %d processes that an earlier supervisor left behind".formatted(stopped));
        }
        if (fresh) {
            FileUtils.deleteDirectory(home.kafka().toFile());
            FileUtils.deleteDirectory(home.postgres().toFile());
        }
        new PortCheck(environment.settings()).requireFree();
        new RunningStack(home).remember(environment.settings());
    }

    private void supervise(Instant born) throws IOException, InterruptedException {
        var supervisor = new Supervisor(
                Channels.of(home, this::say), Math.max(2, Runtime.getRuntime().availableProcessors()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(supervisor), "gleaner-end"));
        try {
            start(supervisor, born);
            watch();
        } finally {
            new ReadyMark(home).clear();
            supervisor.end();
            new LeftOvers(home).stop(); // a server whose start was broken off
        }
    }

    private void start(Supervisor supervisor, Instant born) throws InterruptedException {
        try {
            stack().start(supervisor);
        } catch (StackProblem notReady) {
            if (isToldToEnd()) {
                return;
            }
            throw notReady;
        }
        new ReadyMark(home).set();
        var millis = Duration.between(born, Instant.now()).toMillis();
        say("everything is ready (%.1f s)".formatted(millis / 1000.0));
    }

    private LocalStack stack() {
        var settings = environment.settings();
        var keys = Keys.of(home);
        var told = new ServiceEnvironment(settings, keys, System.getenv());
        return new LocalStack(settings, keys, Environment.sourceTree(), told);
    }

    /** Shows the logs and keeps them small, until told to end. */
    private void watch() throws IOException, InterruptedException {
        var bound = new LogBound(home.logs(), LogBound.DEFAULT_BYTES);
        var follower = new LogFollower(home.logs(), terminal);
        follower.skipToEnd();
        if (!quiet && !isToldToEnd()) {
            new Welcome(environment.settings()).print(System.out);
        }
        while (!told.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            bound.apply();
            if (!quiet) {
                follower.show();
            }
        }
    }

    /** On the thread of the signal. The JVM ends when this returns, so it waits for the main thread's orderly end. */
    private void end(Supervisor supervisor) {
        if (done.getCount() > 0) {
            say("stopping");
        }
        told.countDown();
        try {
            supervisor.end();
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isToldToEnd() {
        return told.getCount() == 0;
    }

    private StackProblem alreadyUp() {
        var who = environment
                .records()
                .of(Records.SUPERVISOR)
                .map(supervisor -> "process " + supervisor.pid())
                .orElse("a process that is just starting or ending");
        return new StackProblem(
                "a stack is already up in %s (%s): ./gleaner status, or ./gleaner down".formatted(home.path(), who));
    }

    private void say(String line) {
        terminal.show("gleaner", line);
    }
}
