package io.gleaner.gateway.docs;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code GET /docs/{asset}}: the few files that the docs page loads, from the class path. */
final class DocsAssets implements Endpoint {

    private static final Map<String, String> CACHED = Map.of("Cache-Control", "public, max-age=3600");

    private final Map<String, Asset> assets;

    DocsAssets(String webjar) {
        this.assets = Map.of(
                "docs.js", new Asset("text/javascript", new ClassPathResource("docs/docs.js")),
                "swagger-ui-bundle.js",
                        new Asset("text/javascript", new ClassPathResource(webjar + "/swagger-ui-bundle.js")),
                "swagger-ui.css", new Asset("text/css", new ClassPathResource(webjar + "/swagger-ui.css")),
                "favicon.png", new Asset("image/png", new ClassPathResource(webjar + "/favicon-32x32.png")));
    }

    private record Asset(String type, Resource file) {}

    @Override
    public String operationId() {
        return "readDocsAsset";
    }

    @Override
    public Mono<Answer.Whole> answer(Call call) {
        @Nullable Asset asset = assets.get(call.variable("asset"));
        if (asset == null) {
            return Mono.error(Problem.notFound("the docs page has no such file"));
        }
        return Mono.fromCallable(() -> asset.file().getContentAsByteArray())
                .subscribeOn(Schedulers.boundedElastic())
                .map(bytes -> Answer.Whole.of(asset.type() + ";charset=" + StandardCharsets.UTF_8, CACHED, bytes));
    }
}
