package io.atflux.internal.resync;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Draws the words of all sessions. The usual secure generator reads a file each time, which an event loop must not wait for. This
 * one computes after it is seeded.
 */
public final class SecureWords {

    static final RandomGenerator RANDOM = seeded();

    private SecureWords() {}

    /** Seeds the generator on the calling thread instead of an event loop. */
    public static void prepare() {
        // The call has initialised the class.
    }

    private static SecureRandom seeded() {
        SecureRandom random = computing();
        random.nextInt();
        return random;
    }

    /** NIST SP 800-90A; every Java since 9 has it. */
    private static SecureRandom computing() {
        try {
            return SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException unusual) {
            return new SecureRandom();
        }
    }
}
