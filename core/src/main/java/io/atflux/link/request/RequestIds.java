package io.atflux.link.request;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that differ from those of all other processes and of earlier runs of this one: a response to their requests must not match one of
 * ours.
 */
final class RequestIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RADIX = 36;

    private final String life = Long.toString(RANDOM.nextLong() & Long.MAX_VALUE, RADIX) + "-";
    private final AtomicLong last = new AtomicLong();

    String next() {
        return life + Long.toString(last.incrementAndGet(), RADIX);
    }
}
