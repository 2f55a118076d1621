package io.atflux.samples.modem.engine;

/** Why a command fails, in a form that AT+CMEE shows: a number or a text behind a name. Always in letters, whatever ATV says. */
public sealed interface ExtendedError permits CmeError, CmsError {

    /** What stands before number or text. */
    String header();

    /** What AT+CMEE=1 shows. */
    int code();

    /** What AT+CMEE=2 shows. */
    String text();
}
