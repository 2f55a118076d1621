package io.atflux.modem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.error.AtUsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApnTableTest {

    @ParameterizedTest
    @CsvSource({
        "46000,cmnet",
        "46002,cmnet",
        "46004,cmnet",
        "46007,cmnet",
        "46008,cmnet",
        "46024,cmnet",
        "46001,3gnet",
        "46006,3gnet",
        "46009,3gnet",
        "46003,ctnet",
        "46005,ctnet",
        "46011,ctnet",
        "46012,ctnet"
    })
    void commonNetworksHaveTheirAccessPoint(String network, String apn) {
        assertThat(Apn.byImsi().forImsi(new Imsi(network + "6616008063")).name())
                .isEqualTo(apn);
    }

    @Test
    void unknownNetworkNamesTheNetworkButNotTheSubscriber() {
        assertThatThrownBy(() -> Apn.byImsi().forImsi(new Imsi("262019876543210")))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("26201")
                .hasMessageNotContaining("9876543210");
    }

    @Test
    void threeDigitNetworkCodeGoesBeforeTheTwoDigitOne() {
        ApnTable table = ApnTable.common().with(Apn.of("two"), "31041").with(Apn.of("three"), "310410");
        assertThat(table.forImsi(new Imsi("310410123456789")).name()).isEqualTo("three");
        assertThat(table.forImsi(new Imsi("310411123456789")).name()).isEqualTo("two");
    }

    @Test
    void givenAccessPointServesEverySim() {
        Apn own = Apn.builder("iot.example").credentials("user", "sesame").build();
        assertThat(own.forImsi(new Imsi("262019876543210"))).isSameAs(own);
        assertThat(own.toString()).contains("iot.example", "user").doesNotContain("sesame");
    }
}
