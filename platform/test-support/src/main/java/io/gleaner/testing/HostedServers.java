package io.gleaner.testing;

import java.io.IOException;

/** Servers that run in, or on behalf of, the host process. */
interface HostedServers extends AutoCloseable {

    TestServers addresses();

    @Override
    void close() throws IOException;
}
