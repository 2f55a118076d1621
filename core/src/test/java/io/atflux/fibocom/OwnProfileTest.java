package io.atflux.fibocom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atflux.SessionEvent;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.TextShape;
import io.atflux.profile.AtProfile;
import io.atflux.profile.Framing;
import io.atflux.profile.Profiles;
import io.atflux.profile.StringRule;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A user's own result codes, final results and line ends reach the session of an L610, together with the module's. */
class OwnProfileTest {

    private final ScriptedL610 scripted = new ScriptedL610();

    private L610 module(L610Profile.Builder profile) {
        return scripted.module(builder -> builder.profile(profile.build()));
    }

    @Test
    void anOwnResultCodeIsDeliveredAlsoWithinAReply() {
        UrcType<Integer> mine = UrcType.of(
                LineShape.named("+MINE"), line -> line.parameters().number(0).orElseThrow());
        scripted.when("AT+CSQ").answersRaw("\r\n+MINE: 8\r\n\r\n+CSQ: 25,99\r\n\r\nOK\r\n");
        L610 module = module(L610Profile.builder().urc(mine));
        List<Integer> got = new ArrayList<>();
        module.session().urcs(mine).subscribe(got::add);
        List<List<String>> replies = new ArrayList<>();

        scripted.modem.printsRaw("\r\n+MINE: 7\r\n");
        module.session().send("AT+CSQ").subscribe(reply -> replies.add(reply.texts()));

        assertThat(got).containsExactly(7, 8);
        assertThat(replies).containsExactly(List.of("+CSQ: 25,99"));
    }

    @Test
    void anOwnResultCodeClassifiesALineBeforeTheModulesOfTheSameName() {
        UrcType<String> mine = UrcType.of(LineShape.named("^STN"), line -> "mine " + line.text());
        L610 module = module(L610Profile.builder().urc(mine));
        List<String> got = new ArrayList<>();
        module.session().urcs(mine).subscribe(got::add);

        scripted.modem.printsRaw("\r\n^STN: 254\r\n");

        assertThat(got).containsExactly("mine ^STN: 254");
    }

    @Test
    void anOwnFinalResultEndsACommand() {
        scripted.when("AT+A").answersRaw("\r\nNOT TODAY\r\n");
        scripted.when("AT+B").answersRaw("\r\nMODEM ERROR: 12\r\n");
        L610 module = module(L610Profile.builder().errorFinal("NOT TODAY").errorFinalWithNumber("MODEM ERROR"));
        List<String> errors = new ArrayList<>();

        module.session().send("AT+A").subscribe(reply -> {}, error -> errors.add("" + error.getMessage()));
        module.session().send("AT+B").subscribe(reply -> {}, error -> errors.add("" + error.getMessage()));

        assertThat(errors).containsExactly("AT+A: NOT TODAY [REJECTED]", "AT+B: MODEM ERROR: 12 [REJECTED]");
    }

    @Test
    void ownLineEndsAreReadFromTheFirstLineOn() {
        scripted.when("AT+CSQ").answersRaw("\n+CSQ: 25,99\n\nOK\n");
        L610 module = module(L610Profile.builder().lineEnd("\n"));
        List<String> urcs = new ArrayList<>();
        module.session().urcs().map(AtLine::text).subscribe(urcs::add);
        List<SessionEvent> events = new ArrayList<>();
        module.session().events().subscribe(events::add);

        scripted.modem.printsRaw("\n+MQTTMSG: 1,0,t,a\nOK\n\n+CREG: 1\n");
        for (int i = 0; i < 4; i++) {
            module.session().send("AT+CSQ").subscribe();
            scripted.modem.advance(Duration.ofSeconds(1));
        }

        assertThat(urcs).containsExactly("+MQTTMSG: 1,0,t,a\nOK", "+CREG: 1");
        assertThat(events).noneMatch(SessionEvent.OtherLineEnds.class::isInstance);
    }

    @Test
    void aTextThatAnAddedProfileDeclaresIsReadAsOne() {
        AtProfile given = AtProfile.builder("mine")
                .urc(UrcType.of(LineShape.named("+NOTE")))
                .framing(Framing.NONE
                        .mutate()
                        .text(LineShape.named("+NOTE"), TextShape.below())
                        .build())
                .build();
        L610 module = module(L610Profile.builder().adding(given));
        List<String> urcs = new ArrayList<>();
        module.session().urcs().map(AtLine::text).subscribe(urcs::add);

        scripted.modem.printsRaw("\r\n+NOTE: 1\r\nOK\r\n\r\n+CREG: 1\r\n");
        scripted.modem.printsRaw("\r\n+MQTTMSG: 1,0,t,a\r\nOK\r\n\r\n+CREG: 2\r\n");

        assertThat(urcs).containsExactly("+NOTE: 1\r\nOK", "+CREG: 1", "+MQTTMSG: 1,0,t,a\r\nOK", "+CREG: 2");
    }

    @Test
    void whatHasNoSetterOfItsOwnIsChangedInTheEnginesProfile() {
        L610Profile profile = L610Profile.builder()
                .atProfile(engine -> engine.probes("AT+CCLK?"))
                .atProfile(engine -> engine.overtaken("+MINE", Duration.ofMinutes(1)))
                .build();

        assertThat(profile.atProfile().probes()).containsExactly("AT+CCLK?");
        assertThat(profile.mutate().build().atProfile().probes()).containsExactly("AT+CCLK?");
        assertThat(L610Profile.defaults().atProfile().probes()).hasSizeGreaterThan(3);
    }

    @Test
    void aProfileGivenToTheSessionIsRefusedBecauseTheModulesWouldReplaceIt() {
        AtProfile given = Profiles.generic().mutate().errorFinal("NOT TODAY").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> L610.over(scripted.modem).session(client -> client.profile(given)))
                .withMessage("the session of an L610 has the module's own profile: add to it by"
                        + " L610.Builder.profile(L610Profile.builder().adding(…).build()), a result code by urc(…)");
    }

    private static List<UnaryOperator<AtProfile.Builder>> notAdded() {
        return List.of(
                b -> b.probes("AT+MINE?"),
                b -> b.strings(StringRule.HEX_ESCAPE),
                b -> b.dataEntryIdle(Duration.ofSeconds(5)),
                b -> b.longestSilence(Duration.ofSeconds(5)),
                b -> b.sleepsAfter(Duration.ofSeconds(5)),
                b -> b.verboseErrors("AT+CMEE=1"),
                b -> b.maxCommandLength(77),
                b -> b.errors(Profiles.generic().errors().adding(Map.of(77, "mine"))),
                b -> b.framing(Framing.NONE.mutate().lineEnd("\n").build()),
                b -> b.framing(Framing.NONE.mutate().gap(Duration.ofSeconds(5)).build()));
    }

    @Test
    void whatCannotBeAddedIsRefusedAndTheRightPlaceNamed() {
        for (UnaryOperator<AtProfile.Builder> change : notAdded()) {
            AtProfile given =
                    change.apply(Profiles.generic().mutate().name("mine")).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> L610Profile.builder().adding(given))
                    .withMessageStartingWith("the profile mine has another ")
                    .withMessageEndingWith(
                            ", which cannot be added: set it by the setters of L610Profile.Builder, or by"
                                    + " its atProfile(Consumer)");
        }
    }

    @Test
    void aProfileThatSetsNothingElseIsAddedWhateverItWasMadeFrom() {
        for (AtProfile from : List.of(
                AtProfile.builder("mine").build(),
                Profiles.generic(),
                L610Profile.defaults().atProfile())) {
            AtProfile given = from.mutate().errorFinal("NOT TODAY").build();
            AtProfile added = L610Profile.builder().adding(given).build().atProfile();
            assertThat(added.errorFinal("NOT TODAY")).isNotNull();
            assertThat(added.urcs("+CREG"))
                    .isEqualTo(L610Profile.defaults().atProfile().urcs("+CREG"));
        }
    }

    @Test
    void theNextBuilderKeepsWhatThisOneWasGiven() {
        UrcType<AtLine> mine = UrcType.of(LineShape.named("+MINE"));
        L610Profile profile = L610Profile.builder()
                .urc(mine)
                .lineEnd("\n")
                .strings(StringRule.HEX_ESCAPE)
                .dataEntryIdle(Duration.ofSeconds(7))
                .sleepsAfter(Duration.ofSeconds(8))
                .noTlsFlag()
                .questionForms(false)
                .dialWithApn(true)
                .willByLength(false)
                .interleavedMqtt(true)
                .textGap(Duration.ofSeconds(9))
                .maxPayload(71)
                .maxInlineLine(72)
                .maxClientId(73)
                .emptyClientId(true)
                .maxCredential(74)
                .maxTopic(75)
                .maxKeepAlive(Duration.ofSeconds(76))
                .build();

        L610Profile next = profile.mutate().build();

        assertThat(next.atProfile().urcs("+MINE")).isEqualTo(List.of(mine));
        assertThat(next.atProfile().framing().lineEnd()).isEqualTo("\n");
        assertThat(next.atProfile().framing().gap()).hasSeconds(9);
        assertThat(next.atProfile().strings()).isEqualTo(StringRule.HEX_ESCAPE);
        assertThat(next.atProfile().dataEntryIdle()).hasSeconds(7);
        assertThat(next.atProfile().sleepsAfter()).hasSeconds(8);
        assertThat(next.tlsFlag()).isEqualTo(OptionalInt.empty());
        assertThat(next.questionForms()).isFalse();
        assertThat(next.dialWithApn()).isTrue();
        assertThat(next.willByLength()).isFalse();
        assertThat(next.interleavedMqtt()).isTrue();
        assertThat(next.textGap()).hasSeconds(9);
        assertThat(List.of(next.maxPayload(), next.maxInlineLine(), next.maxClientId()))
                .containsExactly(71, 72, 73);
        assertThat(next.emptyClientId()).isTrue();
        assertThat(List.of(next.maxCredential(), next.maxTopic())).containsExactly(74, 75);
        assertThat(next.maxKeepAlive()).hasSeconds(76);
    }
}
