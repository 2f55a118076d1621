package io.atflux.profile;

import io.atflux.command.FinalResult;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Error numbers and their texts: {@code +CME ERROR} (27.007 9.2) and {@code +CMS ERROR} (27.005 3.2.5). A module prints the
 * number or the text, as set by {@code AT+CMEE}; the table supplies the other one.
 */
public final class ErrorTable {

    /** An empty table. */
    public static final ErrorTable EMPTY = of(Map.of(), Map.of());

    private final Map<Integer, String> cme;
    private final Map<Integer, String> cms;
    private final Map<String, Integer> cmeNames;
    private final Map<String, Integer> cmsNames;
    private final Map<String, Integer> cmeNumbers;
    private final Map<String, Integer> cmsNumbers;

    /** A table of two maps from number to text: {@code +CME ERROR} and {@code +CMS ERROR}. */
    public static ErrorTable of(Map<Integer, String> cme, Map<Integer, String> cms) {
        return new ErrorTable(cme, cms, Map.of(), Map.of());
    }

    /**
     * @param cmeNames alternative texts of some numbers
     * @param cmsNames alternative texts of some numbers
     */
    ErrorTable(
            Map<Integer, String> cme,
            Map<Integer, String> cms,
            Map<String, Integer> cmeNames,
            Map<String, Integer> cmsNames) {
        this.cme = Map.copyOf(cme);
        this.cms = Map.copyOf(cms);
        this.cmeNames = Map.copyOf(cmeNames);
        this.cmsNames = Map.copyOf(cmsNames);
        this.cmeNumbers = invert(cme, cmeNames);
        this.cmsNumbers = invert(cms, cmsNames);
    }

    /** A number's own text takes precedence over another number's alternative text. */
    private static Map<String, Integer> invert(Map<Integer, String> table, Map<String, Integer> names) {
        Map<String, Integer> inverted = new HashMap<>();
        table.forEach((number, text) -> inverted.merge(key(text), number, Math::min));
        names.forEach((text, number) -> inverted.putIfAbsent(key(text), number));
        return Map.copyOf(inverted);
    }

    /**
     * Texts are compared by their letters and digits, because vendors differ in case, blanks, hyphens and brackets. 27.005 says
     * (U)SIM; others say SIM or USIM.
     */
    static String key(String text) {
        StringBuilder key = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                key.append(c);
            }
        }
        return key.toString().toLowerCase(Locale.ROOT).replace("usim", "sim");
    }

    /** This table with more pairs of {@code +CME ERROR}, which take precedence over those present. */
    public ErrorTable adding(Map<Integer, String> moreCme) {
        Map<Integer, String> all = new HashMap<>(cme);
        all.putAll(moreCme);
        return new ErrorTable(all, cms, cmeNames, cmsNames);
    }

    /** Decodes the text after {@code +CME ERROR:}, a number or a text. */
    public FinalResult.Cme cme(String value) {
        Integer number = number(value);
        return number != null
                ? new FinalResult.Cme(number, cme.get(number))
                : new FinalResult.Cme(cmeNumbers.get(key(value)), value.strip());
    }

    /** Decodes the text after {@code +CMS ERROR:}, a number or a text. */
    public FinalResult.Cms cms(String value) {
        Integer number = number(value);
        return number != null
                ? new FinalResult.Cms(number, cms.get(number))
                : new FinalResult.Cms(cmsNumbers.get(key(value)), value.strip());
    }

    private static @Nullable Integer number(String value) {
        String digits = value.strip();
        if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return Integer.valueOf(digits);
    }
}
