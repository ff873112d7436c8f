package io.gleaner.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gleaner.testing.architecture.ServiceRules;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogRulesTest {

    @Test
    void the_kits_own_messages_are_fixed() {
        JavaClasses kit = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.gleaner.kit");

        ServiceRules.log_messages_are_fixed.check(kit);
    }

    @Test
    void a_message_with_placeholders_is_found_and_the_cure_told() {
        JavaClasses talkative = new ClassFileImporter().importClasses(Talkative.class);

        assertThatThrownBy(() -> ServiceRules.log_messages_are_fixed.check(talkative))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("4 times")
                .hasMessageContaining("addKeyValue(LogKeys.");
    }

    @Test
    void a_key_is_named_as_it_is_written() throws IllegalAccessException {
        for (Field key : LogKeys.class.getDeclaredFields()) {
            if (Modifier.isPublic(key.getModifiers())) {
                assertThat(key.get(null)).isEqualTo(key.getName().toLowerCase(Locale.ROOT));
            }
        }
        assertThat(Arrays.stream(LogKeys.class.getFields()).map(Field::getName)).contains("ERROR", "TOPIC");
    }

    @SuppressWarnings("unused") // only its byte code is looked at
    private static final class Talkative {

        private static final Logger LOG = LoggerFactory.getLogger(Talkative.class);

        static void fixed() {
            LOG.warn("it broke");
            LOG.warn("it broke", new IllegalStateException());
            LOG.atWarn().addKeyValue(LogKeys.ERROR, "x").log("it broke");
        }

        static void filledIn(String what) {
            LOG.warn("{} broke", what);
            LOG.info("{} broke {}", what, what);
            LOG.atWarn().log("{} broke", what);
            LOG.atWarn().addArgument(what).log("{} broke");
        }
    }
}
