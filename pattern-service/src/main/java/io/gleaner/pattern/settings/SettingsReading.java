package io.gleaner.pattern.settings;

import static java.util.Objects.requireNonNullElse;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import io.gleaner.kit.windows.WindowSettings;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Mode;
import io.gleaner.pattern.core.PromptText;
import io.gleaner.pattern.core.Trust;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads settings, and finds every fault in them. What is missing or wrong is the default meanwhile. */
final class SettingsReading {

    private static final long MOST = 1_000_000;
    private static final int MOST_REVALIDATIONS = 10;
    private static final BigDecimal SHORTEST_SECONDS = new BigDecimal("0.01");
    private static final BigDecimal LONGEST_QUIET = new BigDecimal(3_600);
    private static final BigDecimal LONGEST_WAIT = new BigDecimal(86_400);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final LearningSettings defaults;
    private final List<Fault> faults = new ArrayList<>();

    private SettingsReading(LearningSettings defaults) {
        this.defaults = defaults;
    }

    /**
     * The settings that a body means.
     *
     * @throws Problem 400 with every fault
     */
    static LearningSettings read(SettingsBody body, LearningSettings defaults) {
        SettingsReading reading = new SettingsReading(defaults);
        LearningSettings settings = reading.settings(body);
        if (!reading.faults.isEmpty()) {
            throw Problem.invalid(reading.faults);
        }
        return settings;
    }

    private LearningSettings settings(SettingsBody body) {
        return new LearningSettings(
                mode(body.mode()),
                rules(requireNonNullElse(body.thresholds(), SettingsBody.Thresholds.MISSING), body.reviewPolicy()),
                bounds(requireNonNullElse(body.windows(), SettingsBody.Bounds.MISSING)),
                nightly(requireNonNullElse(body.nightly(), SettingsBody.Daily.MISSING)),
                count("/analyze_after", body.analyzeAfter(), defaults.analyzeAfter()),
                profile(body.tenantProfile()));
    }

    private Mode mode(@Nullable String given) {
        return given == null
                ? defaults.mode()
                : Mode.ofText(given).orElseGet(() -> wrong("/mode", given, "realtime, lazy or off", defaults.mode()));
    }

    private LearningRules rules(SettingsBody.Thresholds given, @Nullable String policy) {
        LearningRules rules = defaults.rules();
        return new LearningRules(
                count("/thresholds/min_occurrences", given.minOccurrences(), rules.minOccurrences()),
                agreement(given.minAgreement()),
                count("/thresholds/more_after_rejection", given.moreAfterRejection(), rules.moreAfterRejection()),
                revalidations(given.revalidateAt()),
                reviewAll(policy),
                trust(given, rules.trust()));
    }

    private Trust trust(SettingsBody.Thresholds given, Trust trust) {
        return new Trust(
                share("/thresholds/target_precision", given.targetPrecision(), trust.targetPrecision()),
                count("/thresholds/early_occurrences", given.earlyOccurrences(), trust.earlyOccurrences()),
                earlyPrecision(given.earlyPrecision(), trust.earlyPrecision()));
    }

    private BigDecimal share(String pointer, @Nullable BigDecimal given, BigDecimal otherwise) {
        return given == null || (given.signum() >= 0 && given.compareTo(BigDecimal.ONE) <= 0)
                ? requireNonNullElse(given, otherwise)
                : wrong(pointer, given, "0 to 1", otherwise);
    }

    private BigDecimal earlyPrecision(@Nullable BigDecimal given, BigDecimal otherwise) {
        return given == null || (given.compareTo(Trust.UNPROVED) > 0 && given.compareTo(BigDecimal.ONE) <= 0)
                ? requireNonNullElse(given, otherwise)
                : wrong(
                        "/thresholds/early_precision",
                        given,
                        "more than %s and at most 1".formatted(Trust.UNPROVED),
                        otherwise);
    }

    private BigDecimal agreement(@Nullable BigDecimal given) {
        BigDecimal minAgreement = defaults.rules().minAgreement();
        if (given == null || (given.compareTo(HALF) > 0 && given.compareTo(BigDecimal.ONE) <= 0)) {
            return requireNonNullElse(given, minAgreement);
        }
        return wrong("/thresholds/min_agreement", given, "more than 0.5 and at most 1", minAgreement);
    }

    private List<Long> revalidations(@Nullable List<Long> given) {
        List<Long> revalidateAt = defaults.rules().revalidateAt();
        if (given == null) {
            return revalidateAt;
        }
        boolean ascending = given.stream().sorted().distinct().toList().equals(given);
        boolean within = given.stream().allMatch(count -> count >= 2 && count <= MOST);
        return ascending && within && given.size() <= MOST_REVALIDATIONS
                ? List.copyOf(given)
                : wrong("/thresholds/revalidate_at", given, "at most 10 numbers from 2, ascending", revalidateAt);
    }

    private boolean reviewAll(@Nullable String given) {
        if (given == null || given.equals(SettingsBody.AUTO)) {
            return given == null && defaults.rules().reviewAll();
        }
        return given.equals(SettingsBody.REVIEW_ALL) || wrong("/review_policy", given, "auto or review_all", false);
    }

    private WindowSettings bounds(SettingsBody.Bounds given) {
        WindowSettings bounds = defaults.bounds();
        Duration quiet = seconds("/windows/quiet_seconds", given.quietSeconds(), LONGEST_QUIET, bounds.quiet());
        Duration wait = seconds("/windows/max_wait_seconds", given.maxWaitSeconds(), LONGEST_WAIT, bounds.maxWait());
        long events = count("/windows/max_events", given.maxEvents(), bounds.maxEvents());
        return wait.compareTo(quiet) < 0
                ? wrong("/windows/max_wait_seconds", wait.toMillis() / 1e3, "at least quiet_seconds", bounds)
                : new WindowSettings(quiet, wait, events);
    }

    private Duration seconds(String pointer, @Nullable BigDecimal given, BigDecimal longest, Duration otherwise) {
        if (given == null) {
            return otherwise;
        }
        return given.compareTo(SHORTEST_SECONDS) >= 0 && given.compareTo(longest) <= 0
                ? Duration.ofMillis(given.movePointRight(3).longValue())
                : wrong(pointer, given, "%s to %s".formatted(SHORTEST_SECONDS, longest), otherwise);
    }

    private Nightly nightly(SettingsBody.Daily given) {
        Nightly nightly = defaults.nightly();
        return new Nightly(
                requireNonNullElse(given.enabled(), nightly.enabled()), at(given.at()), zone(given.timeZone()));
    }

    private LocalTime at(@Nullable String given) {
        LocalTime at = defaults.nightly().at();
        try {
            return given == null ? at : LocalTime.parse(given);
        } catch (DateTimeException e) {
            return wrong("/nightly/at", given, "a time such as 02:30", at);
        }
    }

    private ZoneId zone(@Nullable String given) {
        ZoneId zone = defaults.nightly().zone();
        try {
            return given == null ? zone : ZoneId.of(given);
        } catch (DateTimeException e) {
            return wrong("/nightly/time_zone", given, "a time zone such as Europe/Berlin", zone);
        }
    }

    private String profile(@Nullable String given) {
        String profile = requireNonNullElse(given, defaults.tenantProfile());
        int length = profile.codePointCount(0, profile.length());
        if (length > PromptText.LONGEST_PROFILE) {
            faults.add(new Fault(
                    "/tenant_profile",
                    "got %d characters, expected at most %d".formatted(length, PromptText.LONGEST_PROFILE)));
        }
        return profile.indexOf('\0') < 0 ? profile : wrong("/tenant_profile", "NUL", "text without it", "");
    }

    private long count(String pointer, @Nullable Long given, long otherwise) {
        return given == null || (given >= 1 && given <= MOST)
                ? requireNonNullElse(given, otherwise)
                : wrong(pointer, given, "1 to " + MOST, otherwise);
    }

    private <T> T wrong(String pointer, Object got, String expected, T otherwise) {
        faults.add(new Fault(pointer, "got '%s', expected %s".formatted(got, expected)));
        return otherwise;
    }
}
