package io.atflux.samples.gateway.dashboard;

import java.nio.charset.Charset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.thymeleaf.context.IContext;
import org.thymeleaf.spring6.SpringWebFluxTemplateEngine;
import org.thymeleaf.templateresolver.ITemplateResolver;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Pages are rendered on threads that may be blocked: a template is read from a file when it is first used. */
@Configuration(proxyBeanMethods = false)
class Templates {

    @Bean
    SpringWebFluxTemplateEngine templateEngine(ObjectProvider<ITemplateResolver> resolvers) {
        SpringWebFluxTemplateEngine engine = new Elsewhere();
        resolvers.orderedStream().forEach(engine::addTemplateResolver);
        return engine;
    }

    /** The engine reads files when it is first used, which may be by a stream. */
    @Bean
    SmartInitializingSingleton initialised(SpringWebFluxTemplateEngine engine) {
        return engine::getConfiguration;
    }

    private static final class Elsewhere extends SpringWebFluxTemplateEngine {

        @Override
        public Publisher<DataBuffer> processStream(
                String template,
                @Nullable Set<String> selectors,
                IContext context,
                DataBufferFactory buffers,
                MediaType type,
                Charset charset,
                int chunk) {
            return Flux.from(super.processStream(template, selectors, context, buffers, type, charset, chunk))
                    .subscribeOn(Schedulers.boundedElastic());
        }
    }
}
