package io.atflux.modem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries common access points one after another, as the L610's application guide advises if the right one is not known (FAQ: what
 * is the APN). If the program declared access points for this SIM, only those are tried. Otherwise: those of its operator, those
 * of other operators in its country, then {@code internet}, which most operators accept. At most five, one dial each. The one
 * that worked is remembered by the card's number, and tried first the next time. Immutable.
 *
 * <p>Use one object for all connections to a module, so that they share the memory.
 */
public final class ApnPresets implements ApnChoice {

    /** The limit on the candidates of any choice. */
    static final int MOST = 5;

    private static final Apn COMMONEST = Apn.of("internet");

    private final ApnTable table;
    private final ApnMemory memory;

    private ApnPresets(Builder builder) {
        this.table = builder.table;
        this.memory = builder.memory == null ? new ProcessApnMemory(true) : builder.memory;
    }

    /** Starts from {@link ApnTable#common()}, and the memory of the modem that uses the presets, or else of the process. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. Copies share the memory. */
    public Builder mutate() {
        return new Builder().table(table).memory(memory);
    }

    /** The first of the candidates for a card of which only the subscriber is known. */
    @Override
    public Apn forImsi(Imsi imsi) {
        return candidates(SimCard.of(imsi)).get(0);
    }

    @Override
    public List<Apn> candidates(SimCard card) {
        List<Apn> own = table.own(card);
        if (!own.isEmpty()) {
            return own;
        }
        List<Apn> all = new ArrayList<>();
        table.listed(card.imsi()).forEach(apn -> add(all, apn));
        table.neighbours(card.imsi()).forEach(apn -> add(all, apn));
        add(all, COMMONEST);
        return List.copyOf(all);
    }

    /** Adds each name once, with the credentials that come first. */
    private static void add(List<Apn> all, Apn apn) {
        if (all.size() < MOST && all.stream().noneMatch(one -> one.name().equalsIgnoreCase(apn.name()))) {
            all.add(apn);
        }
    }

    @Override
    public boolean asksForIccid() {
        return table.asksForIccid();
    }

    @Override
    public ApnMemory memory() {
        return memory;
    }

    @Override
    public String toString() {
        return "presets of " + table;
    }

    /** Collects the values of the presets. Not thread-safe. */
    public static final class Builder {

        private ApnTable table = ApnTable.common();
        private @Nullable ApnMemory memory;

        private Builder() {}

        /** The access points. Default: {@link ApnTable#common()}. */
        public Builder table(ApnTable other) {
            table = other;
            return this;
        }

        /**
         * The memory of the access point that worked. Default: that of the modem ({@link Modem#remembering}), such as a link's
         * outbox; else in the process.
         */
        public Builder memory(ApnMemory other) {
            memory = other;
            return this;
        }

        /** The presets with these values. */
        public ApnPresets build() {
            return new ApnPresets(this);
        }
    }
}
