package io.atflux.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.validation.Validator;

/** An invalid configuration is refused at start by the property's name, and no secret is shown. */
class StartTest {

    private static final String[] GOOD = {
        "gateway.modems.depot-7.url=tcp://127.0.0.1:7001", "gateway.modems.depot-7.broker.host=broker.example"
    };

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(GatewayProperties.class)
    static class Bound {

        @Bean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)
        static Validator validator() {
            return GatewayConfiguration.modemsValidator();
        }
    }

    @Test
    void aLineAndABrokerAreEnough() {
        runner.withPropertyValues(GOOD).run(context -> assertThat(context)
                .hasNotFailed()
                .getBean(GatewayProperties.class)
                .extracting(bound ->
                        bound.modems().values().iterator().next().broker().address())
                .isEqualTo("mqtt://broker.example:1883"));
    }

    @Test
    void aSecretComesFromAFileAndIsNotShown(@TempDir Path secrets) throws IOException {
        Files.writeString(secrets.resolve("gateway.modems.depot-7.broker.password"), "of-the-file");
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(GOOD)
                .withPropertyValues("spring.config.import=configtree:" + secrets + "/")
                .run(context -> assertThat(context.getBean(GatewayProperties.class)
                                .modems()
                                .values())
                        .singleElement()
                        .satisfies(
                                modem -> assertThat(modem.broker().password()).isEqualTo(Secret.valueOf("of-the-file")))
                        .satisfies(modem -> assertThat(modem.toString()).doesNotContain("of-the-file")));
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

    @ParameterizedTest
    @CsvSource({
        "gateway.modems.a.broker.host=x, modems.a.url",
        "gateway.modems.a.url=tcp://127.0.0.1:7001, modems.a.broker",
        "gateway.modems.a.url=tcp://127.0.0.1:7001;gateway.modems.a.broker.port=1, broker.host",
        "gateway.security.clients.a.roles=READ, clients.a.token",
    })
    void whatIsMissingIsNamed(String properties, String named) {
        runner.withPropertyValues(properties.split(";"))
                .run(context -> assertThat(context).getFailure().rootCause().satisfies(failure -> assertThat(
                                failure.toString().replaceAll("\\[(\\w+)]", ".$1"))
                        .contains(named)));
    }

    @ParameterizedTest
    @CsvSource({
        "modems.depot-7.pin, 0123456",
        "modems.depot-7.pin, 98765",
        "modems.depot-7.broker.password, 987654321987",
        "modems.depot-7.apn-password, 12.75",
        "security.clients.a.token, 12345678901234567890123"
    })
    void aSecretThatYamlTakesForANumberIsRefused(String property, String value, @TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("a.yml");
        Files.writeString(file, "gateway." + property + ": " + value);
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(GOOD)
                .withPropertyValues("spring.config.import=file:" + file, "gateway.security.clients.a.roles=READ")
                .withPropertyValues(
                        property.contains("clients") ? "x=" : "gateway.security.clients.a.token=tttttttttttttttt")
                .run(context -> assertThat(context).getFailure().rootCause().satisfies(failure -> assertThat(
                                failure.toString())
                        .contains("put it in quotes")
                        .doesNotContain(value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.modms.a.url",
                "gateway.modems.depot-7.broker.prt",
                "gateway.modems.depot-7.policy.first-wate",
                "gateway.outbox.fil",
                "gateway.security.requests-per-minute",
                "gateway.whatever"
            })
    void aPropertyThatIsUnknownIsRefusedByItsName(String name) {
        runner.withPropertyValues(GOOD).withPropertyValues(name + "=s3cret").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .satisfies(
                        failure -> assertThat(failure.toString()).contains(name).doesNotContain("s3cret")));
    }

    @Test
    void aVariableOfTheEnvironmentIsTakenAndAnotherOneDisturbsNothing() {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                new SystemEnvironmentPropertySource(
                                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                        Map.of(
                                                "GATEWAY_MODEMS_DEPOT7_URL", "tcp://127.0.0.1:1",
                                                "GATEWAY_MODEMS_DEPOT7_BROKER_HOST", "broker.example",
                                                "GATEWAY_MODEMS_DEPOT7_BROKER_PASSWORD", "of-the-environment",
                                                "GATEWAY_HOME", "/opt/gateway"))))
                .run(context -> assertThat(context.getBean(GatewayProperties.class)
                                .modems()
                                .values())
                        .singleElement()
                        .satisfies(modem ->
                                assertThat(modem.broker().password()).isEqualTo(Secret.valueOf("of-the-environment"))));
    }

    @Test
    void aTokenOfTwoClientsIsRefused() {
        runner.withPropertyValues(
                        "gateway.security.clients.a.token=tttttttttttttttt", "gateway.security.clients.a.roles=READ",
                        "gateway.security.clients.b.token=tttttttttttttttt", "gateway.security.clients.b.roles=READ")
                .run(context -> assertThat(context).getFailure().rootCause().satisfies(failure -> assertThat(
                                failure.toString())
                        .contains("another client's")
                        .doesNotContain("tttt")));
    }

    @Test
    void aNameThatCannotBePartOfAnAddressIsRefused() {
        runner.withPropertyValues("gateway.modems[a/b].url=tcp://127.0.0.1:7001", "gateway.modems[a/b].broker.host=x")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("a modem's name"));
    }
}
