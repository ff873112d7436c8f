package io.gleaner.gateway.docs;

import io.gleaner.contracts.EventTypes;
import io.gleaner.gateway.contract.Contract;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Serves the contracts. */
@Configuration(proxyBeanMethods = false)
class DocsConfiguration {

    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";

    /** The page's scripts and styles come from here alone; Swagger UI sets styles and images in line. */
    private static final Map<String, String> SAME_ORIGIN = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");

    @Bean
    Endpoint openApi(Contract contract) {
        byte[] document = contract.document().toString().getBytes(StandardCharsets.UTF_8);
        return new Document("readOpenApi", Answer.Whole.of("application/json", Map.of(), document));
    }

    @Bean
    Endpoint asyncApi() throws IOException {
        byte[] document = new ClassPathResource("io/gleaner/contracts/asyncapi.yaml", EventTypes.class.getClassLoader())
                .getContentAsByteArray();
        return new Document("readAsyncApi", Answer.Whole.of("application/yaml", Map.of(), document));
    }

    @Bean
    Endpoint docsPage() throws IOException {
        byte[] page = new ClassPathResource("docs/index.html").getContentAsByteArray();
        return new Document("readDocs", Answer.Whole.of("text/html;charset=UTF-8", SAME_ORIGIN, page));
    }

    /** The only version that is on the class path, whichever it is. */
    @Bean
    Endpoint docsAssets() throws IOException {
        String bundle = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:" + WEBJAR + "*/swagger-ui-bundle.js")[0]
                .getURL()
                .getPath();
        String folder = bundle.substring(bundle.indexOf(WEBJAR), bundle.lastIndexOf('/'));
        return new DocsAssets(folder);
    }
}
