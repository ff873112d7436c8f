package io.gleaner.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the network policies allow, as a cluster's network would read them; namespaces other than ours are not known. */
record Network(List<Resource> policies) {

    static Network of(List<Resource> resources) {
        return new Network(resources.stream()
                .filter(resource -> resource.kind().equals("NetworkPolicy"))
                .toList());
    }

    /** Whether a pod with the first labels may connect to this port of a pod with the other labels. */
    boolean allows(Map<String, String> from, Map<String, String> to, String port) {
        return side(to, "Ingress", "from", from, port) && side(from, "Egress", "to", to, port);
    }

    /** The policies that let a pod with these labels talk with addresses outside. */
    Stream<Resource> toTheOutside(Map<String, String> labels) {
        return selecting(labels, "Egress")
                .filter(policy -> policy.body().findValues("ipBlock").size() > 0);
    }

    /** The namespaces from which a port of a pod with these labels is reached. */
    Stream<String> namespacesReaching(Map<String, String> labels, String port) {
        return selecting(labels, "Ingress")
                .flatMap(policy -> policy.at("/spec/ingress").valueStream())
                .filter(rule -> hasPort(rule, port))
                .flatMap(rule -> rule.path("from").valueStream())
                .flatMap(peer ->
                        peer.at("/namespaceSelector/matchLabels").valueStream().map(JsonNode::asString));
    }

    private boolean side(
            Map<String, String> pod, String direction, String peers, Map<String, String> other, String port) {
        return selecting(pod, direction)
                .flatMap(policy -> policy.at("/spec/" + direction.toLowerCase(java.util.Locale.ROOT))
                        .valueStream())
                .filter(rule -> hasPort(rule, port))
                .flatMap(rule -> rule.path(peers).valueStream())
                .anyMatch(peer -> !peer.has("namespaceSelector")
                        && peer.has("podSelector")
                        && matches(peer.path("podSelector"), other));
    }

    private Stream<Resource> selecting(Map<String, String> labels, String direction) {
        return policies.stream()
                .filter(policy -> policy.at("/spec/policyTypes")
                        .valueStream()
                        .anyMatch(type -> type.asString().equals(direction)))
                .filter(policy -> matches(policy.at("/spec/podSelector"), labels));
    }

    private static boolean hasPort(JsonNode rule, String port) {
        return rule.path("ports")
                .valueStream()
                .anyMatch(one -> one.path("port").asString().equals(port));
    }

    private static boolean matches(JsonNode selector, Map<String, String> labels) {
        boolean byLabels = labels.entrySet()
                .containsAll(Resource.texts(selector.path("matchLabels")).entrySet());
        return byLabels
                && selector.path("matchExpressions")
                        .valueStream()
                        .allMatch(expression -> expression
                                .path("values")
                                .valueStream()
                                .anyMatch(value -> value.asString()
                                        .equals(labels.get(
                                                expression.path("key").asString()))));
    }
}
