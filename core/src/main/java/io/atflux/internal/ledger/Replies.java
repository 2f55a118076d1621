package io.atflux.internal.ledger;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the reply to each command at once: the builder is for programs. */
public final class Replies {

    /** The way to a reply's constructor. */
    public interface Access {

        AtReply reply(
                FinalResult result,
                List<AtLine> lines,
                @Nullable AtLine urc,
                int attempts,
                boolean possiblyDuplicated,
                long elapsed);
    }

    private static volatile @Nullable Access access;

    private Replies() {}

    /** Called by the replies themselves, before there is the first one. */
    public static void open(Access own) {
        access = own;
    }

    private static Access access() {
        Access known = access;
        if (known == null) {
            // Whoever makes the first reply makes the class ready by it.
            AtReply.of(FinalResult.OK);
            known = Objects.requireNonNull(access);
        }
        return known;
    }

    /**
     * @param lines not changed any more
     * @param elapsed nanoseconds
     */
    public static AtReply reply(
            FinalResult result,
            List<AtLine> lines,
            @Nullable AtLine urc,
            int attempts,
            boolean possiblyDuplicated,
            long elapsed) {
        return access().reply(result, List.copyOf(lines), urc, attempts, possiblyDuplicated, elapsed);
    }
}
