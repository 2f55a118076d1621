package io.atflux.samples.gateway.fleet;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** There is no modem of this name. */
public final class NoSuchModemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    NoSuchModemException(String name) {
        super(HttpStatus.NOT_FOUND);
        setTitle("No such modem");
        setDetail("There is no modem \"" + name + "\".");
    }
}
