package io.gleaner.tracking;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.gleaner.testing.architecture.Features;
import io.gleaner.testing.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.gleaner.tracking", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests every_service = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule features = Features.of("io.gleaner.tracking")
            .arrow("transactions", "labels", "operations", "patterns")
            .arrow("classifications", "labels", "operations", "patterns", "applications", "undoing")
            .arrow("applications", "operations", "patterns")
            .arrow("undoing", "operations", "patterns")
            .arrow("explaining", "patterns")
            .holds();
}
