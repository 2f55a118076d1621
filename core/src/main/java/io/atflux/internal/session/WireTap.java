package io.atflux.internal.session;

import io.atflux.command.Payload;
import io.atflux.line.AtLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What passes on the line, for people: behind the framing and behind the mask. */
final class WireTap {

    private static final Logger LOG = LoggerFactory.getLogger("io.atflux.wire");

    private final String name;
    private final SecretMask mask;

    WireTap(String name, SecretMask mask) {
        this.name = name;
        this.mask = mask;
    }

    String name() {
        return name;
    }

    void sent(String masked) {
        LOG.debug("{} >> {}", name, masked);
    }

    void sentPayload(Payload payload) {
        LOG.debug("{} >> ({} bytes)", name, payload.bytes().length);
    }

    void sentEscape() {
        LOG.debug("{} >> ESC", name);
    }

    void received(AtLine line) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} << {}", name, mask.mask(line.text()));
        }
    }

    void prompt() {
        LOG.debug("{} << >", name);
    }

    void note(String what) {
        LOG.debug("{} -- {}", name, what);
    }

    String mask(String text) {
        return mask.mask(text);
    }
}
