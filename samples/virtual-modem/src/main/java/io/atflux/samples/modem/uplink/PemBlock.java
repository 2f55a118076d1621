package io.atflux.samples.modem.uplink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One block of a PEM text (RFC 7468).
 *
 * @param label the words after BEGIN
 * @param der the decoded content
 */
record PemBlock(String label, byte[] der) {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /**
     * All blocks in order; text around them is skipped, as modules and OpenSSL do.
     *
     * @throws IllegalArgumentException if a block has no end or is not Base64
     */
    static List<PemBlock> read(byte[] text) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        List<PemBlock> blocks = new ArrayList<>();
        int from = 0;
        int begin;
        while ((begin = all.indexOf(BEGIN, from)) >= 0) {
            int labelEnd = all.indexOf(DASHES, begin + BEGIN.length());
            String label = labelEnd < 0 ? "" : all.substring(begin + BEGIN.length(), labelEnd);
            String last = END + label + DASHES;
            int end = labelEnd < 0 ? -1 : all.indexOf(last, labelEnd);
            if (end < 0) {
                throw new IllegalArgumentException("a PEM block has no end");
            }
            blocks.add(new PemBlock(label, decode(all.substring(labelEnd + DASHES.length(), end))));
            from = end + last.length();
        }
        return blocks;
    }

    private static byte[] decode(String body) {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            // The decoder's message would quote a character of a possible key.
            throw new IllegalArgumentException("a PEM block is not Base64");
        }
    }
}
