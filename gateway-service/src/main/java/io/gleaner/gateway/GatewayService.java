package io.gleaner.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway service. */
@SpringBootApplication
public class GatewayService {

    static void main(String[] args) {
        SpringApplication.run(GatewayService.class, args);
    }
}
