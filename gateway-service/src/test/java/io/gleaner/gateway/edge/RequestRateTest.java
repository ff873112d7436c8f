package io.gleaner.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.gleaner.gateway.GatewayScenario;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"gleaner.edge.requests-per-second=1", "gleaner.edge.burst=3"})
class RequestRateTest extends GatewayScenario {

    @Test
    void a_tenant_over_its_rate_is_told_when_to_come_back_and_others_are_not_held_up() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(okJson("{}")));
        for (int i = 0; i < 2_000 && status("fast") == 200; i++) {
            assertThat(i).as("requests that passed").isLessThan(1_999);
        }

        as("fast")
                .get()
                .uri("/v1/patterns")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectHeader()
                .valueEquals("RateLimit-Policy", "\"tenant\";q=3;w=3")
                .expectHeader()
                .valueEquals("RateLimit", "\"tenant\";r=0;t=3");
        assertThat(status("slow")).isEqualTo(200);
    }

    private int status(String tenant) {
        return as(tenant)
                .get()
                .uri("/v1/patterns")
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}
