package io.gleaner.testing.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What holds in every service. A service's ArchitectureTest includes it by {@code ArchTests.in(ServiceRules.class)}. */
public final class ServiceRules {

    @ArchTest
    public static final ArchRule core_is_pure = noClasses()
            .that(resideInAPackage("..core.."))
            .should()
            .dependOnClassesThat(DescribedPredicate.not(
                    resideInAnyPackage("java..", "org.jspecify..", "io.gleaner.contracts..", "..core..")))
            .because(
                    "core holds rules, records and decisions without Spring, Reactor, clock or log: pass what it needs as "
                            + "a value, and let the class at the edge store, publish and log what it decides")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule core_knows_no_clock = noClasses()
            .that(resideInAPackage("..core.."))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .because("a rule that needs the time takes an Instant, so that a test can choose it")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule packages_are_named_for_the_domain = noClasses()
            .should()
            .resideInAnyPackage(
                    "..config..",
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..dto..",
                    "..impl..",
                    "..model..",
                    "..helper..")
            .because(
                    "a package is a feature: name it for what users get from it, and put each class beside its feature");

    @ArchTest
    public static final ArchRule kafka_is_an_edge = only("Listener", "Publisher", "Live", "Configuration")
            .touch("Kafka", "org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    public static final ArchRule the_database_is_an_edge = only("Store", "Configuration")
            .touch(
                    "the database",
                    "java.sql..",
                    "javax.sql..",
                    "org.springframework.jdbc..",
                    "org.springframework.r2dbc..",
                    "io.r2dbc..");

    @ArchTest
    public static final ArchRule the_change_relay_is_an_edge =
            only("Relay", "Configuration").touch("the change relay", "io.debezium..", "io.gleaner.kit.relay..");

    @ArchTest
    public static final ArchRule http_out_is_an_edge = only("Client", "Configuration")
            .touch(
                    "outside HTTP",
                    "org.springframework.web.client..",
                    "org.springframework.web.reactive.function.client..",
                    "com.anthropic..",
                    "java.net.http..");

    @ArchTest
    public static final ArchRule http_in_is_an_edge = only("Routes", "Controller", "Filter", "Configuration")
            .touch("HTTP", "org.springframework.web.reactive.function.server..", "org.springframework.web.bind..");

    @ArchTest
    public static final ArchRule scheduling_is_an_edge = only("Job", "Configuration")
            .touch("the scheduler", "com.github.kagkarlsson..", "org.springframework.scheduling..");

    @ArchTest
    public static final ArchRule output_goes_to_the_log = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("what happened goes to the log, with key=value pairs and without payloads");

    @ArchTest
    public static final ArchRule log_messages_are_fixed = noClasses()
            .should()
            .callMethodWhere(FixedLogMessages.broken())
            .because("a message says what happened, in the same words each time, and key-values say which one: write "
                    + "LOG.atWarn().addKeyValue(LogKeys.ERROR, ...).log(\"what happened\"), with a key of LogKeys");

    @ArchTest
    public static final ArchRule configurations_stay_inside = classes()
            .that()
            .haveSimpleNameEndingWith("Configuration")
            .or()
            .haveSimpleNameEndingWith("Store")
            .or()
            .haveSimpleNameEndingWith("Listener")
            .should()
            .notBePublic()
            .because("an edge belongs to its feature: other features use the feature's public type, never its store")
            .allowEmptyShould(true);

    private ServiceRules() {}

    private static Edge only(String... suffixes) {
        return new Edge(List.of(suffixes));
    }

    /** The classes, told by their suffix, that may touch an edge. */
    private record Edge(List<String> suffixes) {

        ArchRule touch(String edge, String... packages) {
            String allowed = "*" + String.join(", *", suffixes);
            return noClasses()
                    .that(DescribedPredicate.not(named()))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(packages))
                    .because("only " + allowed + " touch " + edge
                            + ": move this code there, or decide first (pure) and act in such a class")
                    .allowEmptyShould(true);
        }

        private DescribedPredicate<JavaClass> named() {
            return DescribedPredicate.describe(
                    "named *" + String.join(", *", suffixes),
                    type -> suffixes.stream()
                            .anyMatch(suffix -> outermost(type).getSimpleName().endsWith(suffix)));
        }

        private static JavaClass outermost(JavaClass type) {
            return type.getEnclosingClass().map(Edge::outermost).orElse(type);
        }
    }
}
