package io.gleaner.stack.home;

/** One process of a service. Replicas after the first have their number in the name: {@code pattern-2}. */
public record ServiceInstance(Service service, String name, int port, int managementPort) {}
