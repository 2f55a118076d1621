package io.atflux.link.request;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no other process and no earlier life of this one gives: a response to theirs must not be taken for one of ours. */
final class RequestIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RADIX = 36;

    private final String life = Long.toString(RANDOM.nextLong() & Long.MAX_VALUE, RADIX) + "-";
    private final AtomicLong last = new AtomicLong();

    String next() {
        return life + Long.toString(last.incrementAndGet(), RADIX);
    }
}
