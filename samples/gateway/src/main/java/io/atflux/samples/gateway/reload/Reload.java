package io.atflux.samples.gateway.reload;

import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.config.ModemsValidator;
import io.atflux.samples.gateway.config.WrongProperties;
import io.atflux.samples.gateway.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.stereotype.Component;
import org.springframework.validation.Validator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Looks at the watched files and folders each second. If one of them changed, Boot reads all configuration again, as it does at a start,
 * and the modems that differ are made anew. An invalid configuration changes nothing.
 */
@Component
public final class Reload implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final String MODEMS = "gateway.modems";
    /** The files of secrets have other names, and may be empty. */
    private static final Pattern CONFIGURATION = Pattern.compile(".*\\.(yml|yaml|properties)");
    /** A blank line, a comment, or a mark between documents. */
    private static final Pattern NOTHING = Pattern.compile("\\s*([#!].*|---|\\.\\.\\.)?\\s*");

    private final GatewayProperties properties;
    private final ConfigurableEnvironment environment;
    private final Fleet fleet;
    private final Validator validator;
    private @Nullable Disposable watching;
    private volatile @Nullable String problem;

    Reload(GatewayProperties properties, ConfigurableEnvironment environment, Fleet fleet, Validator validator) {
        this.properties = properties;
        this.environment = environment;
        this.fleet = fleet;
        this.validator = validator;
    }

    /** Why the latest configuration was not applied; null if it was. */
    public @Nullable String problem() {
        return problem;
    }

    @Override
    public void start() {
        if (!properties.watch().isEmpty()) {
            List<String> first = stamps();
            Flux<List<String>> looks = Flux.interval(Duration.ZERO, PACE, Schedulers.boundedElastic())
                    .onBackpressureDrop()
                    .map(tick -> stamps());
            watching = changes(first, looks)
                    .concatMap(changed -> apply(), 1)
                    .subscribe(done -> {}, lost -> LOG.error("configuration is no longer watched", lost));
        }
    }

    /** A change counts when two looks agree on it: a file that is half written is still growing. */
    static Flux<List<String>> changes(List<String> first, Flux<List<String>> looks) {
        return looks.buffer(2, 1)
                .filter(two -> two.size() == 2 && two.get(0).equals(two.get(1)))
                .map(two -> two.get(0))
                .startWith(first)
                .distinctUntilChanged()
                .skip(1);
    }

    /** Changes if a file does, also one that a symbolic link leads to. */
    private List<String> stamps() {
        List<String> stamps = new ArrayList<>();
        for (Path watched : properties.watch()) {
            try (Stream<Path> files = Files.walk(watched, 3)) {
                files.sorted().forEach(file -> stamps.add(stamp(file)));
            } catch (IOException | UncheckedIOException gone) {
                stamps.add(watched + " is not there, or not to be read");
            }
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException gone) {
            return file + " is gone";
        }
    }

    private Mono<List<String>> apply() {
        return Mono.fromCallable(this::read)
                .flatMap(changed -> fleet.configure(changed.modems()))
                .doOnNext(touched -> {
                    problem = null;
                    LOG.info("the configuration changed; modems made anew: {}", touched);
                })
                .onErrorResume(refused -> {
                    Throwable root = refused;
                    while (root.getCause() != null) {
                        root = root.getCause();
                    }
                    List<String> wrong = WrongProperties.in(root);
                    String why = wrong.isEmpty() ? root.getMessage() : String.join("; ", wrong);
                    problem = why;
                    LOG.error("the changed configuration is not applied: {}", why);
                    return Mono.empty();
                });
    }

    /** A writer may empty a file before it fills it. */
    private void refuseEmptyFiles() throws IOException {
        for (Path watched : properties.watch()) {
            try (Stream<Path> files = Files.walk(watched, 3)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (CONFIGURATION.matcher(file.toString()).matches()
                            && Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .lines()
                                    .allMatch(line -> NOTHING.matcher(line).matches())) {
                        throw new IllegalStateException(file + " has no configuration in it");
                    }
                }
            }
        }
    }

    /** Reads as Boot does at a start; properties that are not from files stay as they were then. */
    private GatewayProperties read() throws IOException {
        refuseEmptyFiles();
        StandardEnvironment fresh = new StandardEnvironment();
        for (PropertySource<?> source : environment.getPropertySources()) {
            boolean file = source.getClass().getSimpleName().contains("OriginTracked")
                    || source.getName().startsWith("Config ");
            if (!file && !source.getName().equals("configurationProperties")) {
                fresh.getPropertySources().remove(source.getName());
                fresh.getPropertySources().addLast(source);
            }
        }
        ConfigDataEnvironmentPostProcessor.applyTo(
                fresh, new DefaultResourceLoader(), new DefaultBootstrapContext(), environment.getActiveProfiles());
        GatewayProperties read = Binder.get(fresh)
                .bindOrCreate(
                        "gateway",
                        Bindable.of(GatewayProperties.class),
                        new ValidationBindHandler(
                                new NoUnboundElementsBindHandler(
                                        BindHandler.DEFAULT, new UnboundElementsSourceFilter()),
                                validator,
                                new ModemsValidator()));
        if (read.modems().isEmpty()
                && !fresh.containsProperty(MODEMS)
                && fleet.all().stream().anyMatch(modem -> modem.source().equals(Fleet.CONFIGURED))) {
            throw new IllegalStateException(
                    "nothing says " + MODEMS + " any more; " + MODEMS + ": {} would remove all modems");
        }
        return read;
    }

    @Override
    public void stop() {
        Disposable running = watching;
        if (running != null) {
            running.dispose();
            watching = null;
        }
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }

    @Override
    public int getPhase() {
        return 2;
    }
}
