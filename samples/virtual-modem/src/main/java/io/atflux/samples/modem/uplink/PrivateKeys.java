package io.atflux.samples.modem.uplink;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Private keys in the forms of OpenSSL. The JDK reads PKCS#8 only, so the two older forms are wrapped in PKCS#8 (RFC
 * 5958 section 2).
 */
final class PrivateKeys {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xA0;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    /** 1.2.840.113549.1.1.1 with its NULL parameter. */
    private static final byte[] RSA = {0x06, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};
    /** 1.2.840.10045.2.1; the curve's OID follows. */
    private static final byte[] EC = {0x06, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private PrivateKeys() {}

    /** Reads PRIVATE KEY (PKCS#8), RSA PRIVATE KEY (PKCS#1) or EC PRIVATE KEY (SEC 1). */
    static PrivateKey read(PemBlock block) throws GeneralSecurityException {
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> any(block.der());
                case "RSA PRIVATE KEY" -> key("RSA", envelope(RSA, block.der()));
                case "EC PRIVATE KEY" -> key("EC", envelope(concat(EC, curve(block.der())), block.der()));
                default -> throw new InvalidKeyException("a block " + block.label() + " is no key that can be read");
            };
        } catch (IndexOutOfBoundsException | InvalidKeySpecException e) {
            // Without the cause: some providers quote the unparsable input.
            throw new InvalidKeyException("the content of " + block.label() + " is damaged");
        }
    }

    private static PrivateKey any(byte[] der) throws GeneralSecurityException {
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            try {
                return key(algorithm, der);
            } catch (InvalidKeySpecException e) {
                // The key is of another algorithm.
            }
        }
        throw new InvalidKeySpecException();
    }

    private static PrivateKey key(String algorithm, byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, concat(VERSION_0, der(SEQUENCE, algorithm), der(OCTET_STRING, key)));
    }

    /** The curve's OID out of ECPrivateKey (RFC 5915 section 3). */
    private static byte[] curve(byte[] sec1) throws InvalidKeyException {
        int at = contentStart(sec1, 0);
        while (at < sec1.length) {
            int start = contentStart(sec1, at);
            int end = start + length(sec1, at);
            if ((sec1[at] & 0xFF) == CURVE) {
                return Arrays.copyOfRange(sec1, start, end);
            }
            at = end;
        }
        throw new InvalidKeyException("an EC key that does not name its curve");
    }

    private static int contentStart(byte[] der, int tagAt) {
        int first = der[tagAt + 1] & 0xFF;
        return tagAt + 2 + (first < 0x80 ? 0 : first & 0x7F);
    }

    private static int length(byte[] der, int tagAt) {
        int first = der[tagAt + 1] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = length << 8 | der[tagAt + 2 + i] & 0xFF;
        }
        if (length < 0 || length > der.length) {
            throw new IndexOutOfBoundsException();
        }
        return length;
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
