package io.atflux.internal.ledger;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates each command's reply in one call: the builder is for programs. */
public final class Replies {

    /** Access to a reply's constructor. */
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

    /** Called by the class of replies when it is initialised. */
    public static void open(Access own) {
        access = own;
    }

    private static Access access() {
        Access known = access;
        if (known == null) {
            // The first reply initialises the class, which calls open.
            AtReply.of(FinalResult.OK);
            known = Objects.requireNonNull(access);
        }
        return known;
    }

    /**
     * @param lines must not be changed afterwards
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
