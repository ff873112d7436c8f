/**
 * The two servers Gleaner needs, from Maven artifacts, so that a laptop without a container engine runs the real thing:
 * {@link io.gleaner.stack.servers.KafkaNode} and {@link io.gleaner.stack.servers.PostgresNode}, and
 * {@link io.gleaner.stack.servers.DatabaseProvisioning}, which prepares any PostgreSQL for a service.
 */
@NullMarked
package io.gleaner.stack.servers;

import org.jspecify.annotations.NullMarked;
