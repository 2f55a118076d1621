package io.atflux.samples.link;

/**
 * The matching of topics and filters (MQTT 3.1.1, 4.7), implemented a second time to be independent of the link's code.
 */
final class Topics {

    private Topics() {}

    static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= given.length || !wanted[i].equals("+") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}
