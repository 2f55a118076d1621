package io.atflux.modem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The access points published by operators, by network: {@code access-points.tsv}, read on first use. */
final class PublicApns {

    private static final String FILE = "access-points.tsv";

    private final Map<String, List<Apn>> byNetwork = new HashMap<>();
    /** By country code, the first access point of each operator. */
    private final Map<String, Set<Apn>> byCountry = new HashMap<>();

    private PublicApns(List<String> rows) {
        rows.stream().filter(row -> !row.startsWith("#")).forEach(this::add);
    }

    private void add(String row) {
        String[] columns = row.split("\t", -1);
        List<Apn> apns = new ArrayList<>();
        for (String text : columns[1].split(" ")) {
            apns.add(apn(text.split("/", -1)));
        }
        for (String network : columns[0].split(",")) {
            byNetwork.put(network, List.copyOf(apns));
            byCountry
                    .computeIfAbsent(network.substring(0, 3), country -> new LinkedHashSet<>())
                    .add(apns.get(0));
        }
    }

    private static Apn apn(String[] parts) {
        if (parts.length < 3) {
            return Apn.of(parts[0]);
        }
        Apn.Auth auth = parts.length > 3 ? Apn.Auth.CHAP : Apn.Auth.PAP;
        return Apn.builder(parts[0]).credentials(auth, parts[1], parts[2]).build();
    }

    /** Those of the SIM's operator; empty if its network is not listed. */
    static List<Apn> ofNetwork(Imsi imsi) {
        Map<String, List<Apn>> networks = Held.LIST.byNetwork;
        return networks.getOrDefault(imsi.network(3), networks.getOrDefault(imsi.network(2), List.of()));
    }

    /** The first one of each operator in the SIM's country, in the list's order. */
    static List<Apn> ofCountry(Imsi imsi) {
        return List.copyOf(Held.LIST.byCountry.getOrDefault(imsi.mcc(), Set.of()));
    }

    /** Reads the list on the calling thread, so that no event loop has to. */
    static void prepare() {
        Held.LIST.byNetwork.size();
    }

    /** Read once, on first use. */
    private static final class Held {

        static final PublicApns LIST = read();

        private static PublicApns read() {
            try (InputStream in = PublicApns.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException("the library is not complete: " + FILE + " is missing");
                }
                return new PublicApns(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                        .lines()
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
