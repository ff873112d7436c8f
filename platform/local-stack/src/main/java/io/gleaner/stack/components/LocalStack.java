package io.gleaner.stack.components;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.home.Keys;
import io.gleaner.stack.home.Service;
import io.gleaner.stack.home.StackSettings;
import io.gleaner.stack.servers.DatabaseProvisioning;
import io.gleaner.stack.servers.ServiceDatabase;
import io.gleaner.stack.supervision.Component;
import io.gleaner.stack.supervision.Supervisor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Brings the parts up in their order: the servers, what the services find in them, the services. */
public record LocalStack(StackSettings settings, Keys keys, Path sourceTree, ServiceEnvironment told) {
    private static final Duration SERVERS_LIMIT = Duration.ofMinutes(2);

    /** Long, since a first start also makes every service's class cache; what crashes is given up much earlier. */
    private static final Duration SERVICES_LIMIT = Duration.ofMinutes(10);

    /** Returns when everything is ready. */
    public void start(Supervisor supervisor) throws InterruptedException {
        requireReady(supervisor.keep(servers(), SERVERS_LIMIT));
        provision();
        requireReady(supervisor.keep(services(), SERVICES_LIMIT));
    }

    private List<Component> servers() {
        return List.of(
                new KafkaComponent(settings.home(), settings.ports()),
                new PostgresComponent(settings.home(), settings.ports()));
    }

    private List<ServiceComponent> services() {
        return Stream.of(Service.values()).flatMap(this::processesOf).toList();
    }

    private Stream<ServiceComponent> processesOf(Service service) {
        var program = new ServiceProgram(sourceTree, service);
        return settings.ports().instances(settings.patternReplicas()).stream()
                .filter(instance -> instance.service() == service)
                .map(instance -> new ServiceComponent(instance, program, told, settings.home()));
    }

    private void provision() {
        var server = new PostgresComponent(settings.home(), settings.ports()).server();
        var provisioning = new DatabaseProvisioning(server);
        try {
            for (var service : Service.values()) {
                provisioning.provision(ServiceDatabase.of(service.label(), keys.passwords(service)));
            }
        } catch (SQLException e) {
            throw new StackProblem("the databases cannot be prepared: " + e.getMessage(), e);
        }
    }

    private void requireReady(List<String> late) {
        if (!late.isEmpty()) {
            throw new StackProblem("not ready: %s; see ./gleaner logs %s, in %s"
                    .formatted(
                            String.join(", ", late),
                            late.getFirst(),
                            settings.home().logs()));
        }
    }
}
