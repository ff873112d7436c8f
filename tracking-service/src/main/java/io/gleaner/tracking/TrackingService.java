package io.gleaner.tracking;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the tracking service. */
@SpringBootApplication
public class TrackingService {

    static void main(String[] args) {
        SpringApplication.run(TrackingService.class, args);
    }
}
