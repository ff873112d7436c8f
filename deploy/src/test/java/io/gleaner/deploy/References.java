package io.gleaner.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which keys of which secrets and config maps resources need. */
record References(Map<String, Set<String>> secrets, Map<String, Set<String>> configMaps) {

    private static final List<String> BASIC_AUTH = List.of("username", "password");

    static References of(List<Resource> resources) {
        References found = new References(new TreeMap<>(), new TreeMap<>());
        resources.forEach(resource -> found.walk(resource.body()));
        return found;
    }

    private void walk(JsonNode node) {
        add(secrets, node.path("secretKeyRef"), "name", Stream.of("key"));
        add(configMaps, node.path("configMapKeyRef"), "name", Stream.of("key"));
        add(configMaps, node.path("configMapRef"), "name", Stream.of());
        node.path("secretTargetRef").forEach(one -> add(secrets, one, "name", Stream.of("key")));
        node.path("configMapTargetRef").forEach(one -> add(configMaps, one, "name", Stream.of("key")));
        node.path("customQueriesConfigMap").forEach(one -> add(configMaps, one, "name", Stream.of("key")));
        keys(secrets, node.path("passwordSecret").path("name"), BASIC_AUTH);
        volume(secrets, node.path("secret"), "secretName");
        volume(configMaps, node.path("configMap"), "name");
        node.forEach(this::walk);
    }

    private static void add(Map<String, Set<String>> found, JsonNode reference, String name, Stream<String> keys) {
        keys(
                found,
                reference.path(name),
                keys.map(key -> reference.path(key).asString()).toList());
    }

    private static void volume(Map<String, Set<String>> found, JsonNode source, String name) {
        keys(
                found,
                source.path(name),
                source.path("items")
                        .valueStream()
                        .map(item -> item.path("key").asString())
                        .toList());
    }

    private static void keys(Map<String, Set<String>> found, JsonNode name, List<String> keys) {
        if (name.isString()) {
            found.computeIfAbsent(name.asString(), any -> new TreeSet<>()).addAll(keys);
        }
    }
}
