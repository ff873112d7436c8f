package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Strimzi's definitions, made by its own generator from its own model. */
final class StrimziSchemas {

    private static final List<Class<?>> MODELS =
            List.of(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class);

    private final Map<String, CustomResourceSchema> schemas;

    /** @param workspace an empty folder */
    StrimziSchemas(Path workspace) {
        generate(workspace);
        this.schemas = MODELS.stream()
                .map(Class::getSimpleName)
                .collect(Collectors.toUnmodifiableMap(
                        kind -> kind, kind -> CustomResourceSchema.of(Checkout.text(workspace.resolve(kind)))));
    }

    CustomResourceSchema schemaOf(String kind) {
        return Objects.requireNonNull(schemas.get(kind), kind);
    }

    /** The generator is a program: it ends the virtual machine that it runs in. */
    private static void generate(Path workspace) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.strimzi.crdgenerator.CrdGenerator"));
        command.addAll(List.of("--target-kube", "1.16+", "--crd-api-version", "v1", "--api-versions", "v1"));
        command.addAll(List.of("--storage-version", "v1", "--yaml"));
        MODELS.forEach(model -> command.add(model.getName() + "=" + workspace.resolve(model.getSimpleName())));
        try {
            Process generator =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(generator.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
