package io.atflux.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines by which the session may prove that it is in step, and the modem's answers. */
final class Probes {

    /** The proving lines that a modem accepts. */
    enum Skill {
        /** Several extended commands in one line. */
        ROWS,
        /** Of several commands in one line only the first. */
        FIRST_ONLY,
        /** Refuses several extended commands in one line. */
        NO_ROWS,
        /** Takes single reads, and neither rows nor the register. */
        SINGLE
    }

    private static final Map<String, String> READS = Map.of(
            "+CMEE?",
            "+CMEE: 2",
            "+CFUN?",
            "+CFUN: 1",
            "+CGSN?",
            "+CGSN: \"867000000000000\"",
            "+IPR?",
            "+IPR: 115200");

    private static final List<String> SETTING_BACK = List.of("AT", "ATQ0V1E0", "ATS3=13S4=10S5=8Q0V1E0");

    private Probes() {}

    /** Resets the settings that may hide the modem's answers, or ends an incomplete line; its OK proves nothing. */
    static boolean isSettingBack(String line) {
        return SETTING_BACK.contains(line);
    }

    static boolean is(String line) {
        return isSettingBack(line)
                || isRegister(line)
                || (line.startsWith("AT+") && READS.keySet().containsAll(parts(line)));
    }

    static boolean isRegister(String line) {
        return line.matches("AT(S8=\\d{1,3}S8\\?){3}S8=2");
    }

    private static List<String> parts(String line) {
        return List.of(line.substring(2).split(";", -1));
    }

    /** The number of lines that prove that the session is in step; -1 if none do. */
    static int lines(String line) {
        if (isSettingBack(line)) {
            return -1;
        }
        return isRegister(line) ? 3 : parts(line).size();
    }

    /** The information lines, null if the modem answers ERROR. */
    static @Nullable List<String> answer(String line, Skill skill) {
        if (isSettingBack(line)) {
            return List.of();
        }
        if (isRegister(line) && skill == Skill.SINGLE) {
            return null;
        }
        if (isRegister(line)) {
            List<String> values = new ArrayList<>();
            for (String part : line.substring(2).split("S8\\?")) {
                if (part.startsWith("S8=") && values.size() < 3) {
                    values.add(String.format("%03d", Integer.parseInt(part.substring(3))));
                }
            }
            return values;
        }
        List<String> parts = parts(line);
        if (parts.size() > 1 && (skill == Skill.NO_ROWS || skill == Skill.SINGLE)) {
            return null;
        }
        return parts.stream()
                .limit(skill == Skill.FIRST_ONLY ? 1 : parts.size())
                .map(READS::get)
                .toList();
    }
}
