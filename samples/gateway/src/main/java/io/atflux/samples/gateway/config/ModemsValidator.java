package io.atflux.samples.gateway.config;

import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.transport.AtTransports;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/** Finds, before anything starts, what atflux or the module would refuse later; names the property, and shows no secret. */
public final class ModemsValidator implements Validator {

    private static final L610Commands COMMANDS = L610Commands.of(L610Profile.defaults());

    @Override
    public boolean supports(Class<?> type) {
        return type == GatewayProperties.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        ((GatewayProperties) target)
                .modems()
                .forEach((name, modem) -> check("modems[" + name + "]", name, modem, errors));
    }

    private static void check(String at, String name, ModemProperties modem, Errors errors) {
        // Of a record that is not whole, the other validator says what is missing.
        if (modem.url() != null) {
            check(at + ".url", errors, () -> AtTransports.of(modem.url()));
        }
        check(at + ".apn", errors, () -> {
            if (LinkFactory.apn(modem) instanceof Apn apn) {
                COMMANDS.modem().setApn(apn);
            }
        });
        Secret pin = modem.pin();
        if (pin != null) {
            check(at + ".pin", errors, () -> COMMANDS.modem().enterPin(pin.text()));
        }
        if (modem.broker() != null && modem.broker().host() != null) {
            check(at + ".broker", errors, () -> check(LinkFactory.broker(modem.broker(), name)));
        }
        check(at + ".policy", errors, () -> LinkFactory.options(modem.policy()));
    }

    /** The module's own commands know its limits. */
    private static void check(Broker broker) {
        COMMANDS.mqtt().user(1, broker.credentials());
        COMMANDS.mqtt().open(1, broker);
        TlsMaterial tls = broker.tls();
        if (tls != null) {
            tls.check();
        }
    }

    private static void check(String property, Errors errors, Runnable attempt) {
        if (errors.hasFieldErrors(property)) {
            return;
        }
        try {
            attempt.run();
        } catch (AtUsageException | IllegalArgumentException refused) {
            errors.rejectValue(property, "refused", String.valueOf(refused.getMessage()));
        }
    }
}
