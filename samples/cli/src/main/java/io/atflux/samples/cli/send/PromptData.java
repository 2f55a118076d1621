package io.atflux.samples.cli.send;

import io.atflux.command.Payload;

/** What answers a prompt. Not a record: its bytes have no business in a message. */
final class PromptData {

    private final byte[] bytes;

    PromptData(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param text whether the prompt takes text up to Ctrl-Z, instead of a number of bytes that the command announced */
    Payload payload(boolean text) {
        return text ? Payload.text(bytes) : Payload.counted(bytes);
    }
}
