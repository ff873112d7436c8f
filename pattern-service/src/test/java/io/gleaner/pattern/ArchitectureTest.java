package io.gleaner.pattern;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.gleaner.testing.architecture.Features;
import io.gleaner.testing.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.gleaner.pattern", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests every_service = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule features = Features.of("io.gleaner.pattern")
            .arrow("patterns", "tracking", "records")
            .arrow("suggestions", "settings", "patterns", "records")
            .arrow("learning", "suggestions", "settings", "patterns")
            .arrow("validation", "suggestions", "llm", "settings", "tracking")
            .arrow("windows", "settings")
            .arrow("analysis", "learning", "suggestions", "settings")
            .arrow("runs", "operations", "triggers")
            .arrow("backfill", "runs", "operations", "tracking")
            .arrow("merges", "triggers", "backfill")
            .holds();
}
