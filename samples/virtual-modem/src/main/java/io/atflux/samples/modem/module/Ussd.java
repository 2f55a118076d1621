package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.engine.AtEngine;
import io.atflux.samples.modem.message.PduReader;
import io.atflux.samples.modem.message.UserData;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Unstructured supplementary services (27.007 clause 7.15): one dialogue at a time, begun by either side. */
public final class Ussd {

    /** {@code <m>}: no further action required. */
    public static final int DONE = 0;
    /** {@code <m>}: further user action required. */
    public static final int ASKS = 1;
    /** {@code <m>}: terminated by the network. */
    public static final int ENDED = 2;

    private static final int TIMED_OUT = 5;
    private static final int SEVEN_BIT = 15;
    private static final int UCS2 = 72;

    private final Switches switches;
    private final Clock clock;
    private final AtEngine engine;
    private final MessageSettings settings;
    private @Nullable String request;
    private Clock.@Nullable Timer patience;
    /** AT+CUSD=1: answers are printed. */
    public boolean shown;

    /** The state without a dialogue. */
    public Ussd(Switches switches, Clock clock, AtEngine engine, MessageSettings settings) {
        this.switches = switches;
        this.clock = clock;
        this.engine = engine;
        this.settings = settings;
    }

    /** The host sends a request or an answer. */
    public void request(String text) {
        cancel();
        request = text;
        String answer = switches.text(Switch.USSD_ANSWER);
        patience = answer.isEmpty()
                ? clock.schedule(Duration.ofMillis(switches.number(Switch.USSD_LIMIT)), () -> tell(TIMED_OUT, ""))
                : clock.schedule(switches.time(Switch.USSD_TIME), () -> tell(DONE, answer));
    }

    /** The host ends the dialogue. */
    public void cancel() {
        request = null;
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }

    /** The host's request that the network has not answered, or null. */
    public @Nullable String open() {
        return request;
    }

    /** The network answers, or begins a dialogue. */
    public void tell(int kind, String text) {
        cancel();
        if (!shown) {
            return;
        }
        if (text.isEmpty()) {
            engine.urc("+CUSD: " + kind);
            return;
        }
        boolean sevenBit = UserData.inSevenBits(text);
        String written = sevenBit
                ? new String(settings.characters.encode(text), StandardCharsets.ISO_8859_1)
                : PduReader.hex(text.getBytes(StandardCharsets.UTF_16BE));
        engine.urc("+CUSD: " + kind + ",\"" + written + "\"," + (sevenBit ? SEVEN_BIT : UCS2));
    }
}
