package io.atflux.simulation;

/**
 * Ties a reply to its command: a letter, five digits and a check digit, so that one damaged byte never turns one token
 * into another. The line is never damaged twice within one token.
 */
final class Token {

    static final int LENGTH = 7;

    private Token() {}

    static String of(char letter, int id) {
        char[] text = new char[LENGTH];
        text[0] = letter;
        int sum = 0;
        int rest = id;
        for (int i = 5; i >= 1; i--) {
            int digit = rest % 10;
            text[i] = (char) ('0' + digit);
            sum += digit;
            rest /= 10;
        }
        text[6] = (char) ('0' + sum % 10);
        return new String(text);
    }

    /** The number of a whole token, -1 if the text is none. */
    static int parse(char letter, String text) {
        if (text.length() != LENGTH || text.charAt(0) != letter) {
            return -1;
        }
        int id = 0;
        int sum = 0;
        for (int i = 1; i < LENGTH; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            if (i < LENGTH - 1) {
                id = id * 10 + digit;
                sum += digit;
            } else if (digit != sum % 10) {
                return -1;
            }
        }
        return id;
    }
}
