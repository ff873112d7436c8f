package io.gleaner.kit.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.Topic;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.listening.IntakeHealth;
import io.gleaner.kit.listening.Received;
import io.gleaner.kit.retention.ExpiringRows;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Refused records are listed, looked at, corrected and offered again, never twice and to nobody else. */
class DeadLettersTest extends LetterScenario {

    @Autowired
    Windows windows;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LetterStore store;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    IntakeHealth health;

    @Autowired
    @Qualifier("oldDeadLetters")
    ExpiringRows expiring;

    @Test
    void a_broken_record_is_looked_at_tried_corrected_and_takes_effect_once() {
        Event<WindowClosed> event = closed(3);
        publish(event, "{\"kind\": 7, \"events\": 1E+2}");
        JsonNode listed = letters(1).getFirst();
        String path = "/v1/dead-letters/" + listed.path("letter_id").asString();

        JsonNode one = get(path, 200);
        assertThat(one.path("event_id").asString()).isEqualTo(event.id());
        assertThat(one.path("event_source").asString()).isEqualTo(PUBLISHER.toString());
        assertThat(one.path("event_time").asString()).isEqualTo(NOON.toString());
        assertThat(one.path("topic").asString()).isEqualTo(topics.nameOf(Topic.PATTERN_EVENTS));
        assertThat(one.path("consumer").asString()).isEqualTo(consumer());
        assertThat(one.path("reason").asString()).contains("/kind");
        assertThat(one.at("/content/payload/kind").asInt()).isEqualTo(7);
        assertThat(one.at("/content/headers/ce_tenantid").asString()).isEqualTo(tenant);
        assertThat(listed.has("content")).isFalse();

        JsonNode tried = redrive(path + "/redrive?dry_run=true", null, 200);
        assertThat(tried.path("valid").asBoolean()).isFalse();
        assertThat(tried.path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .contains("/kind");
        assertThat(redrive(path + "/redrive", null, 400).path("errors")).isNotEmpty();
        assertThat(redrive(path + "/redrive?dry_run=true", json(event), 200)
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(get(path, 200).path("status").asString()).isEqualTo("open");

        JsonNode redriven = redrive(path + "/redrive", json(event), 202);

        assertThat(redriven.path("status").asString()).isEqualTo("redriven");
        assertThat(redriven.path("redriven_by").asString()).isEqualTo("alice");
        assertThat(redrive(path + "/redrive", json(event), 409).path("detail").asString())
                .contains("redriven");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !windows.takenOf(tenant).isEmpty());
        assertThat(windows.takenOf(tenant)).singleElement().satisfies(taken -> {
            assertThat(taken.event()).isEqualTo(event);
            assertThat(taken.source()).isEqualTo(PUBLISHER);
        });
        assertThat(windows.offeredOf(tenant)).isEqualTo(1);
    }

    @Test
    void what_was_taken_before_is_not_taken_again_by_a_redrive() {
        Event<WindowClosed> event = closed(3);
        publish(event, json(event));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !windows.takenOf(tenant).isEmpty());
        send(letter(event, tenant, 1));

        redrive(redriveOf(letters(1).getFirst()), null, 202);

        await().atMost(Duration.ofSeconds(30)).until(() -> windows.offeredOf(tenant) == 2);
        assertThat(windows.takenOf(tenant)).extracting(Received::event).containsExactly(event);
    }

    @Test
    void what_is_refused_again_is_a_new_letter() {
        publish(closed(0), json(closed(0)));
        JsonNode first = letters(1).getFirst();

        redrive(redriveOf(first), null, 202);

        List<JsonNode> both = letters(2);
        assertThat(both).extracting(letter -> letter.path("status").asString()).containsExactly("open", "redriven");
        assertThat(both.getLast().path("letter_id").asString())
                .isEqualTo(first.path("letter_id").asString());
    }

    @Test
    void a_letter_that_is_read_again_is_one_row() {
        ProducerRecord<String, byte[]> letter = letter(closed(1), tenant, 7);
        double before = count("duplicate");

        for (int i = 0; i < 6; i++) {
            send(letter);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count("duplicate") - before).isGreaterThanOrEqualTo(5));
        assertThat(letters(1)).hasSize(1);
    }

    @Test
    void a_letter_whose_tenant_is_not_proved_is_counted_and_shown_to_nobody() {
        double before = count("unproven");
        ProducerRecord<String, byte[]> foreignKey = letter(closed(1), "tenant-of-somebody-else", 1);
        ProducerRecord<String, byte[]> nameless = letter(closed(1), tenant, 2);
        nameless.headers().remove("ce_tenantid");
        ProducerRecord<String, byte[]> lost = letter(closed(1), tenant, 3);
        lost.headers().remove("gleaner-offset");

        List.of(foreignKey, nameless, lost, letter(closed(1), tenant, 4)).forEach(this::send);

        assertThat(letters(1))
                .singleElement()
                .satisfies(only -> assertThat(only.path("offset").asInt()).isEqualTo(4));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count("unproven") - before).isEqualTo(3));
        assertThat(get("/v1/dead-letters", "tenant-of-somebody-else", 200).path("items"))
                .isEmpty();
    }

    @Test
    void every_outcome_is_counted_from_zero_so_that_the_first_letter_is_growth() {
        MeterRegistry fresh = new SimpleMeterRegistry();
        new LetterListener(topics, store, transaction, health, fresh, Set.of());

        assertThat(fresh.find("gleaner.dead.letters").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero())
                .extracting(counter -> counter.getId().getTag("outcome"))
                .containsExactlyInAnyOrder("kept", "duplicate", "of_others", "unproven");
    }

    @Test
    void what_another_service_refused_is_its_own_to_show() {
        ProducerRecord<String, byte[]> foreign = letter(closed(1), tenant, 1);
        header(foreign, "gleaner-consumer", "another-group");
        send(foreign);
        send(letter(closed(1), tenant, 2));

        assertThat(letters(1))
                .extracting(letter -> letter.path("offset").asInt())
                .containsExactly(2);
    }

    @Test
    void another_tenant_sees_nothing_and_a_token_without_the_scope_is_refused() {
        send(letter(closed(1), tenant, 1));
        String path =
                "/v1/dead-letters/" + letters(1).getFirst().path("letter_id").asString();
        String stranger = "tenant-of-a-stranger";

        assertThat(get("/v1/dead-letters", stranger, 200).path("items")).isEmpty();
        get(path, stranger, 404);
        get("/v1/dead-letters/no-uuid", 404);
        client(TOKENS.of(stranger, "mallory"))
                .post()
                .uri(path + "/redrive")
                .exchange()
                .expectStatus()
                .isNotFound();
        client(TOKENS.of(tenant, "bob", "read write review"))
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void letters_are_listed_newest_first_in_pages_and_by_topic_and_status() {
        for (int offset = 1; offset <= 3; offset++) {
            send(letter(closed(1), tenant, offset));
        }
        letters(3);

        JsonNode first = get("/v1/dead-letters?limit=2&status=open", 200);
        JsonNode rest = get(
                "/v1/dead-letters?limit=2&cursor=" + first.path("next_cursor").asString(), 200);

        assertThat(offsets(first)).containsExactly(3, 2);
        assertThat(offsets(rest)).containsExactly(1);
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(get("/v1/dead-letters?status=redriven", 200).path("items")).isEmpty();
        assertThat(get("/v1/dead-letters?topic=another", 200).path("items")).isEmpty();
        assertThat(get("/v1/dead-letters?topic=" + topics.nameOf(Topic.PATTERN_EVENTS), 200)
                        .path("items"))
                .hasSize(3);
        get("/v1/dead-letters?status=lost", 400);
        get("/v1/dead-letters?cursor=bm8tdXVpZA", 400);
    }

    @Test
    void bytes_that_no_text_can_hold_are_shown_as_near_as_can_be_and_hold_up_nobody() {
        ProducerRecord<String, byte[]> odd = letter(closed(1), tenant, 1, new byte[] {'{', 0, (byte) 0xff});
        header(odd, "gleaner-reason", "got \0, expected none");
        header(odd, "ce_time", "-999999999-01-01T00:00:00Z");
        header(odd, "x-\0odd", "\0");
        send(odd);

        JsonNode one = get(
                "/v1/dead-letters/" + letters(1).getFirst().path("letter_id").asString(), 200);

        assertThat(one.path("reason").asString()).isEqualTo("got \uFFFD, expected none");
        assertThat(one.path("event_time").isNull()).isTrue();
        assertThat(one.at("/content/payload").asString()).isEqualTo("{\0\uFFFD");
    }

    @Test
    void a_letter_without_its_value_needs_one_and_one_without_an_id_cannot_be_offered() {
        Event<WindowClosed> event = closed(2);
        send(letter(event, tenant, 1, null));
        ProducerRecord<String, byte[]> nameless = letter(event, tenant, 2);
        nameless.headers().remove("ce_id");
        send(nameless);
        List<JsonNode> letters = letters(2);

        assertThat(redrive(redriveOf(letters.getFirst()), json(event), 400)
                        .at("/errors/0/detail")
                        .asString())
                .contains("ce_id");
        redrive(redriveOf(letters.getLast()), null, 400);
        redrive(redriveOf(letters.getLast()), json(event), 202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> windows.takenOf(tenant).size() == 1);
    }

    @Test
    void a_row_of_a_compacted_topic_is_not_offered_again_behind_newer_ones() {
        String topic = topics.nameOf(Topic.TRACKING_CHANGES);
        jdbc.sql("""
                INSERT INTO dead_letters (letter_id, tenant_id, consumer, topic, partition, "offset", reason, error,
                    record_key, headers) VALUES (uuidv7(), ?, 'any', ?, 0, 0, 'any', 'any', ?, '{}')
                """).params(tenant, topic, tenant + "/row").update();

        assertThat(redrive(redriveOf(letters(1).getFirst()), null, 409)
                        .path("detail")
                        .asString())
                .contains("compacted");
    }

    @Test
    void letters_are_kept_for_a_month_without_settings() {
        assertThat(expiring)
                .isEqualTo(new ExpiringRows("dead_letters", "r.arrived_at < now() - :keep", Duration.ofDays(30)));
    }
}
