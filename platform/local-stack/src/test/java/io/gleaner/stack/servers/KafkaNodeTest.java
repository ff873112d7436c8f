package io.gleaner.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaNodeTest {
    @TempDir
    private Path directory;

    private int port;
    private int controllerPort;
    private Process broker;

    @BeforeEach
    void startFresh() throws IOException {
        port = FreePort.any();
        controllerPort = FreePort.any();
        broker = start();
    }

    @AfterEach
    void stop() {
        broker.destroy();
        broker.onExit().join();
    }

    @Test
    void keeps_what_it_acknowledged_over_kill_9_and_start() throws Exception {
        createTopic();
        publish("before the kill");

        broker.destroyForcibly().onExit().join();
        broker = start();
        publish("after it");

        assertThat(published(2)).containsExactly("before the kill", "after it");
    }

    private void createTopic() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("facts", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private void publish(String value) throws InterruptedException, ExecutionException {
        var strings = new StringSerializer();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap(), "acks", "all"), strings, strings)) {
            producer.send(new ProducerRecord<>("facts", value)).get();
        }
    }

    private List<String> published(int count) {
        var strings = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap(), "auto.offset.reset", "earliest"),
                strings,
                strings)) {
            consumer.assign(List.of(new TopicPartition("facts", 0)));
            var values = new ArrayList<String>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(published -> values.add(published.value()));
                return values.size() >= count;
            });
            return values;
        }
    }

    private Process start() throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaNode.class.getName(),
                directory.resolve("kafka").toString(),
                Integer.toString(port),
                Integer.toString(controllerPort),
                directory.resolve("ready").toString());
        var log = directory.resolve("kafka.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private String bootstrap() {
        return "127.0.0.1:" + port;
    }
}
