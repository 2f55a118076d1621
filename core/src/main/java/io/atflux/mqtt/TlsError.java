package io.atflux.mqtt;

/**
 * The reason of the module's last TLS failure.
 *
 * @param code the module's number, 0 for none
 * @param text what it means
 */
public record TlsError(int code, String text) {

    @Override
    public String toString() {
        return "TLS error " + code + ": " + text;
    }
}
