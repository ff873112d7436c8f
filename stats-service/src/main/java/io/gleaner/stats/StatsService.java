package io.gleaner.stats;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the stats service. */
@SpringBootApplication
public class StatsService {

    static void main(String[] args) {
        SpringApplication.run(StatsService.class, args);
    }
}
