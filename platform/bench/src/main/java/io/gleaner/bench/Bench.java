package io.gleaner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures a fresh stack of its own and writes {@code platform/bench/RESULTS.md}. Absolute figures belong to the machine;
 * the ratios of one run are what counts.
 */
public final class Bench {

    private static final int PORT = 17_080;

    /** The stack's ports end at +29. */
    private static final int NOOP_PORT = PORT + 30;

    /** Both compilers and 60 % of 768 MiB, as in the manifests, which are made for load and not for a quick start. */
    private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=4 -Xmx460m";

    /** One tenant sends all requests here, which the gateway's limit is not made for. */
    private static final String SETTINGS = """
            gleaner:
              edge:
                requests-per-second: 1000000
                burst: 1000000
            """;

    /** A day of payments is learned within a second. */
    private static final String SHORT_WINDOWS = """
              windows:
                quiet: 150ms
                max-wait: 5s
                poll: 20ms
            """;

    private static final String PAYMENTS = "../shared/data/transactions/council-cards.csv.gz";

    private final Path repository;
    private final Path home;
    private final String settings;

    private Bench(Path repository, String settings) {
        this.repository = repository;
        this.settings = settings;
        this.home = repository.resolve("platform/bench/target/home");
    }

    /**
     * @param args what to measure, such as {@code windows}; nothing for everything but {@code accuracy}, which may be
     *     followed by the file to replay if it is not the usual one
     */
    static void main(String[] args) throws Exception {
        Path repository = Path.of("").toAbsolutePath();
        if (args.length > 0 && args[0].equals("accuracy")) {
            Path file = repository.resolve(args.length > 1 ? args[1] : PAYMENTS);
            new Bench(repository, SETTINGS + SHORT_WINDOWS)
                    .run(target -> List.of(new Accuracy(target, file).measure()));
        } else {
            Bench bench = new Bench(repository, SETTINGS);
            Map<String, Measurement> wanted = bench.wanted(List.of(args));
            bench.run(target -> measured(wanted, target));
        }
    }

    /** Measures something of a running stack. */
    private interface Measurement {
        List<Result> of(Target target) throws Exception;
    }

    /** In the order in which they are taken: the last one stops services. */
    private Map<String, Measurement> measurements() {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("suggestion", target -> List.of(new SuggestionLatency(target).measure()));
        all.put("relay", target -> List.of(new RelayLatency(target).measure()));
        all.put("tracking", target -> List.of(new TrackedRows(target).measure()));
        all.put("bulk", target -> List.of(new BulkEdit(target).measure()));
        all.put("windows", target -> List.of(new WindowFairness(target).measure()));
        all.put("matcher", _ -> List.of(new MatcherSpeed().measure()));
        all.put("detection", _ -> List.of(new DetectionSpeed().measure()));
        all.put("runs", target -> List.of(new WorkflowRuns(target).measure()));
        all.put("operations", target -> List.of(new OperationList(target).measure()));
        all.put("intake", target -> List.of(new IntakeRatio(target, this::gleaner).measure()));
        all.put("gateway", this::throughput);
        return all;
    }

    private Map<String, Measurement> wanted(List<String> names) {
        Map<String, Measurement> wanted = measurements();
        if (!wanted.keySet().containsAll(names)) {
            throw new IllegalArgumentException(
                    "got %s, expected some of %s, or accuracy".formatted(names, wanted.keySet()));
        }
        if (!names.isEmpty()) {
            wanted.keySet().retainAll(names);
        }
        return wanted;
    }

    private static List<Result> measured(Map<String, Measurement> wanted, Target target) throws Exception {
        List<Result> results = new ArrayList<>();
        for (Measurement measurement : wanted.values()) {
            results.addAll(measurement.of(target));
        }
        return results;
    }

    private void run(Measurement measurement) throws Exception {
        gleaner("up", "--fresh", "--detach");
        try {
            write(measurement.of(new Target(PORT)));
        } finally {
            gleaner("down");
        }
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
        Path file = repository.resolve("platform/bench/RESULTS.md");
        String text = """
                # Results

                `./gleaner bench` on %s: %s, %d cores, %d GiB, %s %s, Java %s. Client, brokers, databases and services
                share the cores; the ratios of one run are what counts. The services have the compilers
                and the heap of the manifests (`%s`). What a run does not measure stays from an earlier one, whose settings may differ.

                %s""".formatted(
                        LocalDate.now(java.time.ZoneOffset.UTC),
                        cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        memoryGiB(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature(),
                        JAVA_OPTIONS,
                        sections(file, results));
        Files.writeString(file, text);
    }

    /** What this run measured, in place of what an earlier run found; the rest stays. */
    private static String sections(Path file, List<Result> results) throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Stream.of(Files.readString(file).split("(?m)^## ", -1))
                    .skip(1)
                    .forEach(section -> sections.put(section.lines().findFirst().orElse(""), "## " + section.strip()));
        }
        results.forEach(
                result -> sections.put(result.name(), result.asMarkdown().strip()));
        return String.join("\n\n", sections.values()) + "\n";
    }

    private void gleaner(String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path file = Files.writeString(home.resolve("settings.yaml"), settings);
        List<String> command =
                new ArrayList<>(List.of(repository.resolve("gleaner").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "GLEANER_HOME", home.toString(),
                        "GLEANER_PORT", Integer.toString(PORT),
                        "GLEANER_JAVA_OPTIONS", JAVA_OPTIONS,
                        "GLEANER_SETTINGS", file.toString()));
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
