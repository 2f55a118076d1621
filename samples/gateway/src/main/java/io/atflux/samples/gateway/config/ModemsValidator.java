package io.atflux.samples.gateway.config;

import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.transport.AtTransports;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/** Finds, before anything starts, values that atflux or the module would refuse later. Names the property, and shows no secret. */
public final class ModemsValidator implements Validator {

    private static final int LAST_PORT = 65_535;

    private static final L610Commands COMMANDS = L610Commands.of(L610Profile.defaults());

    @Override
    public boolean supports(Class<?> type) {
        return type == GatewayProperties.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        GatewayProperties properties = (GatewayProperties) target;
        Map<String, String> lines = new HashMap<>();
        properties.modems().forEach((name, modem) -> {
            String at = "modems[" + name + "]";
            check(at, name, modem, errors);
            String other = modem.url() == null ? null : lines.putIfAbsent(modem.url(), name);
            if (other != null) {
                errors.rejectValue(
                        at + ".url", "twice", "is that of modem " + other + " as well: one line has one modem");
            }
        });
        Set<Secret> tokens = new HashSet<>();
        properties.security().clients().forEach((name, client) -> {
            String at = "security.clients[" + name + "].token";
            quoted(at, client.token(), errors);
            if (client.token() != null && !tokens.add(client.token())) {
                errors.rejectValue(at, "twice", "is another client's as well: a token has to tell clients apart");
            }
        });
    }

    private static void check(String at, String name, ModemProperties modem, Errors errors) {
        // The other validator reports what is missing.
        if (modem.url() != null) {
            check(at + ".url", errors, () -> AtTransports.of(modem.url()));
        }
        check(at + ".apn", errors, () -> {
            if (LinkFactory.apn(modem) instanceof Apn apn) {
                COMMANDS.modem().setApn(apn);
            }
        });
        quoted(at + ".apnPassword", modem.apnPassword(), errors);
        Secret pin = modem.pin();
        quoted(at + ".pin", pin, errors);
        if (pin != null) {
            check(at + ".pin", errors, () -> COMMANDS.modem().enterPin(pin.text()));
        }
        if (modem.broker() != null) {
            quoted(at + ".broker.password", modem.broker().password(), errors);
        }
        if (modem.broker() != null && modem.broker().host() != null) {
            check(at + ".broker", name, modem.broker(), errors);
        }
        check(at + ".policy", errors, () -> LinkFactory.options(modem.policy()));
    }

    /** Each part of the identity alone, so that its own name is told; then all of it. */
    private static void check(String at, String name, BrokerProperties broker, Errors errors) {
        Credentials whole = LinkFactory.credentials(broker, name);
        check(at + ".clientId", errors, () -> COMMANDS.mqtt()
                .user(1, Credentials.builder().clientId(whole.clientId()).build()));
        check(at + ".user", errors, () -> COMMANDS.mqtt()
                .user(1, Credentials.builder().user(whole.user()).build()));
        check(at + ".password", errors, () -> COMMANDS.mqtt()
                .user(1, Credentials.builder().password(whole.password()).build()));
        Integer port = broker.port();
        // The other validator reports a port that cannot be.
        boolean possible = port == null || (port >= 1 && port <= LAST_PORT);
        if (possible && !errors.hasFieldErrors(at + "*")) {
            check(at, errors, () -> check(LinkFactory.broker(broker, name)));
        }
    }

    private static void quoted(String property, @Nullable Secret secret, Errors errors) {
        if (secret != null && !secret.isQuoted()) {
            errors.rejectValue(
                    property, "unquoted", "is a number for YAML, which may not be what it says: put it in quotes");
        }
    }

    /** Builds the module's commands, which check its limits. */
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
