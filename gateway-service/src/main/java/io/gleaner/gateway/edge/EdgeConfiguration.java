package io.gleaner.gateway.edge;

import io.github.bucket4j.TimeMeter;
import io.gleaner.gateway.contract.Contract;
import io.gleaner.gateway.contract.Operation;
import io.gleaner.kit.security.OpenPaths;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Puts the contract before the endpoints. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeProperties.class)
class EdgeConfiguration {

    @Bean
    OpenPaths openOperations(Contract contract) {
        return new OpenPaths(contract.operations().stream()
                .filter(operation -> operation.scope() == null)
                .map(Operation::path)
                .toList());
    }

    @Bean
    RouterFunction<ServerResponse> edge(
            Contract contract, EdgeProperties limits, Owners owners, Journal journal, List<Endpoint> endpoints) {
        RequestRates rates = new RequestRates(limits, TimeMeter.SYSTEM_NANOTIME);
        Bodies bodies = new Bodies((int) limits.maxBody().toBytes());
        ContractFilter filter = new ContractFilter(rates, bodies, new Traces(), journal);
        return new EdgeRoutes(contract, filter, owners, journal, endpoints).routes();
    }
}
