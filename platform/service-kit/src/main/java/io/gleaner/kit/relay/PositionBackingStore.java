package io.gleaner.kit.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.KafkaOffsetBackingStore;
import org.apache.kafka.connect.util.SharedTopicAdmin;
import org.apache.kafka.connect.util.TopicAdmin;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine keeps its positions in Kafka. Public with a constructor without arguments, as the engine makes it by
 * its name. The engine's own way to make such a store never closes the admin client that it gives it, so every run of a
 * relay would leave one behind, with its thread and its connections.
 */
public final class PositionBackingStore extends KafkaOffsetBackingStore {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Client client;

    public PositionBackingStore() {
        this(new Client());
    }

    private PositionBackingStore(Client client) {
        super(client, client::id, converter());
        this.client = client;
    }

    @Override
    public void configure(WorkerConfig config) {
        client.open(config.originalsStrings());
        super.configure(config);
    }

    @Override
    public void stop() {
        try {
            super.stop();
        } finally {
            client.close();
        }
    }

    private static Converter converter() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), true);
        return converter;
    }

    /** The admin client of one store, and what its clients are called: after the relay's slot. */
    private static final class Client implements Supplier<TopicAdmin> {

        private String id = "";
        private @Nullable SharedTopicAdmin admin;

        String id() {
            return id;
        }

        void open(Map<String, String> settings) {
            id = settings.getOrDefault("name", "") + "-";
            Map<String, Object> own = new HashMap<>(settings);
            own.put(AdminClientConfig.CLIENT_ID_CONFIG, id + "positions");
            admin = new SharedTopicAdmin(own);
        }

        @Override
        public TopicAdmin get() {
            return Objects.requireNonNull(admin, "the store was not configured").get();
        }

        void close() {
            if (admin != null) {
                admin.close(CLOSE_LIMIT);
            }
        }
    }
}
