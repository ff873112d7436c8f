package io.gleaner.bench;

import io.gleaner.pattern.core.workflows.RunTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Texts of workflow runs that the bench makes up, the same ones of one seed: what was asked for has a median of
 * {@value #MEDIAN} characters, and a trigger in every second; there is an error message in a fifth and a template in half.
 */
final class RunTextSource {

    private static final int MEDIAN = 60;
    private static final int LONGEST = 600;
    private static final double SPREAD = 0.5;

    private static final List<String> TRIGGERS = List.of(
            "run all tests",
            "pytest",
            "vitest",
            "build the frontend",
            "typecheck",
            "compile the server",
            "format with prettier",
            "lint with eslint",
            "git diff",
            "git status",
            "git log",
            "npm install",
            "update dependencies",
            "generate docs",
            "update readme");

    /** None of them gives an operation away by itself. */
    private static final List<String> WORDS = List.of(
            "please",
            "add",
            "a",
            "the",
            "to",
            "for",
            "when",
            "and",
            "all",
            "of",
            "in",
            "customer",
            "invoice",
            "rounding",
            "dashboard",
            "login",
            "upload",
            "settings",
            "retry",
            "timeout",
            "cache",
            "column",
            "rename",
            "search",
            "backend",
            "client",
            "api",
            "files",
            "slow",
            "query",
            "export",
            "currency",
            "größe",
            "v2.1",
            "fix-it");

    private static final List<String> ERRORS = List.of(
            "3 tests failed: expected 4, got 5 at ledger/balance.py:117",
            "src/app.ts(12,7): type error: 'string' is not assignable to 'number'",
            "compilation of module billing failed with 2 errors",
            "eslint found 12 problems (9 errors, 3 warnings)",
            "connection refused: 127.0.0.1:5432",
            "the model answered 529: overloaded",
            "no space left on device",
            "timed out after 600 s");

    private static final List<String> TEMPLATES = List.of(
            "adw_test_iso",
            "adw_build_iso",
            "adw_plan_iso",
            "adw_sdlc_iso",
            "adw_sdlc_zte_iso",
            "adw_patch_iso",
            "adw_ship_iso",
            "adw_review_iso",
            "nightly_client");

    private final Random random;

    RunTextSource(long seed) {
        this.random = new Random(seed);
    }

    RunTexts next() {
        return new RunTexts(
                input(), random.nextInt(5) == 0 ? one(ERRORS) : null, random.nextBoolean() ? one(TEMPLATES) : null);
    }

    /** Words up to a length of which most are small and few are large, the trigger somewhere among them. */
    private String input() {
        List<String> words = new ArrayList<>();
        String trigger = random.nextBoolean() ? one(TRIGGERS) : one(WORDS);
        long left = length() - trigger.length();
        while (left > 0) {
            String word = one(WORDS);
            words.add(word);
            left -= word.length() + 1;
        }
        words.add(random.nextInt(words.size() + 1), trigger);
        return String.join(" ", words);
    }

    /** Less half a word, since the last one goes beyond it. */
    private long length() {
        return Math.min(LONGEST, Math.round(MEDIAN * Math.exp(SPREAD * random.nextGaussian()))) - 3;
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
