package io.gleaner.stack.commands;

import io.gleaner.stack.api.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gleaner token}. */
@Command(name = "token", description = "Print a token for the API.")
final class TokenCommand implements Runnable {
    @Parameters(index = "0", description = "The tenant.")
    private String tenant = "";

    @Parameters(index = "1", description = "The user.")
    private String user = "";

    @Parameters(
            index = "2..*",
            description = "Scopes: read, write, review, admin. All of them where none is given.",
            arity = "0..*")
    private String[] scopes = {};

    @Override
    public void run() {
        var environment = Environment.asRunning();
        environment.requireUp();
        System.out.println(Api.token(environment.settings().ports().base(), tenant, user, String.join(" ", scopes)));
    }
}
