package io.atflux.internal.resync;

import io.atflux.internal.session.Services;
import org.jspecify.annotations.Nullable;

/** The session's {@link Proof}: most sessions never need one, so it is made when it is first asked for. Confined to the event loop. */
final class ProofOnDemand {

    private @Nullable Proof proof;

    Proof get(Services given) {
        Proof made = proof;
        return made == null ? make(given, Proof.Memory.NONE) : made;
    }

    private Proof make(Services given, Proof.Memory former) {
        Proof made = new Proof(
                given.profile.probes(),
                given.profile.probesByRegister(),
                given.profile.maxCommandLength(),
                given.options.random(),
                former,
                given.now());
        proof = made;
        return made;
    }

    void inherit(Services given, Proof.Memory former) {
        if (former != Proof.Memory.NONE) {
            make(given, former);
        }
    }

    Proof.Memory leave(long now) {
        Proof made = proof;
        return made == null ? Proof.Memory.NONE : made.leave(now);
    }

    /** What was learned of the modem counts no more. */
    void forgetModem() {
        Proof made = proof;
        if (made != null) {
            made.forgetModem();
        }
    }

    /** Whether words are out that were not answered. */
    boolean isOut() {
        Proof made = proof;
        return made != null && made.isOut();
    }

    /** Something other than a word was written. */
    void otherWritten() {
        Proof made = proof;
        if (made != null) {
            made.otherWritten();
        }
    }

    /** A final result came while the modem is being found: whether it is about a word. */
    boolean isAboutAWord(boolean ok) {
        Proof made = proof;
        return made != null && made.isOut() && made.finalCame(ok, false) != Proof.Finding.STRAY;
    }
}
