package io.gleaner.stack.servers;

import java.io.IOException;
import java.net.ServerSocket;

/** A port nobody listens on at the moment. */
final class FreePort {
    private FreePort() {}

    static int any() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
