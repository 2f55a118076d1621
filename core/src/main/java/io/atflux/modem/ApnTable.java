package io.atflux.modem;

import io.atflux.error.AtUsageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Access points by card, by subscriber and by network. The program's entries take precedence over the public list: an entry for
 * the card, then the one with the longest prefix of the IMSI. Immutable.
 *
 * <pre>{@code
 * ApnTable.common().mutate()
 *         .forCard(new Iccid("89860446161990000010"), Apn.of("factory.example"))
 *         .forPrefix("26201", Apn.of("iot.example"), Apn.of("internet.telekom"))
 *         .build();
 * }</pre>
 */
public final class ApnTable implements ApnChoice {

    private static final ApnTable COMMON = new Builder().publicList(true).build();

    private final Map<Iccid, List<Apn>> byCard;
    private final Map<String, List<Apn>> byPrefix;
    private final boolean publicList;

    private ApnTable(Builder builder) {
        this.byCard = Map.copyOf(builder.byCard);
        this.byPrefix = Map.copyOf(builder.byPrefix);
        this.publicList = builder.publicList;
    }

    /**
     * The access points published by operators: China Mobile, China Unicom and China Telecom as in the L610's application guide,
     * and some 500 more operators world-wide. The first call reads the list on the calling thread.
     */
    public static ApnTable common() {
        PublicApns.prepare();
        return COMMON;
    }

    /** Starts from an empty table. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        Builder builder = new Builder().publicList(publicList);
        builder.byCard.putAll(byCard);
        builder.byPrefix.putAll(byPrefix);
        return builder;
    }

    /**
     * Adds an access point, or replaces it.
     *
     * @param networks country and network codes, five or six digits each: {@code 26201}
     */
    public ApnTable with(Apn apn, String... networks) {
        Builder builder = mutate();
        for (String network : networks) {
            if (!network.matches("[0-9]{5,6}")) {
                throw new IllegalArgumentException("a network code has five or six digits: " + network);
            }
            builder.forPrefix(network, apn);
        }
        return builder.build();
    }

    /** The first access point for a card of which only the subscriber is known. */
    @Override
    public Apn forImsi(Imsi imsi) {
        return candidates(SimCard.of(imsi)).get(0);
    }

    /** All the program's entries for this card, or the first one of the public list. */
    @Override
    public List<Apn> candidates(SimCard card) {
        List<Apn> own = own(card);
        List<Apn> known = own.isEmpty() ? listed(card.imsi()) : own;
        if (known.isEmpty()) {
            throw new AtUsageException(
                    AtUsageException.Reason.NO_APN,
                    "no APN is known for network " + card.imsi().network(2) + " (IMSI " + card.imsi() + "): give one",
                    "AT+CGDCONT");
        }
        return own.isEmpty() ? known.subList(0, 1) : known;
    }

    /** Whether there is an entry for a card. */
    @Override
    public boolean asksForIccid() {
        return !byCard.isEmpty();
    }

    /** The program's entries for the card; empty for none. */
    List<Apn> own(SimCard card) {
        List<Apn> forCard = card.iccid().map(byCard::get).orElse(null);
        String digits = card.imsi().digits();
        for (int length = digits.length(); forCard == null && length >= 0; length--) {
            forCard = byPrefix.get(digits.substring(0, length));
        }
        return forCard == null ? List.of() : forCard;
    }

    /** The public list's entries for the SIM's operator, if the list is part of this table. */
    List<Apn> listed(Imsi imsi) {
        return publicList ? PublicApns.ofNetwork(imsi) : List.of();
    }

    /** The public list's entries for the SIM's country, if the list is part of this table. */
    List<Apn> neighbours(Imsi imsi) {
        return publicList ? PublicApns.ofCountry(imsi) : List.of();
    }

    /** The number of entries. */
    @Override
    public String toString() {
        return "access points by the SIM (" + (byCard.size() + byPrefix.size()) + " of one's own"
                + (publicList ? ", then the public list)" : ")");
    }

    /**
     * Collects access points. Each call replaces the entry of the same key; several access points are tried in turn. Not
     * thread-safe.
     */
    public static final class Builder {

        private final Map<Iccid, List<Apn>> byCard = new HashMap<>();
        private final Map<String, List<Apn>> byPrefix = new HashMap<>();
        private boolean publicList;

        private Builder() {}

        /** For one card, by its own number, which the module then has to report. */
        public Builder forCard(Iccid card, Apn... apns) {
            byCard.put(card, given(apns));
            return this;
        }

        /** For one subscriber. */
        public Builder forSubscriber(Imsi imsi, Apn... apns) {
            byPrefix.put(imsi.digits(), given(apns));
            return this;
        }

        /**
         * For all subscribers whose IMSI begins with the prefix; the longest prefix wins.
         *
         * @param prefix 3 to 15 digits: a country (262), a network of it (26201, 310410), or more
         */
        public Builder forPrefix(String prefix, Apn... apns) {
            if (!prefix.matches("[0-9]{3,15}")) {
                throw new IllegalArgumentException("a prefix of an IMSI has 3 to 15 digits: " + prefix);
            }
            byPrefix.put(prefix, given(apns));
            return this;
        }

        /** For all subscribers without an entry, including those in the public list. */
        public Builder forAll(Apn... apns) {
            byPrefix.put("", given(apns));
            return this;
        }

        /** Whether the public list is used for subscribers without an entry here. Default: no. */
        public Builder publicList(boolean on) {
            publicList = on;
            return this;
        }

        /** The table with these values. */
        public ApnTable build() {
            return new ApnTable(this);
        }

        private static List<Apn> given(Apn... apns) {
            if (apns.length == 0) {
                throw new IllegalArgumentException("no access point is given");
            }
            return List.of(apns);
        }
    }
}
