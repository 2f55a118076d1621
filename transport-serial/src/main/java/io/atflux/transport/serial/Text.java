package io.atflux.transport.serial;

import java.time.Duration;

/** Words for messages. */
final class Text {

    private Text() {}

    static String of(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
