package io.gleaner.stack.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every port of a stack, counted from the gateway's, so that stacks side by side never meet. */
public record PortLayout(int base) {
    /** How many ports after the first belong to the stack. */
    static final int SPAN = 29;

    private static final int KAFKA = 10;
    private static final int KAFKA_CONTROLLER = 11;
    private static final int POSTGRES = 12;
    private static final int REPLICAS = 14;

    public int of(Service service) {
        return base + service.portOffset();
    }

    public int kafka() {
        return base + KAFKA;
    }

    public int kafkaController() {
        return base + KAFKA_CONTROLLER;
    }

    public int postgres() {
        return base + POSTGRES;
    }

    /** One process of each service, and more of pattern-service where asked. */
    public List<ServiceInstance> instances(int patternReplicas) {
        var instances = new ArrayList<ServiceInstance>();
        for (var service : Service.values()) {
            instances.add(new ServiceInstance(service, service.label(), of(service), of(service) + 1));
        }
        for (var replica = 2; replica <= patternReplicas; replica++) {
            var port = base + REPLICAS + 2 * (replica - 2);
            instances.add(new ServiceInstance(Service.PATTERN, "pattern-" + replica, port, port + 1));
        }
        return instances;
    }

    /** Every port that is used, with what for. */
    public Map<Integer, String> used(int patternReplicas) {
        var used = new TreeMap<Integer, String>();
        used.put(kafka(), "kafka");
        used.put(kafkaController(), "kafka's controller");
        used.put(postgres(), "postgres");
        for (var instance : instances(patternReplicas)) {
            used.put(instance.port(), instance.name());
            used.put(instance.managementPort(), instance.name() + "'s management");
        }
        return used;
    }
}
