package io.atflux.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Every test fails if a thread was blocked that must not be, also if whatever called it swallowed the error. Threads of the
 * virtual modems and the broker are not looked at.
 */
public final class Blocked implements BlockHoundIntegration, AfterEachCallback {

    private static final Queue<BlockingOperationError> FOUND = new ConcurrentLinkedQueue<>();
    private static final List<String> OURS = List.of("atflux-", "reactor-http-", "parallel-", "single-");

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.blockingMethodCallback(method -> {
            if (isOurs(Thread.currentThread())) {
                BlockingOperationError error = new BlockingOperationError(method);
                FOUND.add(error);
                throw error;
            }
        });
    }

    private static boolean isOurs(Thread thread) {
        return OURS.stream().anyMatch(thread.getName()::startsWith);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<BlockingOperationError> found = new ArrayList<>();
        for (BlockingOperationError error = FOUND.poll(); error != null; error = FOUND.poll()) {
            found.add(error);
        }
        found.forEach(Throwable::printStackTrace);
        assertThat(found).isEmpty();
    }
}
