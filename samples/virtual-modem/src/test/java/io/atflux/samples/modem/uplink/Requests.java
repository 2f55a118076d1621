package io.atflux.samples.modem.uplink;

import io.atflux.samples.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Open requests with default values for everything that the test does not concern. */
record Requests(OpenRequest request) {

    static final String USER = "g510/test1";
    static final String PASSWORD = "u-never-log-me";
    private static final AtomicInteger IDS = new AtomicInteger();

    static Requests to(int port) {
        return new Requests(new OpenRequest(
                EmbeddedBroker.HOST,
                port,
                true,
                60,
                "modem-" + IDS.incrementAndGet(),
                bytes(USER),
                bytes(PASSWORD),
                null,
                null));
    }

    Requests host(String host) {
        return with(host, request.cleanSession(), request.keepAliveSeconds(), request.clientId(), request.tls());
    }

    Requests persistent(String clientId) {
        return with(request.host(), false, request.keepAliveSeconds(), clientId, request.tls());
    }

    Requests clientId(String clientId) {
        return with(request.host(), request.cleanSession(), request.keepAliveSeconds(), clientId, request.tls());
    }

    Requests keepAlive(int seconds) {
        return with(request.host(), request.cleanSession(), seconds, request.clientId(), request.tls());
    }

    Requests tls(OpenRequest.Tls tls) {
        return with(request.host(), request.cleanSession(), request.keepAliveSeconds(), request.clientId(), tls);
    }

    Requests login(byte @Nullable [] user, byte @Nullable [] password) {
        return new Requests(new OpenRequest(
                request.host(),
                request.port(),
                request.cleanSession(),
                request.keepAliveSeconds(),
                request.clientId(),
                user,
                password,
                request.will(),
                request.tls()));
    }

    Requests will(OpenRequest.Will will) {
        return new Requests(new OpenRequest(
                request.host(),
                request.port(),
                request.cleanSession(),
                request.keepAliveSeconds(),
                request.clientId(),
                request.user(),
                request.password(),
                will,
                request.tls()));
    }

    private Requests with(
            String host, boolean cleanSession, int keepAlive, String clientId, OpenRequest.@Nullable Tls tls) {
        return new Requests(new OpenRequest(
                host,
                request.port(),
                cleanSession,
                keepAlive,
                clientId,
                request.user(),
                request.password(),
                request.will(),
                tls));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
