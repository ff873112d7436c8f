package io.gleaner.pattern.suggestions;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.pattern.patterns.Patterns;
import io.gleaner.pattern.records.TrackRecords;
import io.gleaner.pattern.settings.TenantSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires suggestions. */
@Configuration(proxyBeanMethods = false)
class SuggestionsConfiguration {

    @Bean
    Suggestions suggestions(
            JdbcClient jdbc, TrackRecords records, Outbox outbox, Patterns patterns, TenantSettings settings) {
        return new Suggestions(
                new RecountStore(jdbc),
                records,
                new SuggestionStore(jdbc),
                patterns,
                new Announcements(outbox, Clock.systemUTC()),
                settings);
    }

    @Bean
    PatternChanges patternChanges(JdbcClient jdbc) {
        return new PatternChanges(new SettledStore(jdbc));
    }

    @Bean
    RouterFunction<ServerResponse> suggestionRoutes(
            TenantSession session, TenantTransaction transaction, JdbcClient jdbc, Suggestions suggestions) {
        return new SuggestionRoutes(
                        new SuggestionReadStore(session),
                        new Reviews(transaction, new SuggestionStore(jdbc), suggestions))
                .routes();
    }
}
