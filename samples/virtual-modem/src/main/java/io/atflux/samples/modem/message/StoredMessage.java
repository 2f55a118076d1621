package io.atflux.samples.modem.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message in a store, and what became of it.
 *
 * @param centre the service centre that it came through, or that it is to go through; null: the one of AT+CSCA
 */
public record StoredMessage(Status status, @Nullable Address centre, Tpdu tpdu) {

    /** 27.005's {@code <stat>}: its place is the number of PDU mode. */
    public enum Status {
        REC_UNREAD,
        REC_READ,
        STO_UNSENT,
        STO_SENT;

        /** As text mode says it. */
        public String text() {
            return name().replace('_', ' ');
        }
    }

    /** As PDU mode shows it: the centre, then the TPDU. */
    public byte[] pdu() {
        byte[] first = centre == null ? new byte[] {0} : centre.centreOctets();
        byte[] second = tpdu.octets();
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** The same, read. */
    StoredMessage read() {
        return status == Status.REC_UNREAD ? new StoredMessage(Status.REC_READ, centre, tpdu) : this;
    }

    /** The same, sent. */
    public StoredMessage sent() {
        return status == Status.STO_UNSENT ? new StoredMessage(Status.STO_SENT, centre, tpdu) : this;
    }
}
