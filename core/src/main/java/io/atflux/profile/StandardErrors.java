package io.atflux.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The error numbers of the standards, with their texts: one number and its text per line, by clause. */
final class StandardErrors {

    /** 27.007 9.2.1: general errors. */
    private static final String GENERAL = """
            0 phone failure
            1 no connection to phone
            2 phone-adaptor link reserved
            3 operation not allowed
            4 operation not supported
            5 PH-SIM PIN required
            6 PH-FSIM PIN required
            7 PH-FSIM PUK required
            10 SIM not inserted
            11 SIM PIN required
            12 SIM PUK required
            13 SIM failure
            14 SIM busy
            15 SIM wrong
            16 incorrect password
            17 SIM PIN2 required
            18 SIM PUK2 required
            20 memory full
            21 invalid index
            22 not found
            23 memory failure
            24 text string too long
            25 invalid characters in text string
            26 dial string too long
            27 invalid characters in dial string
            30 no network service
            31 network timeout
            32 network not allowed - emergency calls only
            40 network personalization PIN required
            41 network personalization PUK required
            42 network subset personalization PIN required
            43 network subset personalization PUK required
            44 service provider personalization PIN required
            45 service provider personalization PUK required
            46 corporate personalization PIN required
            47 corporate personalization PUK required
            48 hidden key required
            49 EAP method not supported
            50 incorrect parameters
            51 command implemented but currently disabled
            52 command aborted by user
            53 not attached to network due to MT functionality restrictions
            54 modem not allowed - MT restricted to emergency calls only
            55 operation not allowed because of MT functionality restrictions
            56 fixed dial number only allowed - called number is not a fixed dial number
            57 temporarily out of service due to other MT usage
            58 language/alphabet not supported
            59 unexpected data value
            60 system failure
            61 data missing
            62 call barred
            63 message waiting indication subscription failure
            100 unknown
            """;

    /** 27.007 9.2.3: voice groups and broadcasts, priority. */
    private static final String GROUPS = """
            151 VBS/VGCS not supported by the network
            152 no service subscription on SIM
            153 no subscription for group ID
            154 group ID not activated on SIM
            155 no matching notification
            156 VBS/VGCS call already present
            157 congestion
            158 network failure
            159 uplink busy
            160 no access rights for SIM file
            161 no subscription for priority
            162 operation not applicable or not possible
            163 group ID prefixes not supported
            164 group ID prefixes not usable for VBS
            165 group ID prefix value invalid
            """;

    static final ErrorTable TABLE = new ErrorTable(
            table(GENERAL, PacketErrors.CAUSES, GROUPS),
            table(MessageErrors.RELAY, MessageErrors.TRANSFER, MessageErrors.OWN),
            names(PacketErrors.OTHER_NAMES),
            names(MessageErrors.OTHER_NAMES));

    private StandardErrors() {}

    private static Map<Integer, String> table(String... blocks) {
        Map<Integer, String> table = new LinkedHashMap<>();
        for (String block : blocks) {
            block.lines().forEach(line -> table.put(number(line), text(line)));
        }
        return table;
    }

    private static Map<String, Integer> names(String block) {
        return block.lines().collect(Collectors.toMap(StandardErrors::text, StandardErrors::number));
    }

    private static Integer number(String line) {
        return Integer.valueOf(line.substring(0, line.indexOf(' ')));
    }

    private static String text(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }
}
