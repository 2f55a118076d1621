package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect;
import io.atflux.internal.codec.TextState;
import io.atflux.internal.session.Services;
import io.atflux.line.AtLine;
import io.atflux.line.TextShape;
import io.atflux.line.TextShape.Quote;

/** Determines from a header how its text ends, or that the end is unknown. Confined to the event loop. */
final class TextStart {

    private final Services given;
    private final LineSink sink;
    private final LineDialect dialect;
    private final boolean joins;

    TextStart(Services given, LineSink sink, LineDialect dialect) {
        this.given = given;
        this.sink = sink;
        this.dialect = dialect;
        this.joins = !given.profile.framing().gap().isZero();
    }

    /** The state after the header; {@link TextState#NONE} if no text is joined to it. */
    TextState of(AtLine header, TextShape shape) {
        return shape.isBelow() ? below(shape.bytes(header)) : behind(shape.quote(header));
    }

    private TextState below(int bytes) {
        if (bytes > 0 && given.wire.scanner().fits(bytes)) {
            given.wire.scanner().count(bytes, dialect.end());
            return TextState.COUNTED;
        }
        if (bytes != 0) {
            endIsUnknown();
        }
        return bytes == 0 ? TextState.NONE : TextState.HEADED;
    }

    private TextState behind(Quote quote) {
        if (quote != Quote.CLOSED) {
            endIsUnknown();
        }
        return switch (quote) {
            case OPEN -> TextState.QUOTED;
            case SHUT -> joins ? TextState.SHUT : TextState.NONE;
            case CLOSED -> TextState.NONE;
            case NONE -> joins && dialect.isLeaded() ? TextState.LINES : TextState.NONE;
        };
    }

    /** If lines have leads, these show the end. */
    private void endIsUnknown() {
        if (!dialect.isLeaded()) {
            sink.endUnknown();
        }
    }
}
