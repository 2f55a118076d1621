package io.atflux.internal.resync;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Words for a modem that takes no row of reads: a word sets and reads register S8 three times, 24 random bits in all, and restores
 * its default (V.250 6.3.11). Basic commands need no separator (V.250 5.2.1).
 */
final class Registers {

    private static final int TIMES = 3;

    private Registers() {}

    static Word draw(RandomGenerator random) {
        StringBuilder line = new StringBuilder("AT");
        List<String> answers = new ArrayList<>(TIMES);
        for (int i = 0; i < TIMES; i++) {
            String value = Integer.toString(random.nextInt(256));
            line.append("S8=").append(value).append("S8?");
            answers.add(value);
        }
        return new Word(Word.Kind.REGISTER, line.append("S8=2").toString(), answers);
    }
}
