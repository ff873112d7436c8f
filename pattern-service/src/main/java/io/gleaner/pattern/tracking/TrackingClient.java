package io.gleaner.pattern.tracking;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.kit.telemetry.LogKeys;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/** Asks tracking-service for a tenant, on a thread that may wait. */
public final class TrackingClient {

    private static final Logger LOG = LoggerFactory.getLogger(TrackingClient.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final RestClient http;
    private final InternalTokens tokens;

    /** @param timeout of one question */
    public TrackingClient(Upstreams upstreams, InternalTokens tokens, Duration timeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
        requests.setReadTimeout(timeout);
        this.http = RestClient.builder()
                .baseUrl(upstreams.tracking())
                .requestFactory(requests)
                .build();
        this.tokens = tokens;
    }

    /** The answer to this body; nothing if tracking-service cannot say now. */
    public <T> Optional<T> ask(String path, String tenantId, Object question, Class<T> answer) {
        try {
            byte[] body = http.post()
                    .uri(path)
                    .headers(headers -> headers.setBearerAuth(tokens.tokenFor(tenantId)))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(EventJson.MAPPER.writeValueAsBytes(question))
                    .retrieve()
                    .requiredBody(byte[].class);
            return Optional.of(EventJson.MAPPER.readValue(body, answer));
        } catch (RestClientException | JacksonException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.ERROR, Failure.of(e).kind())
                    .log("tracking-service cannot be asked, trying again later");
            return Optional.empty();
        }
    }
}
