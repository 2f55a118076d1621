package io.atflux.samples.gateway;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxOptions;
import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.config.ModemsValidator;
import io.atflux.samples.gateway.fleet.Fleet;
import io.atflux.samples.gateway.publish.Fates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.Validator;

/** The parts of the service that are not controllers. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    /** Checks the configuration when it is bound; the service does not start with an invalid one. */
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

    /** Beside the outbox: it has the fates of the messages that are no longer in there. */
    @Bean
    @ConditionalOnProperty("gateway.outbox.file")
    Fates fates(GatewayProperties properties) {
        GatewayProperties.Outbox settings = properties.outbox();
        Path file = Objects.requireNonNull(settings.file());
        return new Fates(file.resolveSibling(file.getFileName() + ".fates"), settings.fates());
    }

    @Bean
    Fleet fleet(
            ObjectProvider<Outbox> outbox,
            ObjectProvider<Fates> fates,
            MeterRegistry meters,
            ObservationRegistry observations) {
        Fates memory = fates.getIfAvailable();
        return new Fleet(
                outbox.getIfAvailable(), meters, observations, memory == null ? (name, receipt) -> {} : memory::ended);
    }
}
