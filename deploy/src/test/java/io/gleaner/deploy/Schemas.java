package io.gleaner.deploy;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;

/** Which schema a resource has to obey, by its API. */
final class Schemas {

    private final StrimziSchemas strimzi;

    Schemas(Path workspace) {
        this.strimzi = new StrimziSchemas(workspace);
    }

    /** Throws an {@link AssertionError} that names every fault; skips the test where the schema is not at hand. */
    void check(Resource resource) {
        String group = resource.apiVersion().replaceFirst("/?v1.*", "");
        switch (group) {
            case "", "apps", "policy", "networking.k8s.io" -> KubernetesModels.check(resource);
            case "kafka.strimzi.io" -> strimzi.schemaOf(resource.kind()).check(resource);
            case "monitoring.coreos.com" -> MonitoringModels.check(resource);
            case "postgresql.cnpg.io" -> shared("cnpg_" + plural(resource)).check(resource);
            case "keda.sh" ->
                shared(resource.kind().equals("ScaledObject") ? "keda_scaledobjects" : "keda_ta")
                        .check(resource);
            default -> throw new AssertionError("no schema is known for " + resource);
        }
    }

    private static String plural(Resource resource) {
        return resource.kind().toLowerCase(java.util.Locale.ROOT) + "s";
    }

    private static CustomResourceSchema shared(String name) {
        String file = "data/crds/" + name + ".yaml";
        return Checkout.shared(file)
                .map(found -> CustomResourceSchema.of(Checkout.text(found)))
                .orElseGet(() -> abort("../shared/" + file + " is not here"));
    }
}
