package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtClient;
import io.atflux.test.api.PublicApi;
import io.atflux.transport.serial.SerialTransport;
import io.atflux.transport.tcp.TcpTransport;
import org.junit.jupiter.api.Test;

/** Here, all modules of the library are on the class path, as in many programs. */
class PublicNamesTest {

    @Test
    void noTwoPublicTypesOfAllModulesHaveOneName() {
        assertThat(PublicApi.ofModules(AtClient.class, TcpTransport.class, SerialTransport.class)
                        .sharedNames())
                .isEmpty();
    }
}
