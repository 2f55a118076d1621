package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.TransportTck;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class TlsTransportIT implements TransportTck {

    @TempDir
    private Path folder;

    @Override
    public FarEnd farEnd() throws IOException {
        return new TlsFarEnd(folder);
    }

    @Override
    public Mono<Void> dispose() {
        return TcpLoops.dispose();
    }

    @Override
    public String threadPrefix() {
        return "atflux-tcp-";
    }

    @AfterEach
    void leaveNothing() {
        TcpLoops.dispose().block(LIMIT);
    }
}
