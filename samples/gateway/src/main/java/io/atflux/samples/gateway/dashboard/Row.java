package io.atflux.samples.gateway.dashboard;

import io.atflux.link.LinkCause;
import io.atflux.samples.gateway.fleet.ManagedModem;
import io.atflux.samples.gateway.fleet.ModemView;
import io.atflux.samples.gateway.fleet.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A modem as a line of the fleet's table, and as the head of its own page.
 *
 * @param id of the element; of letters, digits, - and _
 * @param others what else the cause may be, in words; null for nothing
 * @param bars 0 to 4; null while the signal is not known
 * @param outage how long the last outage took; null if it lasts, or there was none
 */
public record Row(
        ModemView view,
        String id,
        Tone tone,
        String state,
        @Nullable String others,
        @Nullable String technology,
        @Nullable Integer bars,
        @Nullable String outage,
        @Nullable String outageCause,
        Strip strip) {

    private static final Duration WINDOW = Duration.ofHours(1);

    /**
     * A line of the table.
     *
     * @param before the line that is shown, whose strip is kept if the state is the same; null for none
     */
    static Row of(ManagedModem modem, @Nullable Row before) {
        ModemView view = modem.view();
        boolean same = before != null && before.state(before.view).equals(before.state(view));
        return of(view, before != null && same ? before.strip : Strip.of(modem.history(), WINDOW, Instant.now()));
    }

    /** The head of a page, which has a strip of its own. */
    static Row of(ManagedModem modem) {
        return of(modem.view(), Strip.NONE);
    }

    private List<@Nullable Object> state(ModemView view) {
        return Arrays.asList(view.since(), view.phase(), view.cause(), view.detail());
    }

    static Row of(ModemView view, Strip strip) {
        Tone tone = Tone.of(view.phase(), view.cause());
        Outage outage = view.lastOutage();
        return new Row(
                view,
                id(view.name()),
                tone,
                Words.phase(view.phase()),
                others(view),
                technology(view),
                view.dbm() == null ? null : Words.bars(view.dbm()),
                Words.length(outage),
                outage == null || outage.cause() == null ? null : Words.constant(outage.cause()),
                strip);
    }

    /** A name may have dots, which a selector takes for classes. */
    static String id(String name) {
        return "m-" + name.replace("_", "__").replace(".", "_d");
    }

    private static @Nullable String others(ModemView view) {
        String others = view.likely().stream()
                .filter(cause -> cause != view.cause())
                .map(LinkCause::meaning)
                .collect(Collectors.joining(" "));
        return others.isEmpty() ? null : others;
    }

    private static @Nullable String technology(ModemView view) {
        return view.technology() == null
                ? null
                : view.technology().replace('_', ' ').toUpperCase(Locale.ROOT);
    }

    /** The order of the table, as text: first those that need an operator. */
    public String rank() {
        return tone.ordinal() + view.name();
    }

    /** The numbers that change with each message and each look at the signal: {@code m-depot-7,12,40,0,-71,3}. */
    public String counts() {
        return id + "," + view.messagesIn() + "," + view.messagesOut() + ","
                + (view.outbox() == null ? "" : view.outbox()) + "," + (view.dbm() == null ? "" : view.dbm()) + ","
                + (bars == null ? "" : bars);
    }

    /** Whether nothing but these numbers differs. */
    boolean looksLike(Row other) {
        return look().equals(other.look());
    }

    private List<@Nullable Object> look() {
        return Arrays.asList(
                view.phase(),
                view.cause(),
                view.detail(),
                view.since(),
                view.nextAttemptAt(),
                view.operator(),
                technology,
                bars == null,
                view.bearer(),
                view.messagesFailed(),
                view.lastOutage());
    }

    /** For the window's title, which is seen if the page is not. */
    public String title() {
        return tone == Tone.OK ? view.name() : "(" + state + ") " + view.name();
    }
}
