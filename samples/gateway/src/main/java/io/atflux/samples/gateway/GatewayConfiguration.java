package io.atflux.samples.gateway;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxOptions;
import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.config.ModemsValidator;
import io.atflux.samples.gateway.fleet.Fleet;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.Validator;

/** The parts of the service that are no controllers. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    /** Looks at the configuration when it is bound: what it finds keeps the service from starting. */
    @Bean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)
    static Validator modemsValidator() {
        return new ModemsValidator();
    }

    /** Closed by the life cycle, after the links that use it. */
    @Bean(destroyMethod = "")
    @ConditionalOnProperty("gateway.outbox.file")
    Outbox outbox(GatewayProperties properties) {
        GatewayProperties.Outbox settings = properties.outbox();
        return Outbox.sqlite(
                Objects.requireNonNull(settings.file()),
                OutboxOptions.builder().maxCount(settings.maxCount()).build());
    }

    @Bean
    Fleet fleet(ObjectProvider<Outbox> outbox) {
        return new Fleet(outbox.getIfAvailable());
    }
}
