package io.atflux.samples.e2e;

import io.atflux.samples.broker.BrokerAccess;
import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import io.atflux.samples.modem.uplink.HiveMqUplink;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/**
 * The shared resources of these tests: one broker with its certificates, and one network for all modules. They end with
 * the process.
 */
public final class Site {

    /** Longer than any operation that works takes. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    public static final String USER = "g510/test1";
    public static final String PASSWORD = "LeKH43ojswwzINS15EGImf5JluPkCv9cPnu1DQUxGOk=";
    /** A filter to which no subscription is allowed. */
    public static final String FORBIDDEN = "forbidden/#";

    public static final DemoPki PKI = pki();
    public static final EmbeddedBroker BROKER = broker();
    public static final HiveMqUplink UPLINK = new HiveMqUplink(Duration.ofSeconds(5));

    private Site() {}

    private static DemoPki pki() {
        try {
            return DemoPki.create();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedBroker broker() {
        try {
            return EmbeddedBroker.builder()
                    .tls(PKI, ClientCertificates.NONE, 0)
                    .tls(PKI, ClientCertificates.REQUIRED, 0)
                    .access(BrokerAccess.builder()
                            .user(USER, PASSWORD)
                            .certificateSuffices()
                            .refuse("code1", 1)
                            .refuse("code2", 2)
                            .refuse("code3", 3)
                            .refuse("code5", 5)
                            .forbidSubscription(FORBIDDEN)
                            .build())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
