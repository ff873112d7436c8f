package io.gleaner.kit;

import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestDatabase;
import io.gleaner.testing.TestTokens;
import io.gleaner.testing.TestTopics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Base of tests of the kit in a running service; all of them share one context, database and topic prefix. */
@OnRealServers
@SpringBootTest(classes = KitApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class OnKit {

    protected static final TestDatabase DATABASE = TestDatabase.of("upload");
    protected static final TestTokens TOKENS = TestTokens.fresh();
    private static final TestTopics TOPICS = TestTopics.fresh();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        TOPICS.register(registry);
        TOKENS.register(registry);
    }
}
