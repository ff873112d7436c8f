package io.gleaner.pattern.validation;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.kit.telemetry.LogKeys;
import io.gleaner.pattern.core.Coverage;
import io.gleaner.pattern.core.Tokens;
import io.gleaner.pattern.suggestions.Suggestion;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;

/** Asks tracking-service, which owns the transactions and the one matcher, what tokens match. */
final class CoverageClient {

    private static final Logger LOG = LoggerFactory.getLogger(CoverageClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final RestClient http;
    private final InternalTokens tokens;

    CoverageClient(String tracking, InternalTokens tokens) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
        requests.setReadTimeout(TIMEOUT);
        this.http =
                RestClient.builder().baseUrl(tracking).requestFactory(requests).build();
        this.tokens = tokens;
    }

    /** What the tokens match; nothing if tracking-service cannot say now. */
    Optional<Coverage> coverage(Suggestion suggestion, Tokens proposed) {
        try {
            byte[] answer = http.post()
                    .uri("/internal/coverage")
                    .headers(headers -> headers.setBearerAuth(tokens.tokenFor(suggestion.tenantId())))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(EventJson.MAPPER.writeValueAsBytes(asked(suggestion, proposed)))
                    .retrieve()
                    .requiredBody(byte[].class);
            return Optional.of(EventJson.MAPPER.readValue(answer, Coverage.class));
        } catch (RestClientException | JacksonException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.ERROR, Failure.of(e).kind())
                    .log("coverage cannot be asked, trying again later");
            return Optional.empty();
        }
    }

    private static Asked asked(Suggestion suggestion, Tokens proposed) {
        return new Asked(
                suggestion.signature().field(), suggestion.signature().hash(), suggestion.direction(), proposed.list());
    }

    /** Body of the question. */
    private record Asked(String field, String signature, String direction, List<String> tokens) {}
}
