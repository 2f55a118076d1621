package io.atflux.samples.modem.engine;

/**
 * The reason for a command's failure, as AT+CMEE shows it: a number or a text after a name. It is always in letters,
 * whatever ATV is set to.
 */
public sealed interface ExtendedError permits CmeError, CmsError {

    /** The text before the number or text. */
    String header();

    /** The number shown with AT+CMEE=1. */
    int code();

    /** The text shown with AT+CMEE=2. */
    String text();
}
