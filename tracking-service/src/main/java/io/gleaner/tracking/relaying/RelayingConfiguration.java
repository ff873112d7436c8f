package io.gleaner.tracking.relaying;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.relay.RelayDefinition;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RelayingConfiguration {

    @Bean
    RelayDefinition trackingRelay() {
        return new RelayDefinition(
                "tracking",
                Topic.TRACKING_CHANGES,
                Map.of(
                        "user_classification_tracking",
                        TrackingRelay::event,
                        "pattern_uses",
                        PatternUsesRelay::event,
                        "workflow_history",
                        WorkflowRelay::event,
                        "workflow_reports",
                        WorkflowReportRelay::event));
    }
}
