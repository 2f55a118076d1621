package io.atflux.samples.link;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first deliveries of one client's messages are in the order in which the link received them. */
final class Order {

    private static final Pattern NUMBERED = Pattern.compile("(c\\d+)n(\\d{5}).*", Pattern.DOTALL);

    private final Site site;
    private final Map<String, Integer> latest = new HashMap<>();

    Order(Site site) {
        this.site = site;
    }

    void seen(WorldBroker.Seen message) {
        Matcher number = NUMBERED.matcher(message.payload());
        if (number.matches() && site.broker.timesSeen(message.payload()) == 1) {
            int given = Integer.parseInt(number.group(2));
            int before = latest.getOrDefault(number.group(1), -1);
            site.verdict.require(
                    given > before, number.group(1) + ": number " + given + " is first seen after number " + before);
            latest.put(number.group(1), given);
        }
    }
}
