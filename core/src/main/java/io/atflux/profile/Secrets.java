package io.atflux.profile;

import io.atflux.line.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds secret parameters in a command line, whether or not it can be written. */
final class Secrets {

    private Secrets() {}

    /**
     * @param places indexes of secret parameters by command name
     * @return their values as written, in no order
     */
    static List<String> in(String line, Map<String, int[]> places) {
        List<String> found = new ArrayList<>(0);
        places.forEach((name, indexes) -> {
            for (int at = indexOf(line, name, 0); at >= 0; at = indexOf(line, name, at + 1)) {
                add(line, at + name.length(), indexes, found);
            }
        });
        return found;
    }

    /**
     * Finds a name at any position, also after basic commands or an unclosed quote: a module may parse the line in another way
     * than its author intended.
     */
    private static int indexOf(String line, String name, int from) {
        for (int at = from; at + name.length() <= line.length(); at++) {
            if (line.regionMatches(true, at, name, 0, name.length())) {
                return at;
            }
        }
        return -1;
    }

    private static void add(String line, int afterName, int[] indexes, List<String> found) {
        int at = afterName;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        if (at == line.length() || line.charAt(at) != '=') {
            return;
        }
        Parameters parameters = Parameters.parse(line.substring(at + 1, endOf(line, at + 1)), 0);
        for (int index : indexes) {
            found.add(parameters.text(index));
        }
    }

    /** The end of this command in the line; the line's end if a quote does not close. */
    private static int endOf(String line, int from) {
        boolean quoted = false;
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (line.charAt(i) == ';' && !quoted) {
                return i;
            }
        }
        return line.length();
    }
}
