package io.gleaner.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs Kafka and PostgreSQL. Both are running before it begins; a parameter of type {@link TestServers} says
 * where. One pair of servers serves a whole Maven run, so a test takes its own {@link TestDatabase} and {@link TestTopics}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RealServers.class)
public @interface OnRealServers {}
