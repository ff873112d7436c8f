package io.gleaner.gateway.contract;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code openapi.yaml}, once. */
@Configuration(proxyBeanMethods = false)
class ContractConfiguration {

    @Bean
    Contract contract(Environment settings) throws IOException {
        YAMLMapper strict = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        try (InputStream yaml = new ClassPathResource("openapi.yaml").getInputStream()) {
            return ContractReader.read((ObjectNode) strict.readTree(yaml), settings::containsProperty);
        }
    }
}
