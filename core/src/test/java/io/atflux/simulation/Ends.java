package io.atflux.simulation;

/** The characters at the end of a line, and before the first line of an answer. */
enum Ends {
    CR_LF("\r\n"),
    LF("\n"),
    CR("\r"),
    CR_CR_LF("\r\r\n"),
    LF_CR("\n\r");

    final String text;

    Ends(String text) {
        this.text = text;
    }

    /** The modem's output, which is written with CR LF; of a text only the line ends around it. */
    String around(Frame.Kind kind, String printed) {
        if (this == CR_LF || kind == Frame.Kind.ECHO) {
            return printed;
        }
        if (kind.isText() || kind == Frame.Kind.COUNTED) {
            boolean led = printed.startsWith(CR_LF.text);
            return (led ? text : "") + printed.substring(led ? 2 : 0, printed.length() - 2) + text;
        }
        return printed.replace(CR_LF.text, text);
    }
}
