package io.atflux.outside;

/** One unsolicited result code that the peer printed. */
final class Notice {

    final String token;
    final String text;
    final boolean catalogued;
    final boolean isText;
    boolean damaged;
    boolean lost;
    boolean delivered;
    boolean listened;
    int received;
    long at;

    Notice(String token, String text, boolean catalogued, boolean isText) {
        this.token = token;
        this.text = text;
        this.catalogued = catalogued;
        this.isText = isText;
    }
}
