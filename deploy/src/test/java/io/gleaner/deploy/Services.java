package io.gleaner.deploy;

import io.gleaner.stack.home.Service;
import java.util.Arrays;
import java.util.List;

/** What the source tree says of its services. */
final class Services {

    static final List<Service> ALL = Arrays.asList(Service.values());

    private Services() {}

    /** Whether a service relays changes: only then is Debezium among its libraries. */
    static boolean relays(Service service) {
        return Checkout.text(Checkout.ROOT.resolve(service.module()).resolve("pom.xml"))
                .contains("debezium-connector-postgres");
    }
}
