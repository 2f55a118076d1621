package io.atflux.samples.modem.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message in a store, and its status.
 *
 * @param centre the service centre that it came through, or is to be sent through; null: the one of AT+CSCA
 */
public record StoredMessage(Status status, @Nullable Address centre, Tpdu tpdu) {

    /** 27.005's {@code <stat>}: the ordinal is the number of PDU mode. */
    public enum Status {
        REC_UNREAD,
        REC_READ,
        STO_UNSENT,
        STO_SENT;

        /** The text of text mode. */
        public String text() {
            return name().replace('_', ' ');
        }
    }

    /** The form of PDU mode: the centre, then the TPDU. */
    public byte[] pdu() {
        byte[] first = centre == null ? new byte[] {0} : centre.centreOctets();
        byte[] second = tpdu.octets();
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** The same message, read. */
    StoredMessage read() {
        return status == Status.REC_UNREAD ? new StoredMessage(Status.REC_READ, centre, tpdu) : this;
    }

    /** The same message, sent. */
    public StoredMessage sent() {
        return status == Status.STO_UNSENT ? new StoredMessage(Status.STO_SENT, centre, tpdu) : this;
    }
}
