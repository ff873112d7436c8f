package io.gleaner.kit;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that consists of the kit alone. */
@SpringBootApplication
public class KitApplication {}
