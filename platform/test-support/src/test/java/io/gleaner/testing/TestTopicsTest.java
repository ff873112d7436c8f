package io.gleaner.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

@OnRealServers
class TestTopicsTest {

    @Test
    void a_prefix_is_used_once() {
        assertThat(TestTopics.fresh().prefix()).isNotEqualTo(TestTopics.fresh().prefix());
    }

    @Test
    void the_broker_of_the_properties_makes_topics() throws Exception {
        var topics = TestTopics.fresh();
        var bootstrap = (Object) topics.properties().get("spring.kafka.bootstrap-servers");

        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var name = topics.prefix() + "facts";
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();

            assertThat(admin.listTopics().names().get()).contains(name);
        }
    }
}
