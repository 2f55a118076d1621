package io.atflux.standard;

/** The line ends: as V.250 5.7 defines them, as S3 and S4 were set, or as a serial server translated them. */
enum Dialect {
    CR_LF("\r", "\n"),
    LF("", "\n"),
    CR("\r", ""),
    CR_CR_LF("\r", "\r\n"),
    LF_CR("\n", "\r"),
    LF_LF("\n", "\n");

    private final String cr;
    private final String lf;

    Dialect(String cr, String lf) {
        this.cr = cr;
        this.lf = lf;
    }

    /** The bytes on the line for bytes that were printed with CR LF. */
    String translated(String printed) {
        StringBuilder out = new StringBuilder(printed.length() + 8);
        for (int i = 0; i < printed.length(); i++) {
            char c = printed.charAt(i);
            out.append(c == '\r' ? cr : c == '\n' ? lf : String.valueOf(c));
        }
        return out.toString();
    }

    /** Whether a text shows this dialect's whole gap between lines, perhaps only with the line ends around it. */
    boolean showsGap(String text) {
        return translated("\r\n" + text + "\r\n").contains(translated("\r\n\r\n"));
    }
}
