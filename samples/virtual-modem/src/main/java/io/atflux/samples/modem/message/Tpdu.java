package io.atflux.samples.modem.message;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** A message in transfer (3GPP 23.040 clause 9.2.2). */
public sealed interface Tpdu {

    /** TP-UDHI in the first octet. */
    int HEADER = 0x40;
    /** TP-SRR in the first octet of an SMS-SUBMIT. */
    int REPORT_WANTED = 0x20;

    /** The transferred octets, without the service centre's address. */
    byte[] octets();

    /** The first octet. */
    int firstOctet();

    /** The originator's or the addressee's address. */
    Address address();

    /** All parts from the address on, which both kinds have in the same order (23.040 9.2.2). */
    private static byte[] rest(
            ByteArrayOutputStream all, Address address, int pid, int dcs, byte[] time, UserData data) {
        all.writeBytes(address.octets());
        all.write(pid);
        all.write(dcs);
        all.writeBytes(time);
        all.write(data.length());
        all.writeBytes(data.octets());
        return all.toByteArray();
    }

    /** SMS-DELIVER: a message for the module. */
    record Deliver(int firstOctet, Address address, int pid, int dcs, byte[] time, UserData data) implements Tpdu {

        @Override
        public byte[] octets() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(firstOctet);
            return Tpdu.rest(all, address, pid, dcs, time, data);
        }

        /**
         * Reads an SMS-DELIVER.
         *
         * @throws IllegalArgumentException if it is malformed
         */
        public static Deliver read(byte[] octets) {
            PduReader from = new PduReader(octets);
            int first = from.next();
            if ((first & 3) != 0) {
                throw new IllegalArgumentException("no SMS-DELIVER");
            }
            Address address = Address.read(from);
            int pid = from.next();
            int dcs = from.next();
            return new Deliver(first, address, pid, dcs, from.next(Timestamp.OCTETS), UserData.read(from, dcs));
        }
    }

    /** SMS-SUBMIT: a message from the module. */
    record Submit(int firstOctet, int reference, Address address, int pid, int dcs, byte[] validity, UserData data)
            implements Tpdu {

        @Override
        public byte[] octets() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(firstOctet);
            all.write(reference);
            return Tpdu.rest(all, address, pid, dcs, validity, data);
        }

        /**
         * Reads an SMS-SUBMIT.
         *
         * @throws IllegalArgumentException if it is malformed
         */
        public static Submit read(byte[] octets) {
            PduReader from = new PduReader(octets);
            int first = from.next();
            if ((first & 3) != 1) {
                throw new IllegalArgumentException("no SMS-SUBMIT");
            }
            int reference = from.next();
            Address address = Address.read(from);
            int pid = from.next();
            int dcs = from.next();
            int format = first >> 3 & 3;
            byte[] validity = from.next(format == 0 ? 0 : format == 2 ? 1 : Timestamp.OCTETS);
            return new Submit(first, reference, address, pid, dcs, validity, UserData.read(from, dcs));
        }

        /** The same message to another addressee. */
        public Submit to(Address other) {
            return new Submit(firstOctet, reference, other, pid, dcs, validity, data);
        }

        /** The message that the addressee receives. */
        public Deliver delivered(Address sender, Instant now) {
            return new Deliver(4 | firstOctet & HEADER, sender, pid, dcs, Timestamp.of(now), data);
        }
    }

    /** SMS-STATUS-REPORT: the report of the delivery of a message of the module. */
    record StatusReport(int firstOctet, int reference, Address address, byte[] time, byte[] discharge, int status)
            implements Tpdu {

        private static final int STATUS_REPORT = 6;

        /** A report of immediate delivery. */
        public static StatusReport delivered(int reference, Address address, Instant now) {
            return new StatusReport(STATUS_REPORT, reference, address, Timestamp.of(now), Timestamp.of(now), 0);
        }

        @Override
        public byte[] octets() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(firstOctet);
            all.write(reference);
            all.writeBytes(address.octets());
            all.writeBytes(time);
            all.writeBytes(discharge);
            all.write(status);
            return all.toByteArray();
        }
    }
}
