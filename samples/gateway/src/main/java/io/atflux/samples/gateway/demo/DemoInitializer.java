package io.atflux.samples.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/** In the profile demo: starts modems and a broker before the gateway, and configures it to use them. */
public final class DemoInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!context.getEnvironment().acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        DemoWorld world = start();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("demo", world.properties()));
        // As a bean it is closed after all that uses it.
        ((BeanDefinitionRegistry) context.getBeanFactory())
                .registerBeanDefinition(
                        "demoWorld",
                        BeanDefinitionBuilder.genericBeanDefinition(DemoWorld.class, () -> world)
                                .setLazyInit(false)
                                .getBeanDefinition());
    }

    private static DemoWorld start() {
        try {
            return new DemoWorld("depot-7", "harbour");
        } catch (IOException failure) {
            throw new UncheckedIOException("the demo does not start", failure);
        }
    }
}
