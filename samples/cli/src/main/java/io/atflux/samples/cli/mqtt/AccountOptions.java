package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.TlsMaterial;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The user name and the password for a broker. */
public final class AccountOptions {

    /** The variable that keeps a password out of the list of processes. */
    static final String PASSWORD = "ATFLUX_PASSWORD";

    @Option(names = "--user", paramLabel = "NAME", description = "User name, unless the broker's URL has one.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password, on one line. Without it, and without a password in the URL, the "
                    + "environment's ATFLUX_PASSWORD is taken if there is a user. A password in the URL is seen in the list "
                    + "of processes.")
    private @Nullable String passwordFile;

    /**
     * The broker, for a connection that leaves the module's own TLS settings as they are. The module's commands accept
     * all its values.
     *
     * @throws AtUsageException names what is wrong, never a password
     */
    public Broker broker(String text, Map<String, String> environment) {
        BrokerUrl url = BrokerUrl.parse(text);
        Broker broker = broker(url, environment)
                .tls(url.tls() ? TlsMaterial.withoutVerification() : null)
                .build();
        MqttDialect module = L610Commands.of(L610Profile.defaults()).mqtt();
        module.user(1, broker.credentials());
        module.open(1, broker);
        return broker;
    }

    Broker.Builder broker(BrokerUrl url, Map<String, String> environment) {
        try {
            return Broker.builder(url.host(), url.port()).credentials(credentials(url, environment));
        } catch (AtUsageException e) {
            // The builder's message names its own parameter.
            throw e.reason() == AtUsageException.Reason.HOST
                    ? Usage.url("what stands between @ or // and the port is no host")
                    : e;
        }
    }

    private Credentials credentials(BrokerUrl url, Map<String, String> environment) {
        String name = one("the user", url.user(), "in the broker's URL", user, "in --user");
        String given = passwordFile == null ? null : UserFiles.secret("--password-file", passwordFile);
        String password = one("the password", url.password(), "in the broker's URL", given, "in --password-file");
        if (name == null || name.isEmpty()) {
            if (password != null) {
                throw Usage.wrong("a password without a user: --user NAME, or user@ in the broker's URL");
            }
            return Credentials.none();
        }
        String fallback = environment.getOrDefault(PASSWORD, "");
        return Credentials.of(name, password == null ? fallback : password);
    }

    private static @Nullable String one(
            String what, @Nullable String first, String here, @Nullable String second, String there) {
        if (first != null && second != null) {
            throw Usage.wrong(what + " is given twice: " + here + " and " + there);
        }
        return first == null ? second : first;
    }
}
