package io.gleaner.gateway.edge;

import io.gleaner.gateway.contract.Operation;
import io.gleaner.gateway.contract.RequestBody;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import io.gleaner.kit.problems.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads JSON bodies within bounds: bytes, values, depth, digits. */
final class Bodies {

    private static final byte[] NOTHING = {};

    /** 50,000 ids, or 1,000 transactions with every field, and some room. */
    private static final int MAX_TOKENS = 100_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .maxNestingDepth(20)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final int maxBytes;

    Bodies(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The body as it came; empty where the operation takes none. */
    Mono<byte[]> read(Operation operation, HttpHeaders headers, Flux<DataBuffer> body) {
        if (operation.body() == null) {
            return Mono.just(NOTHING);
        }
        if (headers.getContentLength() > maxBytes) {
            return Mono.error(tooLarge());
        }
        return DataBufferUtils.join(body, maxBytes)
                .onErrorMap(DataBufferLimitException.class, e -> tooLarge())
                .map(Bodies::bytes)
                .doOnNext(bytes -> requireJson(headers.getContentType()))
                .defaultIfEmpty(NOTHING);
    }

    /** The body as JSON; a missing node where there is none. */
    static JsonNode parse(byte[] content) {
        if (content.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            throw Problem.invalid(
                    "", "expected JSON within bounds, got: %s%s".formatted(e.getOriginalMessage(), at(e)));
        }
    }

    /** What is wrong with the body. */
    static List<Fault> faults(@Nullable RequestBody expected, JsonNode json) {
        if (expected == null || (json.isMissingNode() && !expected.required())) {
            return List.of();
        }
        return json.isMissingNode() ? List.of(new Fault("", "expected a JSON body, got none")) : expected.faults(json);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static void requireJson(@Nullable MediaType type) {
        if (!MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            throw Problem.of(
                    ProblemType.UNSUPPORTED_TYPE,
                    "Content-Type: got %s, expected application/json".formatted(type == null ? "none" : type));
        }
    }

    private static String at(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private Problem tooLarge() {
        return Problem.of(ProblemType.TOO_LARGE, "the body may have %d bytes at most".formatted(maxBytes));
    }
}
