package io.atflux.samples.modem.module;

import io.atflux.samples.modem.message.Address;
import io.atflux.samples.modem.message.Coding;
import io.atflux.samples.modem.message.PduReader;
import io.atflux.samples.modem.message.StoredMessage;
import io.atflux.samples.modem.message.Timestamp;
import io.atflux.samples.modem.message.Tpdu;
import io.atflux.samples.modem.message.UserData;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** The printed form of a message: header and text, in PDU mode (27.005 clause 4) and in text mode (clause 3). */
public final class MessageFormat {

    private final MessageSettings settings;

    /** A format that follows the settings at the time of each call. */
    public MessageFormat(MessageSettings settings) {
        this.settings = settings;
    }

    /** The line or lines after a header. */
    public byte[] text(StoredMessage message) {
        if (!settings.textMode) {
            return ascii(PduReader.hex(message.pdu()));
        }
        return message.tpdu() instanceof Tpdu.Deliver deliver
                ? shown(deliver.firstOctet(), deliver.dcs(), deliver.data())
                : message.tpdu() instanceof Tpdu.Submit submit
                        ? shown(submit.firstOctet(), submit.dcs(), submit.data())
                        : new byte[0];
    }

    private byte[] shown(int firstOctet, int dcs, UserData data) {
        boolean plain = Coding.of(dcs) == Coding.SEVEN_BIT && (firstOctet & Tpdu.HEADER) == 0;
        return plain ? settings.characters.encode(data.shown(dcs, false)) : ascii(PduReader.hex(data.octets()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether a text follows the header: a report in text mode has none. */
    public boolean hasText(StoredMessage message) {
        return !settings.textMode || !(message.tpdu() instanceof Tpdu.StatusReport);
    }

    /** +CMT or +CDS. */
    public String routed(StoredMessage message) {
        Tpdu tpdu = message.tpdu();
        if (!settings.textMode) {
            return tpdu instanceof Tpdu.StatusReport
                    ? "+CDS: " + tpdu.octets().length
                    : "+CMT: ," + tpdu.octets().length;
        }
        if (tpdu instanceof Tpdu.StatusReport report) {
            return "+CDS: " + report(report);
        }
        Tpdu.Deliver deliver = (Tpdu.Deliver) tpdu;
        String header = "+CMT: " + number(deliver.address()) + ",," + time(deliver.time());
        return settings.details
                ? header + "," + deliver.address().type() + "," + deliver.firstOctet() + "," + deliver.pid() + ","
                        + deliver.dcs() + "," + centre(message) + ","
                        + deliver.data().length()
                : header;
    }

    /** +CMGR. */
    public String read(StoredMessage message) {
        if (!settings.textMode) {
            return "+CMGR: " + message.status().ordinal() + ",,"
                    + message.tpdu().octets().length;
        }
        String header = "+CMGR: \"" + message.status().text() + "\",";
        return header
                + (message.tpdu() instanceof Tpdu.Deliver deliver
                        ? delivered(message, deliver)
                        : message.tpdu() instanceof Tpdu.Submit submit
                                ? submitted(message, submit)
                                : report((Tpdu.StatusReport) message.tpdu()));
    }

    private String delivered(StoredMessage message, Tpdu.Deliver deliver) {
        String brief = number(deliver.address()) + ",," + time(deliver.time());
        return settings.details
                ? brief + "," + deliver.address().type() + "," + deliver.firstOctet() + "," + deliver.pid() + ","
                        + deliver.dcs() + "," + centre(message) + ","
                        + deliver.data().length()
                : brief;
    }

    private String submitted(StoredMessage message, Tpdu.Submit submit) {
        String brief = number(submit.address()) + ",";
        String validity = submit.validity().length == 1 ? Integer.toString(submit.validity()[0] & 0xFF) : "";
        return settings.details
                ? brief + "," + submit.address().type() + "," + submit.firstOctet() + "," + submit.pid() + ","
                        + submit.dcs() + "," + validity + "," + centre(message) + ","
                        + submit.data().length()
                : brief;
    }

    private String report(Tpdu.StatusReport report) {
        return new StringJoiner(",")
                .add(Integer.toString(report.firstOctet()))
                .add(Integer.toString(report.reference()))
                .add(number(report.address()))
                .add(Integer.toString(report.address().type()))
                .add(time(report.time()))
                .add(time(report.discharge()))
                .add(Integer.toString(report.status()))
                .toString();
    }

    /** +CMGL, without the place of the message. */
    public String listed(int place, StoredMessage message) {
        Tpdu tpdu = message.tpdu();
        if (!settings.textMode) {
            return "+CMGL: " + place + "," + message.status().ordinal() + ",," + tpdu.octets().length;
        }
        String header = "+CMGL: " + place + ",\"" + message.status().text() + "\",";
        if (tpdu instanceof Tpdu.StatusReport report) {
            return header + report(report);
        }
        int length = tpdu instanceof Tpdu.Deliver deliver
                ? deliver.data().length()
                : ((Tpdu.Submit) tpdu).data().length();
        String time = tpdu instanceof Tpdu.Deliver deliver ? time(deliver.time()) : "";
        String values = number(tpdu.address()) + ",," + time;
        return header + values + (settings.details ? "," + tpdu.address().type() + "," + length : "");
    }

    private String centre(StoredMessage message) {
        Address centre = message.centre();
        return centre == null ? "," : number(centre) + "," + centre.type();
    }

    /** An address, in the host's character set. */
    public String number(Address address) {
        return "\"" + new String(settings.characters.encode(address.written()), StandardCharsets.ISO_8859_1) + "\"";
    }

    private static String time(byte[] octets) {
        return "\"" + Timestamp.text(octets) + "\"";
    }
}
