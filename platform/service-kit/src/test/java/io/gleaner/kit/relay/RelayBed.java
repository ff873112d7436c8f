package io.gleaner.kit.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.database.DatabaseProperties;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.stack.servers.PostgresServer;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.TestDatabase;
import io.gleaner.testing.TestServers;
import io.gleaner.testing.TestTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.core.ThrowingRunnable;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A database with the kit's tables and {@link Notes}, topics, and relays between them. */
final class RelayBed implements AutoCloseable {

    private static final int NO_PROXY = 0;

    final TestDatabase database = TestDatabase.of("tracking");
    final String prefix = TestTopics.fresh().prefix();
    final Topics topics = new Topics(prefix);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final EventCodec codec = new EventCodec(URI.create("/gleaner/tracking"), topics);
    private final List<ChangeRelays> started = new ArrayList<>();

    RelayBed() {
        migrate();
        execute(Role.OWNER, Notes.SCHEMA);
        createTopics();
    }

    static void relaying(ChangeRelay relay) {
        until(() -> assertThat(relay.status().state()).isInstanceOf(RelayState.Relaying.class));
    }

    /** Waits long: what is slow on a busy machine is not wrong. */
    static void until(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    /** Starts a relay as one replica of the service would. */
    ChangeRelay start(RelayDefinition definition, Map<String, String> settings) {
        return startVia(NO_PROXY, definition, settings);
    }

    /** Starts a relay that reaches the database through another port. */
    ChangeRelay startVia(int port, RelayDefinition definition, Map<String, String> settings) {
        return start(factory(port, TestServers.running().kafka(), settings).relay(definition));
    }

    /** Starts a relay that looks for Kafka elsewhere. */
    ChangeRelay startWithKafkaAt(String servers, RelayDefinition definition) {
        return start(factory(NO_PROXY, servers, Map.of()).relay(definition));
    }

    private ChangeRelay start(ChangeRelay relay) {
        ChangeRelays lifecycle = new ChangeRelays(List.of(relay));
        lifecycle.start();
        started.add(lifecycle);
        return relay;
    }

    /** Stops the relay that was started last. */
    void stopLatest() {
        started.removeLast().stop();
    }

    Received receive() {
        return new Received(TestServers.running().kafka(), topics.nameOf(Topic.TRACKING_CHANGES), codec);
    }

    Received receiveDeadLetters() {
        return new Received(TestServers.running().kafka(), topics.deadLettersOf(Topic.TRACKING_CHANGES), codec);
    }

    String slot() {
        return database.name() + "_tracking";
    }

    void insert(String tenant, String body) {
        execute(Role.WORKER, "INSERT INTO notes (tenant_id, body) VALUES (?, ?)", tenant, body);
    }

    void insertMany(String tenant, int from, int to) {
        execute(
                Role.WORKER,
                "INSERT INTO notes (tenant_id, body) SELECT ?, 'n' || i FROM generate_series(?, ?) i",
                tenant,
                from,
                to);
    }

    /** Rows of one page in one WAL record, so that they share their LSN: COPY does so without volatile defaults. */
    void copy(String tenant, int from, int to) {
        assertThat(from).as("a number of four digits completes the row's id").isBetween(1_000, to);
        try (Connection superuser = TestServers.running().postgres().connect(database.name());
                Statement statement = superuser.createStatement()) {
            statement.execute("COPY notes (tenant_id, note_id, body) FROM PROGRAM 'seq %d %d | sed \"%s\"'"
                    .formatted(from, to, "s/.*/" + tenant + "\t" + "00000000-0000-7000-8000-00000000&\tn&/"));
        } catch (SQLException e) {
            throw new IllegalStateException("COPY failed", e);
        }
    }

    /** Ends server sessions of the relay's role, chosen by a condition on pg_stat_activity. */
    void endSessions(String condition) {
        execute(
                Role.RELAY,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                        + " AND datname = current_database() AND usename = current_user AND " + condition);
    }

    /** Makes the server give up this stopped relay's slot, as it does with one that falls too far behind. */
    void giveUpSlot() {
        try (Connection superuser = TestServers.running().postgres().connect(database.name());
                Statement statement = superuser.createStatement()) {
            statement.execute("ALTER SYSTEM SET idle_replication_slot_timeout = '1s'");
            statement.execute("SELECT pg_reload_conf()");
            until(() -> {
                statement.execute("CHECKPOINT");
                assertThat(slotStatus()).isEqualTo("lost");
            });
            statement.execute("ALTER SYSTEM RESET idle_replication_slot_timeout");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String slotStatus() {
        return ask(Role.RELAY, "SELECT wal_status FROM pg_replication_slots WHERE slot_name = ?", slot());
    }

    PositionsTopic positions() {
        return new PositionsTopic(TestServers.running().kafka(), positionsTopic());
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", TestServers.running().kafka());
    }

    private String positionsTopic() {
        return prefix + "tracking-relay-offsets";
    }

    void execute(Role role, String sql, Object... parameters) {
        try (Connection connection = database.connect(role);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row; null if there is none. */
    String ask(Role role, String sql, Object... parameters) {
        try (Connection connection = database.connect(role);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            ResultSet rows = statement.executeQuery();
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        started.forEach(ChangeRelays::stop);
        database.close();
    }

    private RelayFactory factory(int port, String servers, Map<String, String> settings) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", servers);
        RelayProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gleaner.relay", RelayProperties.class);
        return new RelayFactory(
                new RelayDatabase(server(port), database.user(Role.RELAY)),
                properties,
                new KafkaSettings(kafka, kafka),
                new Positions(positionsTopic(), (short) 1, kafka),
                codec,
                topics,
                meters,
                Clock.systemUTC());
    }

    private DatabaseProperties server(int port) {
        PostgresServer direct = TestServers.running().postgres();
        return new DatabaseProperties(
                direct.host(),
                port == NO_PROXY ? direct.port() : port,
                database.name(),
                "",
                "",
                "",
                database.password(Role.RELAY),
                5,
                "prefer",
                "");
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(Role.OWNER), database.password(Role.OWNER))
                .locations("classpath:db/kit")
                .placeholders(Map.of(
                        "service", "tracking",
                        "owner", database.user(Role.OWNER),
                        "web", database.user(Role.WEB),
                        "worker", database.user(Role.WORKER),
                        "relay", database.user(Role.RELAY)))
                .load()
                .migrate();
    }

    private void createTopics() {
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(List.of(
                            topic(topics.nameOf(Topic.TRACKING_CHANGES)),
                            topic(topics.deadLettersOf(Topic.TRACKING_CHANGES))))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException("no topics", e);
        }
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Topic.PARTITIONS, (short) 1);
    }
}
