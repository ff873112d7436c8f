package io.gleaner.gateway.routing;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the services answer.
 *
 * @param upstreams base addresses by the names that the contract uses as {@code x-gleaner-service}
 */
@ConfigurationProperties("gleaner")
record UpstreamProperties(Map<String, URI> upstreams) {

    UpstreamProperties {
        upstreams = Map.copyOf(upstreams);
    }
}
