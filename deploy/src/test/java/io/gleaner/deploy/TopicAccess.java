package io.gleaner.deploy;

import io.gleaner.contracts.Topic;
import io.gleaner.stack.home.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service's code does on Kafka: it publishes to the topics that the catalogue says it owns, reads the others that
 * it names, sets aside what it cannot take from those that a listener reads and offers it again, and keeps its relay's
 * positions.
 *
 * @param operations of each topic, by the broker's names
 * @param groups that it reads in
 */
record TopicAccess(Map<String, Set<String>> operations, Set<String> groups) {

    private static final String PREFIX = "gleaner.";
    private static final Pattern NAMED = Pattern.compile("Topic\\)?\\.([A-Z_]+)\\b");
    private static final Pattern GROUP = Pattern.compile(
            "groupId = \"#\\{@topics\\.nameOf\\(T\\([\\w.]+\\)\\.([A-Z_]+)\\)\\}(?:\" \\+ GROUP|([.\\w-]+)\")");
    private static final Pattern GROUP_CONSTANT = Pattern.compile("GROUP = \"([.\\w-]+)\"");

    static TopicAccess of(Service service) {
        TopicAccess access = new TopicAccess(new TreeMap<>(), new TreeSet<>());
        owned(service).forEach(topic -> access.allow(topic.on(PREFIX), "Write"));
        named(service).stream()
                .filter(topic -> !topic.owner().equals(service.module()))
                .forEach(topic -> access.allow(topic.on(PREFIX), "Read"));
        Checkout.sources(service.module()).forEach(source -> access.addListeners(service, source));
        if (Services.relays(service)) {
            access.addRelay(service);
        }
        return access;
    }

    private void allow(String topic, String... more) {
        Set<String> allowed = operations.computeIfAbsent(topic, any -> new TreeSet<>());
        allowed.add("Describe");
        allowed.addAll(Arrays.asList(more));
    }

    private void addListeners(Service service, Path source) {
        String text = Checkout.text(source);
        Matcher group = GROUP.matcher(text);
        while (group.find()) {
            Topic topic = Topic.valueOf(group.group(1));
            Matcher constant = GROUP_CONSTANT.matcher(text);
            String suffix = group.group(2) == null && constant.find() ? constant.group(1) : group.group(2);
            groups.add(topic.on(PREFIX) + suffix);
            addLetters(service, topic);
        }
    }

    /** What a listener refuses is set aside, read by its service, and offered again where no newer row could be hidden. */
    private void addLetters(Service service, Topic topic) {
        allow(topic.deadLettersOn(PREFIX), "Read", "Write");
        groups.add(PREFIX + "dead-letters." + service.label());
        if (topic.key() == Topic.Key.TENANT) {
            allow(topic.on(PREFIX), "Write");
        }
    }

    /** Rows that no event can be made of go to the dead letters of the relay's topic. */
    private void addRelay(Service service) {
        owned(service)
                .filter(topic -> topic.key() == Topic.Key.TENANT_AND_ROW)
                .forEach(topic -> allow(topic.deadLettersOn(PREFIX), "Write"));
        allow(PREFIX + service.label() + "-relay-offsets", "Create", "DescribeConfigs", "Read", "Write");
    }

    private static Stream<Topic> owned(Service service) {
        return Arrays.stream(Topic.values())
                .filter(topic -> Set.of(service.module(), "all").contains(topic.owner()));
    }

    private static Set<Topic> named(Service service) {
        return Checkout.sources(service.module()).stream()
                .flatMap(source -> NAMED.matcher(Checkout.text(source)).results())
                .map(name -> name.group(1))
                .filter(name -> Arrays.stream(Topic.values())
                        .anyMatch(topic -> topic.name().equals(name)))
                .map(Topic::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
    }
}
