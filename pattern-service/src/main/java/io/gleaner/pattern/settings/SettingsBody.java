package io.gleaner.pattern.settings;

import io.gleaner.kit.windows.WindowSettings;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Trust;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings as clients and the table write them; what is missing is the service's default.
 *
 * @param version of the tenant's settings; 0 while it has none of its own
 * @param updatedAt null while it has none of its own
 */
record SettingsBody(
        @Nullable String mode,
        @Nullable Thresholds thresholds,
        @Nullable Bounds windows,
        @Nullable String reviewPolicy,
        @Nullable Daily nightly,
        @Nullable Long analyzeAfter,
        @Nullable String tenantProfile,
        @Nullable Long version,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    static final String REVIEW_ALL = "review_all";
    static final String AUTO = "auto";

    /** See {@link LearningRules} and {@link Trust}. */
    record Thresholds(
            @Nullable Long minOccurrences,
            @Nullable BigDecimal minAgreement,
            @Nullable Long moreAfterRejection,
            @Nullable List<Long> revalidateAt,
            @Nullable BigDecimal targetPrecision,
            @Nullable Long earlyOccurrences,
            @Nullable BigDecimal earlyPrecision) {

        static final Thresholds MISSING = new Thresholds(null, null, null, null, null, null, null);

        static Thresholds of(LearningRules rules) {
            Trust trust = rules.trust();
            return new Thresholds(
                    rules.minOccurrences(),
                    rules.minAgreement(),
                    rules.moreAfterRejection(),
                    rules.revalidateAt(),
                    trust.targetPrecision(),
                    trust.earlyOccurrences(),
                    trust.earlyPrecision());
        }
    }

    /** See {@link WindowSettings}. */
    record Bounds(
            @Nullable BigDecimal quietSeconds,
            @Nullable BigDecimal maxWaitSeconds,
            @Nullable Long maxEvents) {

        static final Bounds MISSING = new Bounds(null, null, null);
    }

    /** See {@link Nightly}; {@code at} as {@code 02:30}. */
    record Daily(
            @Nullable Boolean enabled,
            @Nullable String at,
            @Nullable String timeZone) {

        static final Daily MISSING = new Daily(null, null, null);
    }

    /** The whole of these settings. */
    static SettingsBody of(
            LearningSettings settings, long version, @Nullable Instant updatedAt, @Nullable String updatedBy) {
        LearningRules rules = settings.rules();
        WindowSettings bounds = settings.bounds();
        Nightly nightly = settings.nightly();
        return new SettingsBody(
                settings.mode().text(),
                Thresholds.of(rules),
                new Bounds(seconds(bounds.quiet()), seconds(bounds.maxWait()), bounds.maxEvents()),
                rules.reviewAll() ? REVIEW_ALL : AUTO,
                new Daily(
                        nightly.enabled(),
                        nightly.at().toString(),
                        nightly.zone().getId()),
                settings.analyzeAfter(),
                settings.tenantProfile(),
                version,
                updatedAt,
                updatedBy);
    }

    private static BigDecimal seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
