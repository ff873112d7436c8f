package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.api.Api;
import io.gleaner.stack.home.StackSettings;
import java.io.PrintStream;

/** What a person wants to know when the stack is up. */
record Welcome(StackSettings settings) {
    private static final String TENANT = "acme";
    private static final String USER = "alice";

    void print(PrintStream out) {
        var ports = settings.ports();
        out.printf(
                """

                Gleaner is up.
                  API         http://127.0.0.1:%d/v1   description: http://127.0.0.1:%d/docs
                  Kafka       127.0.0.1:%d
                  PostgreSQL  127.0.0.1:%d, one database per service (gleaner_tracking, …)
                  Data, keys and logs are in %s
                """,
                ports.base(),
                ports.base(),
                ports.kafka(),
                ports.postgres(),
                settings.home().path());
        out.println(token());
        out.printf("""
                Try:
                  curl -s -H "Authorization: Bearer $(./gleaner token %s %s)" http://127.0.0.1:%d/v1/transactions

                """, TENANT, USER, ports.base());
    }

    private String token() {
        try {
            var token = Api.token(settings.ports().base(), TENANT, USER, "");
            return "A token for user %s of tenant %s:%n  %s".formatted(USER, TENANT, token);
        } catch (StackProblem e) {
            return "No token: " + e.getMessage();
        }
    }
}
