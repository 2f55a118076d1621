package io.atflux.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a private key in the forms that modules accept: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), and SEC 1 for elliptic curves (RFC
 * 5915). The JDK reads only the first, so the others are wrapped into it. The algorithm, with the curve, is taken from the public
 * key of the pair; with any other they are not a pair.
 */
final class TlsKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;

    private TlsKey() {}

    /** The first key of a PEM file; null if it has no readable key of the public key's algorithm. */
    static @Nullable PrivateKey read(byte[] pem, PublicKey counterpart) {
        Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            return null;
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(withoutHeaders(block.group(2)));
            byte[] wrapped = block.group(1).equals("PRIVATE KEY") ? der : wrapped(der, counterpart);
            return KeyFactory.getInstance(counterpart.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(wrapped));
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
            return null;
        }
    }

    /** Headers of the older form are followed by a blank line. */
    private static String withoutHeaders(String body) {
        return body.lines().filter(line -> line.indexOf(':') < 0).reduce("", (all, line) -> all + line);
    }

    /** The JDK's name of the signature algorithm for such a key. */
    static String signature(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    private static byte[] wrapped(byte[] der, PublicKey counterpart) {
        return element(SEQUENCE, new byte[] {INTEGER, 1, 0}, algorithm(counterpart.getEncoded()), element(OCTETS, der));
    }

    /** The first element of a SubjectPublicKeyInfo (RFC 5280 4.1). */
    private static byte[] algorithm(byte[] publicKey) {
        int from = contentOf(publicKey, 0);
        return Arrays.copyOfRange(publicKey, from, contentOf(publicKey, from) + lengthOf(publicKey, from));
    }

    private static int contentOf(byte[] der, int at) {
        return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
    }

    private static int lengthOf(byte[] der, int at) {
        if (der[at + 1] >= 0) {
            return der[at + 1];
        }
        int length = 0;
        for (int i = at + 2; i < contentOf(der, at); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int length = content.size();
        all.write(tag);
        if (length < 0x80) {
            all.write(length);
        } else {
            all.write(0x82);
            all.write(length >> 8);
            all.write(length);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
