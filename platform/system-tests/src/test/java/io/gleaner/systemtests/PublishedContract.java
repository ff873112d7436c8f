package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What openapi.yaml promises of answers, held against the answers that come. */
final class PublishedContract {

    private static final String FILE = "gateway-service/src/main/resources/openapi.yaml";
    private static final String DOCUMENT = "urn:gleaner:openapi";
    private static final String PROBLEM = "/components/responses/Failed";
    private static final Set<Integer> WITH_RETRY_AFTER = Set.of(429, 503);
    private static final PublishedContract OF_REPOSITORY =
            read(Repository.root().resolve(FILE));

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<String> paths;

    private PublishedContract(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(DOCUMENT, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .locale(Locale.ENGLISH)
                                .build()));
        this.paths = document.path("paths").propertyNames().stream()
                .sorted(Comparator.comparingLong(
                        path -> path.chars().filter(c -> c == '{').count()))
                .toList();
    }

    static PublishedContract ofRepository() {
        return OF_REPOSITORY;
    }

    private static PublishedContract read(Path file) {
        return new PublishedContract(new YAMLMapper().readTree(file));
    }

    /** Fails where the answer is not one that the contract describes for this operation and status. */
    void require(String method, String path, Api.Answer answer) {
        Optional<String> operation = operation(method, path);
        List<String> faults = faults(operation, answer);
        if (!faults.isEmpty()) {
            fail("""
                    %s %s (%s) was answered with %d, and not as %s describes:
                    %s
                    %s
                    Change the answer, or describe it there.""".formatted(
                    method,
                    path,
                    operation
                            .map(at -> document.at(at).path("operationId").asString())
                            .orElse("no operation of the contract"),
                    answer.status(),
                    FILE,
                    String.join("\n", faults),
                    answer.body()));
        }
    }

    private List<String> faults(Optional<String> operation, Api.Answer answer) {
        Optional<String> response =
                operation.isPresent() ? response(operation.get(), answer.status()) : problem(answer.status());
        List<String> faults = new ArrayList<>(headerFaults(answer));
        response.ifPresentOrElse(
                at -> faults.addAll(bodyFaults(at, answer)),
                () -> faults.add("- the status %d is not declared".formatted(answer.status())));
        return faults;
    }

    private static List<String> headerFaults(Api.Answer answer) {
        List<String> faults = new ArrayList<>();
        if (answer.status() == 202 && answer.header("Location").isEmpty()) {
            faults.add("- a 202 says where to ask: Location is missing");
        }
        if (WITH_RETRY_AFTER.contains(answer.status())
                && answer.header("Retry-After").isEmpty()) {
            faults.add("- who is told to come back is told when: Retry-After is missing");
        }
        return faults;
    }

    private List<String> bodyFaults(String response, Api.Answer answer) {
        JsonNode content = document.at(response).path("content");
        String type = answer.header("Content-Type").orElse("none").replaceAll(";.*", "");
        if (content.isMissingNode() && type.equals("none")) {
            return List.of();
        }
        if (!content.has(type)) {
            return List.of("- the Content-Type %s is not declared, but %s".formatted(type, content.propertyNames()));
        }
        String schema = "%s/content/%s/schema".formatted(response, escaped(type));
        if (!type.endsWith("json") || document.at(schema).isMissingNode()) {
            return List.of();
        }
        return schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + schema)).validate(answer.body()).stream()
                .map(fault -> "- %s: %s".formatted(fault.getInstanceLocation(), fault.getMessage()))
                .toList();
    }

    /** Where the operation stands. A path without variables is meant before one with them. */
    private Optional<String> operation(String method, String path) {
        return paths.stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst()
                .map(template -> "/paths/%s/%s".formatted(escaped(template), method.toLowerCase(Locale.ROOT)))
                .filter(at -> document.at(at).isObject());
    }

    /** Where the response stands that is declared for a status; {@code default} speaks of problems only. */
    private Optional<String> response(String operation, int status) {
        String responses = operation + "/responses/";
        String at = document.at(responses + status).isObject() ? responses + status : responses + "default";
        boolean declared = document.at(at).isObject() && (status >= 400 || !at.endsWith("default"));
        return Optional.of(at).filter(found -> declared).map(this::followed);
    }

    private static Optional<String> problem(int status) {
        return Optional.of(PROBLEM).filter(at -> status >= 400);
    }

    private String followed(String at) {
        JsonNode reference = document.at(at).path("$ref");
        return reference.isMissingNode() ? at : followed(reference.asString().substring(1));
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
