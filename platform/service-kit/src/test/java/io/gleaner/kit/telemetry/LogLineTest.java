package io.gleaner.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class LogLineTest {

    private final LoggerContext logback = new LoggerContext();

    @Test
    void a_log_line_names_service_trace_and_which_one() throws IOException {
        LoggingEvent event = new LoggingEvent(
                "", logback.getLogger("io.gleaner.kit.relay.ChangeRelay"), Level.WARN, "Relay failed", null, null);
        event.setMDCPropertyMap(Map.of("traceId", "0af7"));
        event.setKeyValuePairs(List.of(new KeyValuePair(LogKeys.RELAY, "tracking"), new KeyValuePair("delay", "PT1S")));

        assertThat(layout().doLayout(event))
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}\\S+ WARN  tracking \\[0af7] ChangeRelay Relay failed"
                        + " relay=\"tracking\" delay=\"PT1S\"\\R");
    }

    private PatternLayout layout() throws IOException {
        PatternLayout layout = new PatternLayout();
        layout.setContext(logback);
        layout.getInstanceConverterMap().put("wEx", ExtendedWhitespaceThrowableProxyConverter::new);
        layout.setPattern(pattern());
        layout.start();
        return layout;
    }

    private static String pattern() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("said", Map.of("gleaner.service", "tracking")));
        new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("gleaner-defaults.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment.getRequiredProperty("logging.pattern.console");
    }
}
