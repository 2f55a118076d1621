package io.atflux.samples.modem.module;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.OpenRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** TLS settings, certificates and keys: lost at power-off. Uploads append. */
public final class TlsStore {

    /** The files of AT+GTSSLFILE. */
    public enum File {
        /** The client's certificate, despite its name. */
        CAFILE,
        /** The client's key. */
        KEYFILE,
        /** Root certificates. */
        TRUSTFILE
    }

    private static final int TLS_1_2 = 4;

    private final Switches switches;
    private final Map<File, ByteArrayOutputStream> files = new EnumMap<>(File.class);
    private final Map<File, Integer> uploads = new EnumMap<>(File.class);

    /** AT+GTSSLVER. */
    public int version;
    /** AT+GTSSLMODE: verify the server. */
    public boolean verify;
    /** AT+GTSSLERR. */
    public int error;

    /** A store with nothing loaded. */
    public TlsStore(Switches switches) {
        this.switches = switches;
        this.version = switches.number(Switch.SSL_VERSION);
    }

    /** Appends to a file. */
    public void append(File file, byte[] content) {
        files.computeIfAbsent(file, f -> new ByteArrayOutputStream()).writeBytes(content);
        uploads.merge(file, 1, Integer::sum);
    }

    /** The answer to AT+GTSSLFILE?: the trust file always, another once it has content. */
    public List<String> answer() {
        List<String> lines = new ArrayList<>();
        for (File file : File.values()) {
            int count = switches.is(Switch.SSL_COUNT, "bytes") ? content(file).length : uploads.getOrDefault(file, 0);
            if (count > 0 || file == File.TRUSTFILE) {
                lines.add("+GTSSLFILE: " + file + "," + count);
            }
        }
        return lines;
    }

    /** The TLS settings of an open; versions above TLS 1.2 leave the choice to the handshake. */
    public OpenRequest.Tls settings() {
        return new OpenRequest.Tls(
                version > TLS_1_2 ? 0 : version,
                verify,
                content(File.CAFILE),
                content(File.KEYFILE),
                content(File.TRUSTFILE));
    }

    private byte[] content(File file) {
        ByteArrayOutputStream content = files.get(file);
        return content == null ? new byte[0] : content.toByteArray();
    }
}
