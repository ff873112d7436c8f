package io.gleaner.testing.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.HashSet;
import java.util.Set;

/** The arrows between the features of a service, listed in one place; without cycles. */
public final class Features {

    private final String root;
    private final Set<String> arrows = new HashSet<>();

    private Features(String root) {
        this.root = root;
    }

    /** The features below a service's root package, such as {@code io.gleaner.tracking}. */
    public static Features of(String root) {
        return new Features(root);
    }

    /** This feature may use those. Everybody may use {@code core}. */
    public Features arrow(String from, String... to) {
        for (String target : to) {
            arrows.add(from + " -> " + target);
        }
        return this;
    }

    /** The rule: no arrow that is not listed, and no cycle. */
    public ArchRule holds() {
        ArchRule listed = ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe(
                        "belong to a feature", type -> !featureOf(type).isEmpty()))
                .should(useListedFeaturesOnly())
                .because(
                        "a new arrow between features is a decision: list it in ArchitectureTest, or publish an event, or "
                                + "move what both need to core")
                .allowEmptyShould(true);
        ArchRule acyclic =
                slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
        return CompositeArchRule.of(listed).and(acyclic);
    }

    private ArchCondition<JavaClass> useListedFeaturesOnly() {
        return new ArchCondition<>("use listed features only: " + arrows) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(Features.this::isUnlisted)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private boolean isUnlisted(Dependency dependency) {
        String from = featureOf(dependency.getOriginClass());
        String to = featureOf(dependency.getTargetClass());
        boolean between = !to.isEmpty() && !to.equals(from) && !to.equals("core");
        return between && !arrows.contains(from + " -> " + to);
    }

    private String featureOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.", -1)[0] : "";
    }
}
