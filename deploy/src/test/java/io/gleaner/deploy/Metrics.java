package io.gleaner.deploy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The names of metrics: those that queries ask for, and those that there are. */
final class Metrics {

    private static final String QUERIES = "base/postgres/queries.yaml";

    /** What stands in a query and is no metric: texts and label matchers, ranges, offsets, lists of labels. */
    private static final Pattern NO_METRIC = Pattern.compile(
            "\\{[^}]*\\}|\"[^\"]*\"|\\[[^\\]]*\\]|\\boffset\\s+\\w+|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w|\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");

    /** A meter's name in our code, as Micrometer knows it. */
    private static final Pattern METER = Pattern.compile("\"((?:gleaner|gen_ai)(?:\\.[a-z_]+)+)\"");

    private static final Pattern SUFFIX = Pattern.compile("(_seconds)?(_total|_bucket|_count|_sum|_max)?$");

    private Metrics() {}

    static Set<String> askedForBy(String query) {
        return NAME.matcher(NO_METRIC.matcher(query).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(name -> !OPERATORS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether our code, our queries to PostgreSQL, or the list of others' metrics has it. */
    static boolean exists(String metric) {
        return ours().contains(SUFFIX.matcher(metric).replaceFirst(""))
                || fromPostgres().contains(metric)
                || others().contains(metric);
    }

    private static Set<String> ours() {
        return Stream.concat(
                        Stream.of("platform/service-kit"), Services.ALL.stream().map(service -> service.module()))
                .flatMap(module -> Checkout.sources(module).stream())
                .map(Checkout::text)
                .filter(source -> source.contains("import io.micrometer.core.instrument."))
                .flatMap(source -> METER.matcher(source).results())
                .map(meter -> meter.group(1).replace('.', '_'))
                .collect(Collectors.toSet());
    }

    private static Set<String> fromPostgres() {
        JsonNode queries = Resource.document(Checkout.text(Checkout.KUBERNETES.resolve(QUERIES)));
        return queries.properties().stream()
                .flatMap(query -> query.getValue()
                        .path("metrics")
                        .valueStream()
                        .flatMap(metric -> metric.properties().stream())
                        .map(metric -> "cnpg_" + query.getKey() + "_" + metric.getKey()))
                .collect(Collectors.toSet());
    }

    private static Set<String> others() {
        return Arrays.stream(Checkout.text(Checkout.ROOT.resolve("deploy/src/test/resources/metrics-of-others.txt"))
                        .split("\n", -1))
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", -1)[0])
                .collect(Collectors.toSet());
    }
}
