package io.gleaner.testing.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Calls that write something into a log message that changes from one time to the next. */
final class FixedLogMessages {

    private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error", "log");
    private static final String TEXT = String.class.getName();

    private FixedLogMessages() {}

    static DescribedPredicate<JavaMethodCall> broken() {
        return DescribedPredicate.describe("fill in placeholders of a log message", FixedLogMessages::fillsIn);
    }

    private static boolean fillsIn(JavaMethodCall call) {
        return isOfLog(call.getTargetOwner())
                && (takesMore(call) || call.getName().equals("addArgument"));
    }

    private static boolean isOfLog(JavaClass owner) {
        return owner.isAssignableTo(Logger.class) || owner.isAssignableTo(LoggingEventBuilder.class);
    }

    /** A message alone is fixed, and so is one beside a failure. */
    private static boolean takesMore(JavaMethodCall call) {
        List<String> parameters = call.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .toList();
        return LEVELS.contains(call.getName())
                && !parameters.equals(List.of(TEXT))
                && !parameters.equals(List.of(TEXT, Throwable.class.getName()));
    }
}
