package io.atflux.samples.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/** In the profile demo: starts modems ({@code demo.modems} of them) and a broker before the gateway, and configures it to use them. */
public final class DemoInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> NAMES = List.of("depot-7", "harbour");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!context.getEnvironment().acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        int modems = context.getEnvironment().getProperty("demo.modems", Integer.class, NAMES.size());
        DemoWorld world = start(modems);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("demo", world.properties()));
        // A bean, so that it is closed after its users.
        ((BeanDefinitionRegistry) context.getBeanFactory())
                .registerBeanDefinition(
                        "demoWorld",
                        BeanDefinitionBuilder.genericBeanDefinition(DemoWorld.class, () -> world)
                                .setLazyInit(false)
                                .getBeanDefinition());
    }

    private static DemoWorld start(int modems) {
        String[] names = IntStream.range(0, modems)
                .mapToObj(i -> i < NAMES.size() ? NAMES.get(i) : "site-%03d".formatted(i + 1))
                .toArray(String[]::new);
        try {
            return new DemoWorld(names);
        } catch (IOException failure) {
            throw new UncheckedIOException("the demo does not start", failure);
        }
    }
}
