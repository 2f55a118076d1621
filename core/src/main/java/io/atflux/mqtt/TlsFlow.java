package io.atflux.mqtt;

import io.atflux.command.AtReply;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.modem.internal.ProgressReporter;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the module's TLS settings: version, files, verification. The module loses all of them at power-off. It appends a file
 * that is loaded twice, after which handshakes may fail. So a kind of file that the module already has is loaded only if it is
 * known to differ; a file from before this session is taken as the same.
 */
final class TlsFlow {

    private static final int UNKNOWN = -1;

    /** Both are created for the first material: most clients never have one. */
    private volatile Map<TlsFile, byte[]> loaded = Map.of();

    private volatile Set<TlsFile> foundThere = Set.of();
    private boolean begun;
    private volatile Clock clock = Clock.systemUTC();

    /** Possible explanations of a failed handshake; empty for none. */
    String doubts() {
        return foundThere.isEmpty()
                ? ""
                : "; the module had files from before, which were left as they are: " + new TreeSet<>(foundThere);
    }

    Mono<Void> run(ProgressReporter reporter, MqttDialect dialect, TlsMaterial material) {
        return Mono.fromRunnable(() -> look(dialect, material)).then(settings(reporter, dialect, material));
    }

    /** All files are checked before anything is sent: a bad one leaves the module unchanged. */
    private void look(MqttDialect dialect, TlsMaterial material) {
        begin();
        clock = material.clock();
        material.files().forEach((file, pem) -> dialect.loadTlsFile(file, pem, UNKNOWN));
        material.check();
    }

    private synchronized void begin() {
        if (!begun) {
            begun = true;
            loaded = new ConcurrentHashMap<>();
            foundThere = ConcurrentHashMap.newKeySet();
        }
    }

    /** Adds the clock's part to a reason that may be caused by the module's clock. */
    Mono<TlsError> refined(ProgressReporter reporter, MqttDialect dialect, TlsError error) {
        return TlsClockFlow.refined(reporter, dialect, error, clock);
    }

    private Mono<Void> settings(ProgressReporter reporter, MqttDialect dialect, TlsMaterial material) {
        return version(reporter, dialect, material.version())
                .then(
                        material.verify()
                                ? TlsClockFlow.run(reporter, dialect, material.moduleClock(), material.clock())
                                : Mono.empty())
                .then(files(reporter, dialect, material))
                .then(reporter.send("TLS verification", () -> dialect.verifyServer(material.verify())))
                .then();
    }

    private static Mono<?> version(ProgressReporter reporter, MqttDialect dialect, TlsVersion wanted) {
        Mono<AtReply> set = reporter.send("TLS version", () -> dialect.setTlsVersion(wanted));
        return reporter.send("TLS version?", dialect::tlsVersion)
                .<Mono<?>>map(now -> now == wanted ? Mono.empty() : set.then(took(reporter, dialect, wanted)))
                .onErrorResume(TlsFlow::isUnsupported, unasked -> Mono.just(set))
                .flatMap(Mono::then);
    }

    /** Some firmware accepts a version but keeps its own. */
    private static Mono<?> took(ProgressReporter reporter, MqttDialect dialect, TlsVersion wanted) {
        return reporter.send("TLS version?", dialect::tlsVersion)
                .flatMap(then -> then == wanted
                        ? Mono.empty()
                        : Mono.error(new AtProtocolException(
                                AtProtocolException.Reason.SETTING_WITHOUT_EFFECT,
                                "the module stays at " + then + " instead of " + wanted,
                                dialect.setTlsVersion(wanted).toString(),
                                Outcome.REJECTED,
                                null)));
    }

    /** Whether the dialect has no such query. */
    private static boolean isUnsupported(Throwable failure) {
        return failure instanceof AtUsageException bad && bad.reason() == AtUsageException.Reason.UNSUPPORTED;
    }

    private Mono<?> files(ProgressReporter reporter, MqttDialect dialect, TlsMaterial material) {
        if (material.files().isEmpty()) {
            return Mono.empty();
        }
        return counts(reporter, dialect)
                .flatMapMany(counts -> Flux.fromIterable(new EnumMap<>(material.files()).entrySet())
                        .concatMap(
                                entry -> load(
                                        reporter,
                                        dialect,
                                        entry.getKey(),
                                        entry.getValue(),
                                        count(counts, entry.getKey())),
                                1))
                .then();
    }

    /** A kind missing in an answer has no files; without an answer, nothing is known. */
    private static int count(Map<TlsFile, Integer> counts, TlsFile file) {
        return counts.isEmpty() ? UNKNOWN : counts.getOrDefault(file, 0);
    }

    private static Mono<Map<TlsFile, Integer>> counts(ProgressReporter reporter, MqttDialect dialect) {
        return reporter.send("TLS files?", dialect::tlsFiles)
                .onErrorResume(
                        failure -> failure instanceof AtRejectedException || isUnsupported(failure),
                        no -> Mono.just(Map.of()));
    }

    private Mono<AtReply> load(ProgressReporter reporter, MqttDialect dialect, TlsFile file, byte[] pem, int before) {
        byte[] known = before == 0 ? null : loaded.get(file);
        if (before > 0 && (known == null || Arrays.equals(known, pem))) {
            if (known == null) {
                foundThere.add(file);
            }
            return Mono.empty();
        }
        foundThere.remove(file);
        return reporter.send(
                        "TLS file: " + file.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        () -> dialect.loadTlsFile(file, pem, before))
                .doOnSuccess(reply -> loaded.put(file, pem));
    }
}
