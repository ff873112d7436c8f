package io.gleaner.pattern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the pattern service. */
@SpringBootApplication
public class PatternService {

    static void main(String[] args) {
        SpringApplication.run(PatternService.class, args);
    }
}
