package io.gleaner.stack.components;

import io.gleaner.stack.home.Keys;
import io.gleaner.stack.home.Service;
import io.gleaner.stack.home.ServiceInstance;
import io.gleaner.stack.home.StackSettings;
import io.gleaner.stack.servers.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each service is told, as environment variables in Spring's spelling. Each gets what it needs and no more: the
 * gateway alone signs tokens, pattern-service alone knows the model's key.
 */
public record ServiceEnvironment(StackSettings settings, Keys keys, Map<String, String> ours) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String LLM = "GLEANER_LLM_";

    Optional<Path> extraSettings() {
        return settings.extraSettings();
    }

    /** Further options for every service's JVM; the last one wins. */
    List<String> javaOptions() {
        var options = ours.getOrDefault("GLEANER_JAVA_OPTIONS", "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }

    Map<String, String> variables(ServiceInstance instance) {
        var variables = new TreeMap<String, String>();
        variables.putAll(listening(instance));
        variables.putAll(servers());
        variables.putAll(passwords(instance.service()));
        variables.putAll(trust());
        variables.putAll(special(instance.service()));
        return variables;
    }

    private static Map<String, String> listening(ServiceInstance instance) {
        return Map.of(
                "SERVER_ADDRESS",
                LOOPBACK,
                "SERVER_PORT",
                Integer.toString(instance.port()),
                "MANAGEMENT_SERVER_ADDRESS",
                LOOPBACK,
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(instance.managementPort()));
    }

    private Map<String, String> servers() {
        return Map.of(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                LOOPBACK + ":" + settings.ports().kafka(),
                "GLEANER_DATABASE_HOST",
                LOOPBACK,
                "GLEANER_DATABASE_PORT",
                Integer.toString(settings.ports().postgres()));
    }

    private Map<String, String> passwords(Service service) {
        var variables = new TreeMap<String, String>();
        for (var role : Role.values()) {
            variables.put(
                    "GLEANER_DATABASE_%s_PASSWORD".formatted(role.name()),
                    keys.passwords(service).of(role));
        }
        return variables;
    }

    private Map<String, String> trust() {
        return Map.of(
                "GLEANER_INTERNAL_SECRET",
                keys.internalSecret(),
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_PUBLIC_KEY_LOCATION",
                "file:" + keys.tokenPublicKey());
    }

    private Map<String, String> special(Service service) {
        return switch (service) {
            case GATEWAY -> {
                var variables = upstreams(Service.TRACKING, Service.PATTERN, Service.UPLOAD, Service.STATS);
                variables.put("GLEANER_DEV_TOKENS_PRIVATE_KEY_LOCATION", "file:" + keys.tokenPrivateKey());
                yield variables;
            }
            case PATTERN -> {
                var variables = upstreams(Service.TRACKING);
                ours.forEach((name, value) -> {
                    if (name.startsWith(LLM)) {
                        variables.put(name, value);
                    }
                });
                yield variables;
            }
            case TRACKING, UPLOAD, STATS -> Map.of();
        };
    }

    private Map<String, String> upstreams(Service... services) {
        var variables = new TreeMap<String, String>();
        for (var service : services) {
            variables.put(
                    "GLEANER_UPSTREAMS_" + service.label().toUpperCase(Locale.ROOT),
                    "http://%s:%d".formatted(LOOPBACK, settings.ports().of(service)));
        }
        return variables;
    }
}
