package io.gleaner.stack.home;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.processes.PortHolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a taken port before anything is started, and says who has it. */
public record PortCheck(StackSettings settings) {

    public void requireFree() {
        settings.ports().used(settings.patternReplicas()).forEach(PortCheck::requireFree);
    }

    private static void requireFree(int port, String use) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException taken) {
            throw new StackProblem(
                    "port %d (for %s) is taken%s: stop it, or choose another GLEANER_PORT"
                            .formatted(
                                    port,
                                    use,
                                    PortHolder.of(port)
                                            .map(holder -> " by " + holder)
                                            .orElse("")),
                    taken);
        }
    }
}
