package io.atflux.transport.tcp;

import io.atflux.test.FarEnd;
import io.atflux.test.NonBlockingTck;
import java.io.IOException;

class NonBlockingTcpIT implements NonBlockingTck {

    @Override
    public FarEnd farEnd() throws IOException {
        return new SocketFarEnd(null);
    }
}
