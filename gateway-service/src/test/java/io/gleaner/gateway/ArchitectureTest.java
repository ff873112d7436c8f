package io.gleaner.gateway;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.gleaner.testing.architecture.Features;
import io.gleaner.testing.architecture.ServiceRules;

@AnalyzeClasses(packages = "io.gleaner.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests every_service = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule features = Features.of("io.gleaner.gateway")
            .arrow("edge", "contract")
            .arrow("acceptance", "edge", "contract")
            .arrow("publishing", "edge")
            .arrow("activity", "edge", "contract", "publishing")
            .arrow("classifying", "edge", "acceptance", "activity", "publishing")
            .arrow("workflows", "edge", "acceptance", "activity", "contract", "publishing")
            .arrow("routing", "edge", "acceptance", "activity", "contract")
            .arrow("live", "edge")
            .arrow("tokens", "edge", "activity")
            .arrow("docs", "edge", "contract")
            .holds();
}
