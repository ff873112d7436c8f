package io.gleaner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures a fresh stack of its own and writes {@code platform/bench/RESULTS.md}. Absolute figures belong to the machine;
 * the ratios of one run are what counts.
 */
public final class Bench {

    private static final int PORT = 17_080;

    /** The stack's ports end at +29. */
    private static final int NOOP_PORT = PORT + 30;

    /** Compiles as the images do, which are made for load and not for a quick start. */
    private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=4";

    /** One tenant sends all requests here, which the gateway's limit is not made for. */
    private static final String SETTINGS = """
            gleaner:
              edge:
                requests-per-second: 1000000
                burst: 1000000
            """;

    private final Path repository;
    private final Path home;

    private Bench(Path repository) {
        this.repository = repository;
        this.home = repository.resolve("platform/bench/target/home");
    }

    static void main(String[] args) throws Exception {
        Bench bench = new Bench(Path.of("").toAbsolutePath());
        bench.gleaner("up", "--fresh", "--detach");
        try {
            bench.write(bench.measure(new Target(PORT)));
        } finally {
            bench.gleaner("down");
        }
    }

    private List<Result> measure(Target target) throws Exception {
        List<Result> results = new ArrayList<>();
        results.add(new SuggestionLatency(target).measure());
        results.add(new RelayLatency(target).measure());
        results.add(new TrackedRows(target).measure());
        results.add(new BulkEdit(target).measure());
        results.addAll(throughput(target));
        return results;
    }

    /** Whoever consumes the edits shares the cores with the gateway: measured once with them and once without. */
    private List<Result> throughput(Target target) throws Exception {
        Path publicKey = home.resolve("keys/token-public.pem");
        GatewayThroughput gateway = new GatewayThroughput(target, NOOP_PORT, publicKey);
        Transactions.imported(target, target.tokenFor(GatewayThroughput.TENANT), GatewayThroughput.ROWS);
        Result together = gateway.measure("all services running");
        gleaner("stop", "tracking");
        gleaner("stop", "pattern");
        return List.of(together, gateway.measure("tracking- and pattern-service stopped"));
    }

    private void write(List<Result> results) throws IOException {
        String text = """
                # Results

                `./gleaner bench` on %s: %s, %d cores, %d GiB, %s %s, Java %s. Client, brokers, databases and services
                share the cores; the ratios of one run are what counts. The services compile with C1 and C2, as the images do (`%s`).

                %s""".formatted(
                        LocalDate.now(java.time.ZoneOffset.UTC),
                        cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        memoryGiB(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature(),
                        JAVA_OPTIONS,
                        results.stream().map(Result::asMarkdown).collect(Collectors.joining("\n")));
        Files.writeString(repository.resolve("platform/bench/RESULTS.md"), text);
    }

    private void gleaner(String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path settings = Files.writeString(home.resolve("settings.yaml"), SETTINGS);
        List<String> command =
                new ArrayList<>(List.of(repository.resolve("gleaner").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "GLEANER_HOME", home.toString(),
                        "GLEANER_PORT", Integer.toString(PORT),
                        "GLEANER_JAVA_OPTIONS", JAVA_OPTIONS,
                        "GLEANER_SETTINGS", settings.toString()));
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit);
        }
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return "an unknown processor";
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("an unknown processor");
    }

    private static long memoryGiB() {
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return Math.round(system.getTotalMemorySize() / (double) (1L << 30));
    }
}
