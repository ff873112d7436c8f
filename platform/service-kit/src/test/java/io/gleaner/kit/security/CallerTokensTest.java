package io.gleaner.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class CallerTokensTest {

    private final CallerTokens tokens = new CallerTokens();

    @Test
    void tenant_user_and_scopes_come_from_the_token() {
        assertThat(tokens.convert(jwt("acme", "alice", "read write")).block())
                .satisfies(token ->
                        assertThat(token.getDetails()).isEqualTo(new Caller("acme", "alice", Set.of("read", "write"))));
    }

    @Test
    void a_token_without_scope_has_none() {
        assertThat(tokens.convert(jwt("acme", "alice", null)).block())
                .satisfies(token -> assertThat(token.getDetails()).isEqualTo(new Caller("acme", "alice", Set.of())));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, alice, claim tenant",
                "a/b, alice, claim tenant",
                "_relay, alice, claim tenant",
                "acme, -, claim sub"
            })
    void a_token_without_tenant_or_user_is_no_valid_token(
            @Nullable String tenant, @Nullable String user, String reason) {
        assertThatThrownBy(() -> tokens.convert(jwt(tenant, user, "read")).block())
                .isInstanceOf(InvalidBearerTokenException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "alice\n", "a\0b", "\u007f", "\ud800", "no one has a name of a hundred and one"})
    void a_user_whom_no_event_could_name_is_no_valid_token(String user) {
        String sub = user.startsWith("no one") ? user.repeat(3).substring(0, 101) : user;

        assertThatThrownBy(() -> tokens.convert(jwt("acme", sub, "read")).block())
                .isInstanceOf(InvalidBearerTokenException.class)
                .hasMessageContaining("claim sub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|5f7c8ec7c33c6c004bbafe82", "josé ångström", "用户", "😀"})
    void a_user_of_any_script_can_be_named(String user) {
        String hundred = user.repeat(100 / user.codePointCount(0, user.length()));

        assertThat(tokens.convert(jwt("acme", hundred, "read")).block())
                .satisfies(
                        token -> assertThat(token.getDetails()).isEqualTo(new Caller("acme", hundred, Set.of("read"))));
    }

    private static Jwt jwt(@Nullable String tenant, @Nullable String user, @Nullable String scope) {
        Jwt.Builder jwt = Jwt.withTokenValue("x").header("alg", "RS256").claim("jti", "1");
        if (tenant != null) {
            jwt.claim("tenant", tenant);
        }
        if (user != null) {
            jwt.subject(user);
        }
        if (scope != null) {
            jwt.claim("scope", scope);
        }
        return jwt.build();
    }
}
