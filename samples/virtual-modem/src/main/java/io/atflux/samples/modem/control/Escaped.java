package io.atflux.samples.modem.control;

/** Texts on one line: a backslash stands before n, r and itself. */
final class Escaped {

    private Escaped() {}

    static String write(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    /**
     * The unescaped text.
     *
     * @throws IllegalArgumentException if another character follows a backslash, or none
     */
    static String read(String written) {
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = ++i < written.length() ? written.charAt(i) : ' ';
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case '\\' -> text.append('\\');
                default -> throw new IllegalArgumentException("after a backslash come n, r or another one");
            }
        }
        return text.toString();
    }
}
