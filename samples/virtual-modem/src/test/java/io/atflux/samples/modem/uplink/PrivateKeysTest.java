package io.atflux.samples.modem.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048})
    void readsRsaKeysOfBothForms(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        readsBothForms(generator.generateKeyPair().getPrivate(), "RSA PRIVATE KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void readsEcKeysOfBothForms(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        PrivateKey key = generator.generateKeyPair().getPrivate();
        assertThat(PrivateKeys.read(new PemBlock("PRIVATE KEY", key.getEncoded())))
                .isEqualTo(key);
        byte[] withCurve = sec1WithCurve(key);
        ECPrivateKey read = (ECPrivateKey) PrivateKeys.read(new PemBlock("EC PRIVATE KEY", withCurve));
        assertThat(read.getS()).isEqualTo(((ECPrivateKey) key).getS());
        assertThat(read.getParams()).isEqualTo(((ECPrivateKey) key).getParams());
    }

    @Test
    void readsEd25519() throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        assertThat(PrivateKeys.read(new PemBlock("PRIVATE KEY", key.getEncoded())))
                .isEqualTo(key);
    }

    @Test
    void damagedKeysAreATypedErrorWhereverTheyAreCut() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        byte[] whole = sec1WithCurve(generator.generateKeyPair().getPrivate());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            for (String label : List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")) {
                assertThatThrownBy(() -> PrivateKeys.read(new PemBlock(label, cut)))
                        .as("%s of %d bytes", label, length)
                        .isInstanceOf(GeneralSecurityException.class);
            }
        }
    }

    @Test
    void hostileLengthsAreATypedError() {
        byte[][] hostile = {
            {0x30, (byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 2, 1, 1},
            {0x30, (byte) 0x84, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 2, 1, 1},
            {0x30, 4, 2, (byte) 0x84, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFC, 0},
            {0x30, (byte) 0x80, 0, 0}
        };
        for (byte[] der : hostile) {
            assertThatThrownBy(() -> PrivateKeys.read(new PemBlock("EC PRIVATE KEY", der)))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"ENCRYPTED PRIVATE KEY", "CERTIFICATE", "DSA PRIVATE KEY"})
    void otherBlocksAreNamed(String label) {
        assertThatThrownBy(() -> PrivateKeys.read(new PemBlock(label, new byte[] {0x30, 0})))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(label);
    }

    @Test
    void pemSkipsTextAroundItsBlocks() {
        String base64 = Base64.getMimeEncoder().encodeToString(new byte[100]);
        String block = "-----BEGIN X-----\r\n" + base64 + "\r\n-----END X-----";
        List<PemBlock> blocks =
                PemBlock.read(("subject=a\n" + block + "\r\n\0junk" + block + "\0").getBytes(StandardCharsets.UTF_8));
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(1).label()).isEqualTo("X");
        assertThat(blocks.get(1).der()).isEqualTo(new byte[100]);
        assertThat(PemBlock.read(base64.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN X-----\nAAAA", "-----BEGIN X", "-----BEGIN X-----\nsecret!\n-----END X-----"})
    void brokenPemIsAnErrorThatDoesNotQuoteIt(String text) {
        assertThatThrownBy(() -> PemBlock.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContainingAny("secret", "!");
    }

    private static void readsBothForms(PrivateKey key, String oldLabel) throws Exception {
        assertThat(PrivateKeys.read(new PemBlock("PRIVATE KEY", key.getEncoded())))
                .isEqualTo(key);
        byte[] inner = PrivateKeyInfo.getInstance(key.getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        assertThat(PrivateKeys.read(new PemBlock(oldLabel, inner))).isEqualTo(key);
    }

    /** The form of OpenSSL: with the curve inside, which PKCS#8 keeps outside. */
    private static byte[] sec1WithCurve(PrivateKey key) throws Exception {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        org.bouncycastle.asn1.sec.ECPrivateKey bare =
                org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey());
        int bits = ((ECPrivateKey) key).getParams().getOrder().bitLength();
        return new org.bouncycastle.asn1.sec.ECPrivateKey(
                        bits, bare.getKey(), info.getPrivateKeyAlgorithm().getParameters())
                .getEncoded();
    }
}
