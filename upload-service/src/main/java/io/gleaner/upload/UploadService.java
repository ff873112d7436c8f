package io.gleaner.upload;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the upload service. */
@SpringBootApplication
public class UploadService {

    static void main(String[] args) {
        SpringApplication.run(UploadService.class, args);
    }
}
