package io.gleaner.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.Map;

/** The Prometheus operator's resources, by fabric8's models; unlike them, this refuses unknown fields. */
final class MonitoringModels {

    private static final Map<String, Class<?>> MODELS = Map.of(
            "PodMonitor", PodMonitor.class,
            "PrometheusRule", PrometheusRule.class,
            "ServiceMonitor", ServiceMonitor.class);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NoRoomForUnknownFields());

    private MonitoringModels() {}

    static void check(Resource resource) {
        try {
            STRICT.readValue(resource.body().toString(), MODELS.get(resource.kind()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(resource + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The models would take any field into a map of their own. */
    private static final class NoRoomForUnknownFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
