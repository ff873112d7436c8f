package io.gleaner.gateway.edge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How fast each tenant may send requests to this replica. The rate is kept in memory: it protects a replica from one
 * tenant, it is no quota to account for.
 */
final class RequestRates {

    private final EdgeProperties limits;
    private final TimeMeter clock;
    private final LoadingCache<String, Bucket> buckets;

    RequestRates(EdgeProperties limits, TimeMeter clock) {
        this.limits = limits;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder().maximumSize(limits.maxTenants()).build(tenantId -> bucket());
    }

    /** How long the tenant must wait before the next request; zero if this one may pass. */
    Duration waitFor(String tenantId) {
        Bucket bucket = buckets.get(tenantId);
        return bucket.tryConsume(1)
                ? Duration.ZERO
                : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    /** {@code RateLimit-Policy}: the quota and its window. */
    String policy() {
        return "\"tenant\";q=%d;w=%d".formatted(limits.burst(), windowSeconds());
    }

    /** {@code RateLimit} of a tenant that used the quota up. */
    String exhausted() {
        return "\"tenant\";r=0;t=" + windowSeconds();
    }

    private long windowSeconds() {
        return Math.ceilDiv(limits.burst(), limits.requestsPerSecond());
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit ->
                        limit.capacity(limits.burst()).refillGreedy(limits.requestsPerSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
