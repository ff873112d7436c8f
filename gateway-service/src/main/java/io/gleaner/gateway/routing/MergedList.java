package io.gleaner.gateway.routing;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.requests.QueryParameters;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A list of which several services have a part each, in the order of ids that sort alike everywhere (UUIDv7), the newest
 * first. A cursor is an id, so it is a position in every part: the services are asked with the request as it came.
 */
final class MergedList {

    private static final int OK = 200;

    private final List<OwnerClient> owners;
    private final String id;

    /** @param id property of each item, which it is sorted by */
    MergedList(List<OwnerClient> owners, String id) {
        this.owners = owners;
        this.id = id;
    }

    /** One page of all parts; without one of them it would not be the list, so its failure is the answer. */
    Mono<Answer.Whole> answer(Call call) {
        return Flux.fromIterable(owners)
                .flatMap(owner -> owner.answer(call))
                .collectList()
                .map(answers -> answers.stream()
                        .filter(answer -> answer.status() != OK)
                        .findFirst()
                        .orElseGet(() -> merged(call, answers)));
    }

    private Answer.Whole merged(Call call, List<Answer.Whole> answers) {
        List<JsonNode> parts = answers.stream()
                .map(answer -> EventJson.MAPPER.readTree(answer.body()))
                .toList();
        List<JsonNode> items = parts.stream()
                .flatMap(part -> part.path("items").valueStream())
                .sorted(Comparator.comparing(this::idOf).reversed())
                .toList();
        boolean more = parts.stream().anyMatch(part -> part.path("next_cursor").isString());
        return answerWith(call, page(items, limitOf(call), more));
    }

    /** @param more whether a part goes on behind what it gave */
    private Page<JsonNode> page(List<JsonNode> items, int limit, boolean more) {
        List<JsonNode> shown = items.subList(0, Math.min(limit, items.size()));
        boolean last = !more && shown.size() == items.size();
        return new Page<>(shown, last || shown.isEmpty() ? null : Cursor.of(idOf(shown.getLast())));
    }

    private String idOf(JsonNode item) {
        return item.path(id).asString();
    }

    private static Answer.Whole answerWith(Call call, Page<JsonNode> page) {
        String next = page.nextCursor();
        Map<String, String> link =
                next == null ? Map.of() : Map.of(HttpHeaders.LINK, PageRequest.link(URI.create(call.target()), next));
        return Answer.Whole.json(OK, link, page);
    }

    /** The contract lets numbers pass only. */
    private static int limitOf(Call call) {
        return QueryParameters.find(
                        UriComponentsBuilder.fromUriString(call.target())
                                .build()
                                .getQueryParams(),
                        "limit")
                .map(Integer::valueOf)
                .orElse(PageRequest.DEFAULT_LIMIT);
    }
}
