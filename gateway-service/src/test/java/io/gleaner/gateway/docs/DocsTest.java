package io.gleaner.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.gateway.GatewayScenario;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsTest extends GatewayScenario {

    @Test
    void the_page_and_all_it_loads_come_from_the_gateway() {
        String page = body("/docs");
        List<String> loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(loaded).hasSize(4).allSatisfy(path -> {
            assertThat(path).startsWith("/docs/");
            assertThat(body(path)).isNotEmpty();
        });
        assertThat(body("/docs/docs.js")).contains("/v1/openapi.json");
    }

    @Test
    void the_events_contract_is_served_too() {
        assertThat(body("/v1/asyncapi.yaml")).startsWith("asyncapi:");
    }

    @Test
    void other_files_of_the_class_path_are_not_served() {
        for (String path : List.of("/docs/application.yaml", "/docs/%2fapplication.yaml", "/docs/swagger-ui.js")) {
            anonymous()
                    .get()
                    .uri(java.net.URI.create("http://localhost:" + port + path))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    private String body(String path) {
        String body = anonymous()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return body == null ? "" : body;
    }
}
