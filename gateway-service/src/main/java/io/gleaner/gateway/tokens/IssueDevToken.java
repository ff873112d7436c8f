package io.gleaner.gateway.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gleaner.contracts.Identifiers;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Attempt;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.events.Ids;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/dev/token}: any tenant, any user, any scope. */
final class IssueDevToken implements Endpoint {

    private static final String EVERY_SCOPE = "read write review admin";

    private final JWSSigner signer;
    private final Duration lifetime;
    private final Clock clock;
    private final Activities activities;

    IssueDevToken(JWSSigner signer, Duration lifetime, Clock clock, Activities activities) {
        this.signer = signer;
        this.lifetime = lifetime;
        this.clock = clock;
        this.activities = activities;
    }

    @Override
    public String operationId() {
        return "issueDevToken";
    }

    @Override
    public Mono<Answer> answer(Call call) {
        return Mono.fromCallable(() -> Answer.Whole.json(
                        200, Map.of("Cache-Control", "no-store"), Map.of("access_token", token(call.json()))))
                .flatMap(answer -> activities.written(Attempt.of(call, bearer(call.json())), Ids.next(), answer));
    }

    /** Nobody is known here but whom the token is for. */
    private static Caller bearer(JsonNode request) {
        return new Caller(
                request.required("tenant").stringValue(),
                request.required("user").stringValue(),
                Set.of());
    }

    private String token(JsonNode request) throws JOSEException {
        Instant now = clock.instant();
        String userId = request.required("user").stringValue();
        if (!Identifiers.isUserId(userId)) {
            throw Problem.invalid("/user", "expected " + Identifiers.PLAIN_TEXT);
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .subject(userId)
                        .claim("tenant", request.required("tenant").stringValue())
                        .claim("scope", request.path("scope").stringValue(EVERY_SCOPE))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(lifetime)))
                        .build());
        token.sign(signer);
        return token.serialize();
    }
}
