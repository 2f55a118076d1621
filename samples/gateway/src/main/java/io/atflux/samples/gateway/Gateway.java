package io.atflux.samples.gateway;

import io.atflux.samples.gateway.demo.DemoInitializer;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** The service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Gateway {

    /** Runs until it is stopped. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(Gateway.class);
        application.addInitializers(new DemoInitializer());
        application.addListeners((ApplicationListener<WebServerInitializedEvent>) Gateway::tell);
        application.run(arguments);
    }

    private static void tell(WebServerInitializedEvent started) {
        if (started.getApplicationContext().getServerNamespace() == null) {
            LoggerFactory.getLogger(Gateway.class)
                    .info(
                            "The fleet is at http://127.0.0.1:{}/",
                            started.getWebServer().getPort());
        }
    }
}
