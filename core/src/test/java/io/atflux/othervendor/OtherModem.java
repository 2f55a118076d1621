package io.atflux.othervendor;

import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.CommandText;
import io.atflux.line.LineShape;
import io.atflux.modem.Apn;
import io.atflux.modem.Bearer;
import io.atflux.modem.BearerState;
import io.atflux.modem.Imsi;
import io.atflux.modem.ModemClock;
import io.atflux.modem.ModemDialect;
import io.atflux.modem.ModemEvent;
import io.atflux.modem.Operator;
import io.atflux.modem.Registration;
import io.atflux.modem.SignalQuality;
import io.atflux.modem.SimState;
import io.atflux.profile.Profiles;
import io.atflux.profile.StringRule;
import io.atflux.urc.UrcType;
import java.time.OffsetDateTime;
import java.util.List;

/** A module that dials by the standard's command (27.007 10.1.10), has no search order and prints no start-up notices. */
final class OtherModem implements ModemDialect {

    private static final StringRule STRINGS = Profiles.generic().strings();

    private static final UrcType<ModemEvent> CHANGES =
            UrcType.of(LineShape.whole("NO CARRIER"), line -> new ModemEvent.BearerLost());

    private static AtCommand<AtReply> query(String line, String answer) {
        return AtCommand.of(line).answeredBy(LineShape.named(answer));
    }

    @Override
    public AtCommand<AtReply> attention() {
        return AtCommand.of("AT");
    }

    @Override
    public AtCommand<AtReply> echoOff() {
        return AtCommand.of("ATE0");
    }

    @Override
    public AtCommand<AtReply> verboseErrors() {
        return AtCommand.of("AT+CMEE=1");
    }

    @Override
    public AtCommand<AtReply> fullFunctionality() {
        return AtCommand.of("AT+CFUN=1");
    }

    @Override
    public AtCommand<AtReply> restart() {
        return AtCommand.of("AT+CFUN=1,1");
    }

    @Override
    public AtCommand<SimState> simState() {
        return query("AT+CPIN?", "+CPIN").as(SimState::from);
    }

    @Override
    public AtCommand<AtReply> enterPin(String pin) {
        return AtCommand.of(CommandText.set("AT+CPIN", STRINGS).secret(pin).build());
    }

    @Override
    public AtCommand<Imsi> imsi() {
        return AtCommand.of("AT+CIMI").as(Imsi::from);
    }

    @Override
    public AtCommand<AtReply> setApn(Apn apn) {
        return AtCommand.of(CommandText.set("AT+CGDCONT", STRINGS)
                .number(1)
                .string(apn.type().name())
                .string(apn.name())
                .build());
    }

    @Override
    public AtCommand<AtReply> authenticate(Apn apn) {
        return AtCommand.of(CommandText.set("AT+CGAUTH", STRINGS)
                .number(1)
                .number(apn.auth().ordinal())
                .string(apn.user())
                .secret(apn.password())
                .build());
    }

    @Override
    public AtCommand<SignalQuality> signal() {
        return query("AT+CSQ", "+CSQ").as(SignalQuality::from);
    }

    @Override
    public AtCommand<Operator> operator() {
        return query("AT+COPS?", "+COPS").as(Operator::from);
    }

    @Override
    public AtCommand<Registration> registration(Registration.Domain domain) {
        return AtCommand.of("AT" + domain.answerName() + "?")
                .answeredBy(Registration.answer(domain))
                .as(reply -> Registration.from(domain, reply));
    }

    @Override
    public AtCommand<BearerState> bearerState() {
        return query("AT+CGPADDR=1", "+CGPADDR").as(reply -> {
            String address = reply.parameters("+CGPADDR").text(1);
            return address.isEmpty() ? new BearerState.Down() : new BearerState.Up(Bearer.of(List.of(address)));
        });
    }

    /** Says OK when the bearer is up, and its address to a question alone. */
    @Override
    public AtCommand<Bearer> dial(Apn apn) {
        return AtCommand.of("AT+CGACT=1,1").as(reply -> Bearer.of(List.of()));
    }

    @Override
    public AtCommand<AtReply> release() {
        return AtCommand.of("AT+CGACT=0,1");
    }

    @Override
    public AtCommand<OffsetDateTime> clock() {
        return query("AT+CCLK?", "+CCLK").as(ModemClock::from);
    }

    @Override
    public AtCommand<AtReply> setClock(OffsetDateTime time) {
        return AtCommand.of(CommandText.set("AT+CCLK", STRINGS)
                .string(ModemClock.format(time))
                .build());
    }

    @Override
    public UrcType<ModemEvent> bearerChanges() {
        return CHANGES;
    }

    @Override
    public List<UrcType<? extends ModemEvent>> events() {
        return List.of();
    }
}
