package io.gleaner.stack.commands;

import io.gleaner.stack.api.Api;
import io.gleaner.stack.demo.DragFill;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gleaner demo}. Each run is a tenant of its own. */
@Command(name = "demo", description = "Drag one label over nine rows, and see what happens when.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
        var environment = Environment.asRunning();
        environment.requireUp();
        var tenant = "demo-" + UUID.randomUUID().toString().substring(0, 8);
        try (var api = Api.of(environment.settings().ports().base(), tenant, "alice")) {
            new DragFill(api, System.out).play();
        }
        return 0;
    }
}
