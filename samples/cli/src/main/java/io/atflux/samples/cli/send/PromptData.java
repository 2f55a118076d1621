package io.atflux.samples.cli.send;

import io.atflux.command.Payload;
import io.atflux.samples.cli.WireText;
import java.nio.charset.StandardCharsets;

/** The data for a prompt. Not a record, so that no message shows its content. */
final class PromptData {

    private final String content;
    private final boolean typed;

    private PromptData(String content, boolean typed) {
        this.content = content;
        this.typed = typed;
    }

    /** Text as typed. */
    static PromptData typed(String text) {
        return new PromptData(text, true);
    }

    /** Bytes as read from a file. */
    static PromptData bytes(byte[] bytes) {
        return new PromptData(new String(bytes, StandardCharsets.ISO_8859_1), false);
    }

    /**
     * The bytes of a typed text in a charset.
     *
     * @throws io.atflux.error.AtUsageException for a character that the charset does not have
     */
    PromptData in(WireText text) {
        return typed ? new PromptData(text.bytes("the data", content), false) : this;
    }

    /**
     * @param text whether the prompt takes text up to Ctrl-Z, instead of the number of bytes that the command announced
     */
    Payload payload(boolean text) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return text ? Payload.text(bytes) : Payload.counted(bytes);
    }
}
