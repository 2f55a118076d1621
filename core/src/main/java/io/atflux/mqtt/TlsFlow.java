package io.atflux.mqtt;

import io.atflux.command.AtReply;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.modem.Steps;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives the module what TLS needs: version, files, verification. The module forgets all of it when it is switched off, and
 * appends a file that is loaded twice; so what was loaded is remembered here, and not loaded again while the module still
 * has it.
 */
final class TlsFlow {

    /** A file that was loaded, and how many of its kind the module then had. */
    private record Loaded(byte[] pem, int count) {

        boolean isStill(byte[] wanted, int now) {
            return count > 0 && now >= count && Arrays.equals(pem, wanted);
        }
    }

    private final Map<TlsFile, Loaded> loaded = new ConcurrentHashMap<>();

    Mono<Void> run(Steps steps, MqttDialect dialect, TlsMaterial material) {
        return version(steps, dialect, material.version())
                .then(files(steps, dialect, material))
                .then(steps.send("TLS verification", () -> dialect.verifyServer(material.verify())))
                .then();
    }

    private static Mono<?> version(Steps steps, MqttDialect dialect, TlsVersion wanted) {
        return steps.send("TLS version?", dialect::tlsVersion).flatMap(now -> {
            if (now == wanted) {
                return Mono.empty();
            }
            return steps.send("TLS version", () -> dialect.setTlsVersion(wanted))
                    .then(steps.send("TLS version?", dialect::tlsVersion))
                    .flatMap(then -> then == wanted
                            ? Mono.empty()
                            : Mono.error(new AtProtocolException(
                                    "the module stays at " + then + " instead of " + wanted,
                                    dialect.setTlsVersion(wanted).toString(),
                                    Outcome.REJECTED)));
        });
    }

    private Mono<?> files(Steps steps, MqttDialect dialect, TlsMaterial material) {
        if (material.files().isEmpty()) {
            return Mono.empty();
        }
        // All of them are looked at before the first is loaded: a bad one leaves the module as it was.
        return Mono.fromRunnable(() -> material.files().forEach((file, pem) -> dialect.loadTlsFile(file, pem, -1)))
                .then(counts(steps, dialect))
                .flatMapMany(counts -> Flux.fromIterable(new EnumMap<>(material.files()).entrySet())
                        .concatMap(
                                entry -> load(
                                        steps,
                                        dialect,
                                        entry.getKey(),
                                        entry.getValue(),
                                        counts.getOrDefault(entry.getKey(), -1)),
                                1))
                .then();
    }

    /** Some builds cannot say; then a file may be loaded once too often, which does no harm. */
    private static Mono<Map<TlsFile, Integer>> counts(Steps steps, MqttDialect dialect) {
        return steps.send("TLS files?", dialect::tlsFiles)
                .onErrorResume(AtRejectedException.class, no -> Mono.just(Map.of()));
    }

    private Mono<AtReply> load(Steps steps, MqttDialect dialect, TlsFile file, byte[] pem, int before) {
        Loaded known = loaded.get(file);
        if (known != null && known.isStill(pem, before)) {
            return Mono.empty();
        }
        return steps.send("TLS file", () -> dialect.loadTlsFile(file, pem, before))
                .doOnSuccess(reply -> loaded.put(file, new Loaded(pem, before + 1)));
    }
}
