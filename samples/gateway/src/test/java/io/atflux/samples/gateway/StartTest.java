package io.atflux.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.config.GatewayProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What cannot be is refused when the service starts, by the property's name, and no secret is shown. */
class StartTest {

    private static final String[] GOOD = {
        "gateway.modems.depot-7.url=tcp://127.0.0.1:7001", "gateway.modems.depot-7.broker.host=broker.example"
    };

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(GatewayProperties.class)
    @Import(GatewayConfiguration.class)
    static class Bound {}

    @Test
    void aLineAndABrokerAreEnough() {
        runner.withPropertyValues(GOOD).run(context -> assertThat(context)
                .hasNotFailed()
                .getBean(GatewayProperties.class)
                .extracting(bound ->
                        bound.modems().values().iterator().next().broker().address())
                .isEqualTo("mqtt://broker.example:1883"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    url= | modems[depot-7].url
                    url=smoke:signal | modems[depot-7].url
                    broker.host= | modems[depot-7].broker.host
                    broker.port=70000 | modems[depot-7].broker.port
                    broker.tls.insecure=false | root certificate
                    broker.tls.trust=/nowhere.pem | /nowhere.pem
                    pin=12345678910 | modems[depot-7].pin
                    policy.check-every=1ms | modems[depot-7].policy
                    apn=a"b | modems[depot-7].apn
                    """)
    void whatCannotBeIsNamed(String property, String named) {
        runner.withPropertyValues(GOOD)
                .withPropertyValues("gateway.modems.depot-7." + property.strip())
                .run(context -> assertThat(context).getFailure().rootCause().satisfies(failure -> assertThat(
                                failure.toString())
                        .contains(named)
                        .doesNotContain("12345678910")));
    }

    @Test
    void aNameThatCannotBePartOfAnAddressIsRefused() {
        runner.withPropertyValues("gateway.modems[a/b].url=tcp://127.0.0.1:7001", "gateway.modems[a/b].broker.host=x")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("a modem's name"));
    }
}
