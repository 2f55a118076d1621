package io.atflux.samples.link;

import io.atflux.link.LinkCause;
import io.atflux.link.Rung;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks the commands written to the module: no rung beyond its budget or for a cause that it cannot mend, no PIN
 * twice.
 */
final class Wire {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /** Causes that neither radio, nor restart, nor power mends, independently of the link's own table. */
    private static final Set<LinkCause> IN_VAIN = EnumSet.of(
            LinkCause.SIM_MISSING,
            LinkCause.SIM_PIN_WANTED,
            LinkCause.SIM_PIN_WRONG,
            LinkCause.SIM_PUK_WANTED,
            LinkCause.SIM_FAILURE,
            LinkCause.REGISTRATION_DENIED,
            LinkCause.APN_REFUSED,
            LinkCause.CREDENTIALS_REFUSED,
            LinkCause.IDENTITY_IN_USE,
            LinkCause.SUBSCRIPTION_REFUSED,
            LinkCause.TLS_CERTIFICATE,
            LinkCause.TLS_CLOCK,
            LinkCause.MISCONFIGURED);

    private final Site site;
    private final StringBuilder line = new StringBuilder();
    private final ArrayDeque<Duration> radio = new ArrayDeque<>();
    private final ArrayDeque<Duration> resets = new ArrayDeque<>();
    private final ArrayDeque<Duration> power = new ArrayDeque<>();
    private final List<Hook> hooks = new ArrayList<>();
    private final List<Hook> printHooks = new ArrayList<>();
    private int pins;
    private @Nullable Duration breakAt;
    private Duration printedAt = Duration.ZERO;
    private boolean disturbed;
    private String afterNoise = "";
    private @Nullable Duration radioOffAt;
    private final Map<String, LinkCause> causes = new TreeMap<>();

    /** An action for the occurrence of a text. */
    private record Hook(String text, Runnable action) {}

    Wire(Site site) {
        this.site = site;
    }

    /** The last cause for which a link was not ready. */
    void cause(LinkUser user, @Nullable LinkCause why) {
        if (why != null) {
            causes.put(user.toString(), why);
        }
    }

    /** A dead host forgets its budgets, except those that its store has kept. */
    void forgetBudgetsSince(Duration moment) {
        for (ArrayDeque<Duration> window : List.of(radio, resets, power)) {
            window.removeIf(at -> at.compareTo(moment) >= 0);
        }
        pins = 0;
    }

    /** Runs the action once, when a command with this prefix is seen. */
    void when(String prefix, Runnable action) {
        hooks.add(new Hook(prefix, action));
    }

    /** Runs the action once, when the module prints the text. */
    void whenPrinted(String text, Runnable action) {
        printHooks.add(new Hook(text, action));
    }

    void written(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\r') {
                command(line.toString());
                line.setLength(0);
            } else if (b != '\n') {
                line.append((char) (b & 0xFF));
            }
        }
    }

    void printed(byte[] bytes) {
        printedAt = site.now();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean noise = site.history.isNow(History.Happening.LINE_NOISE);
        if (disturbed && !noise) {
            afterNoise = text;
        }
        disturbed = noise;
        if (text.contains("+MQTTBREAK: ")) {
            breakAt = site.now();
        }
        fire(printHooks, text::contains);
        site.trace(() -> "  < " + shown(bytes));
    }

    private static String shown(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }

    private static void fire(List<Hook> hooks, Predicate<String> fits) {
        for (Hook hook : List.copyOf(hooks)) {
            if (fits.test(hook.text)) {
                hooks.remove(hook);
                hook.action.run();
            }
        }
    }

    private void command(String text) {
        site.trace(() -> "  > " + text);
        fire(hooks, text::startsWith);
        if (text.startsWith("AT+CFUN=1,1")) {
            rung(Rung.RESET, resets, site.setup.options.recovery().resetsPerHour());
        } else if (text.equals("AT+CFUN=0") || text.equals("AT+CFUN=4")) {
            radioOff();
        } else if (text.equals("AT+CFUN=1")) {
            radioOffAt = null;
        } else if (text.startsWith("AT+CPIN=")) {
            pins++;
        }
    }

    /** The repetition of an unanswered command is not another radio cycle. */
    private void radioOff() {
        Duration before = radioOffAt;
        radioOffAt = site.now();
        if (before == null || site.now().minus(before).compareTo(AGAIN) > 0) {
            rung(Rung.RADIO, radio, site.setup.options.recovery().radioCyclesPerHour());
        }
    }

    void powerHook() {
        rung(Rung.POWER, power, site.setup.options.recovery().powerCyclesPerHour());
    }

    private void rung(Rung rung, ArrayDeque<Duration> window, int budget) {
        Duration now = site.now();
        while (!window.isEmpty() && now.minus(window.peek()).compareTo(HOUR) >= 0) {
            window.remove();
        }
        window.add(now);
        site.trace(rung + " for " + causes + ", " + window.size() + " of " + budget + " within the hour");
        site.verdict.require(window.size() <= budget, rung + " more often than " + budget + " times an hour");
        // One of the module's links is sufficient as a reason.
        boolean inVain = !causes.isEmpty()
                && causes.values().stream().allMatch(why -> IN_VAIN.contains(why) || !why.isMendableBy(rung));
        site.verdict.require(!inVain, rung + " for " + causes + ", which it cannot mend");
    }

    /** Whether the module has printed nothing since that moment. */
    boolean isQuietSince(Duration moment) {
        return printedAt.compareTo(moment) < 0;
    }

    /** Whether the payload came directly after a damaged line, whose message may have been left open. */
    boolean cameAfterNoise(String payload) {
        return afterNoise.contains(payload);
    }

    /** The time of the last reported break. */
    @Nullable
    Duration breakAt() {
        return breakAt;
    }

    int pins() {
        return pins;
    }
}
