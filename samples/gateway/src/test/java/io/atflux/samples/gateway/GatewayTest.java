package io.atflux.samples.gateway;

import io.atflux.samples.gateway.demo.DemoInitializer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** A test against the one gateway of all such tests: two virtual modems, an embedded broker, a free port. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.outbox.file=target/outbox-${random.uuid}.db",
            "gateway.security.requests-per-second=500",
            "demo.traffic=false"
        })
@ContextConfiguration(initializers = DemoInitializer.class)
@AutoConfigureWebTestClient(timeout = "20s")
@ActiveProfiles("demo")
public @interface GatewayTest {}
