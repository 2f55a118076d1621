package io.atflux.transport.tcp;

import io.atflux.test.api.PublicApiRules;

class TcpApiTest implements PublicApiRules {

    @Override
    public Class<?> ofTheModule() {
        return TcpTransport.class;
    }
}
