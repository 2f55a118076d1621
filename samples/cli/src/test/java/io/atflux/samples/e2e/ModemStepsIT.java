package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.fibocom.L610;
import io.atflux.fibocom.L610Profile;
import io.atflux.modem.Apn;
import io.atflux.modem.ApnPresets;
import io.atflux.modem.BearerState;
import io.atflux.modem.Functionality;
import io.atflux.modem.Iccid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of an attach one by one, as in a program that decides between them. */
@Execution(ExecutionMode.CONCURRENT)
class ModemStepsIT {

    @Test
    void theStepsOfAnAttachLeadToAnAddress() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.connect();
            ends(module.modem().synchronise());
            assertThat(done(module.modem().initialise()).apn()).isEqualTo(Apn.of("cmnet"));
            assertThat(done(module.modem().apn())).isEqualTo(Apn.of("cmnet"));
            assertThat(done(module.modem().bearer())).isInstanceOf(BearerState.Down.class);
            assertThat(done(module.modem().register()).isRegistered()).isTrue();
            assertThat(done(module.modem().dial()).text()).isEqualTo("10.104.48.68");
        }
    }

    @Test
    void aRadioThatGoesOffTakesTheBearerAlongAndTheCardStays() throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.connect();
            done(module.modem().attach());
            ends(module.modem().radioOff());
            assertThat(done(module.modem().functionality())).isEqualTo(Functionality.of(4));
            assertThat(done(module.modem().bearer())).isInstanceOf(BearerState.Down.class);
            done(module.modem().unlockSim());
            ends(module.modem().radioOn());
            assertThat(done(module.modem().functionality()).isFull()).isTrue();
            done(module.modem().attach());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCardTellsItsNumber(boolean questionForms) throws Exception {
        try (Rig rig = Rig.quick()) {
            L610 module = rig.connect(driver -> driver.profile(
                    L610Profile.builder().questionForms(questionForms).build()));
            ends(module.modem().synchronise());
            assertThat(done(module.modem().iccid())).isEqualTo(new Iccid("89860446161990000010"));
        }
    }

    @Test
    void aNetworkThatTakesOnlyTheThirdIsReachedAndRememberedByTheCard() throws Exception {
        try (Rig rig = Rig.quick("apns=3gnet")) {
            ApnPresets presets = ApnPresets.builder().build();
            L610 first = rig.connect(driver -> driver.apn(presets));
            assertThat(done(first.modem().attach()).apn()).isEqualTo(Apn.of("3gnet"));
            assertThat(apns(first)).containsExactly("cmnet", "cmnet", "cmiot", "3gnet");
            ends(first.modem().release());
            ends(first.close());
            L610 next = rig.connect(driver -> driver.apn(presets));
            assertThat(done(next.modem().attach()).apn()).isEqualTo(Apn.of("3gnet"));
            assertThat(apns(next)).containsOnly("3gnet");
        }
    }

    private static List<String> apns(L610 module) {
        return LogCapture.sent(module.session()).stream()
                .filter(line -> line.startsWith("AT+CGDCONT=1"))
                .map(line -> line.split("\"", -1)[3])
                .toList();
    }
}
