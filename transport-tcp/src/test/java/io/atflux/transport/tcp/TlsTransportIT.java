package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TlsTransportIT implements TcpTck {

    @TempDir
    private Path folder;

    @Override
    public FarEnd farEnd() throws IOException {
        return new TlsFarEnd(folder);
    }
}
