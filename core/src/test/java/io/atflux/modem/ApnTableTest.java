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
        assertThatThrownBy(() -> Apn.byImsi().forImsi(new Imsi("999019876543210")))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("99901")
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

    @ParameterizedTest
    @CsvSource({
        "262011234567890,internet.telekom",
        "310260123456789,fast.t-mobile.com",
        "310410123456789,broadband",
        "234201234567890,three.co.uk",
        "405857123456789,jionet",
        "208011234567890,orange"
    })
    void operatorsElsewhereAreInThePublicList(String imsi, String apn) {
        assertThat(Apn.byImsi().forImsi(new Imsi(imsi)).name()).isEqualTo(apn);
    }

    /** Values that operators print on their help pages are not secret, and are sent unchanged. */
    @Test
    void publishedCredentialsBelongToTheAccessPoint() {
        Apn apn = Apn.byImsi().forImsi(new Imsi("234101234567890"));
        assertThat(apn.name()).isEqualTo("mobile.o2.co.uk");
        assertThat(apn.auth()).isEqualTo(Apn.Auth.PAP);
        assertThat(apn.user()).isEqualTo("o2web");
    }

    @Test
    void theLongestPrefixWins() {
        ApnTable table = ApnTable.builder()
                .forAll(Apn.of("all"))
                .forPrefix("310", Apn.of("country"))
                .forPrefix("31041", Apn.of("two"))
                .forPrefix("310410", Apn.of("three"))
                .forPrefix("3104105", Apn.of("range"))
                .forSubscriber(new Imsi("310410555555555"), Apn.of("one"))
                .build();
        assertThat(table.forImsi(new Imsi("310410555555555")).name()).isEqualTo("one");
        assertThat(table.forImsi(new Imsi("310410555555556")).name()).isEqualTo("range");
        assertThat(table.forImsi(new Imsi("310410455555556")).name()).isEqualTo("three");
        assertThat(table.forImsi(new Imsi("310411455555556")).name()).isEqualTo("two");
        assertThat(table.forImsi(new Imsi("310260455555556")).name()).isEqualTo("country");
        assertThat(table.forImsi(new Imsi("460046616008063")).name()).isEqualTo("all");
    }

    @Test
    void whatTheProgramSaysGoesBeforeThePublicList() {
        ApnTable table = ApnTable.common()
                .mutate()
                .forPrefix("460", Apn.of("fleet.example"), Apn.of("cmiot"))
                .build();
        assertThat(table.candidates(SimCard.of(new Imsi("460046616008063"))))
                .containsExactly(Apn.of("fleet.example"), Apn.of("cmiot"));
        assertThat(table.candidates(SimCard.of(new Imsi("310410123456789")))).containsExactly(Apn.of("broadband"));
        ApnTable all = table.mutate().forAll(Apn.of("one.for.all")).build();
        assertThat(all.forImsi(new Imsi("310410123456789")).name()).isEqualTo("one.for.all");
        assertThat(all.forImsi(new Imsi("460046616008063")).name()).isEqualTo("fleet.example");
    }

    @Test
    void aCardOfItsOwnGoesBeforeItsSubscriber() {
        Iccid card = new Iccid("89860446161990000010");
        Imsi imsi = new Imsi("460046616008063");
        ApnTable table = ApnTable.common()
                .mutate()
                .forCard(card, Apn.of("card"))
                .forSubscriber(imsi, Apn.of("subscriber"))
                .build();
        assertThat(table.asksForIccid()).isTrue();
        assertThat(ApnTable.common().asksForIccid()).isFalse();
        assertThat(table.candidates(SimCard.of(imsi, card))).containsExactly(Apn.of("card"));
        assertThat(table.candidates(SimCard.of(imsi, new Iccid("89860446161990000011"))))
                .containsExactly(Apn.of("subscriber"));
    }

    @Test
    void whatCannotBeAnEntryIsRefused() {
        ApnTable.Builder builder = ApnTable.builder();
        assertThatThrownBy(() -> builder.forPrefix("26", Apn.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a prefix of an IMSI has 3 to 15 digits: 26");
        assertThatThrownBy(() -> builder.forAll())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no access point is given");
        assertThatThrownBy(() -> builder.build().forImsi(new Imsi("460046616008063")))
                .isInstanceOf(AtUsageException.class)
                .hasMessageContaining("no APN is known for network 46004");
    }
}
