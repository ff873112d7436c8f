package io.gleaner.kit.deadletters;

import io.gleaner.contracts.Identifiers;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a record on a topic of dead letters is to this service. */
sealed interface Mail {

    /** A letter of its own. */
    record Ours(Letter letter) implements Mail {}

    /** What another service's consumer refused, or a relay or an outbox could not tell. */
    record Others() implements Mail {}

    /** Its own, but key and header do not agree whose it is, or it does not say where it came from. */
    record Unproven() implements Mail {}

    /**
     * What the record is.
     *
     * @param consumers the groups of this service
     */
    static Mail of(ConsumerRecord<String, byte[]> message, Topics topics, Set<String> consumers) {
        LetterTexts texts = new LetterTexts(message);
        String consumer = texts.said("consumer");
        if (consumer == null || !consumers.contains(consumer)) {
            return new Others();
        }
        Map<String, String> headers = texts.ofRecord();
        Optional<Topic> topic = topics.named(Objects.requireNonNullElse(texts.said("topic"), ""))
                .filter(origin -> topics.deadLettersOf(origin).equals(message.topic()));
        Optional<String> tenant = topic.flatMap(origin -> tenantOf(texts.key(), headers, origin));
        Optional<Integer> partition = number(texts.said("partition")).map(Long::intValue);
        Optional<Long> offset = number(texts.said("offset"));
        if (tenant.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return new Unproven();
        }
        return new Ours(new Letter(
                tenant.get(),
                new Letter.Origin(consumer, topics.nameOf(topic.get()), partition.get(), offset.get()),
                Objects.requireNonNullElse(texts.said("reason"), "none given"),
                Objects.requireNonNullElse(texts.said("error"), "none given"),
                texts.key(),
                headers,
                message.value()));
    }

    private static Optional<String> tenantOf(String key, Map<String, String> headers, Topic topic) {
        return Optional.ofNullable(headers.get("ce_tenantid"))
                .filter(Identifiers::isTenantId)
                .filter(tenant -> switch (topic.key()) {
                    case TENANT -> key.equals(tenant);
                    case TENANT_AND_ROW -> key.startsWith(tenant + "/");
                });
    }

    private static Optional<Long> number(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
