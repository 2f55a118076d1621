package io.atflux.internal.resync;

import io.atflux.command.FinalResult;
import io.atflux.internal.session.Services;
import org.jspecify.annotations.Nullable;

/** The session's {@link Proof}, created on first use: most sessions never need one. Confined to the event loop. */
public final class ProofOnDemand {

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

    /** The reactions learned of the modem no longer count. */
    void forgetModem() {
        Proof made = proof;
        if (made != null) {
            made.forgetModem();
        }
    }

    /** Whether written words are unanswered. */
    boolean isOut() {
        Proof made = proof;
        return made != null && made.isOut();
    }

    /** A line other than a word was written to find the modem: only a later word proves anything. */
    public void otherWritten(Services given) {
        // Without reads nothing can be proved, and nothing is asked.
        if (!given.profile.probes().isEmpty()) {
            get(given).otherWritten();
        }
    }

    /** The only line of that kind was answered. */
    public void otherAnswered() {
        Proof made = proof;
        if (made != null) {
            made.otherAnswered();
        }
    }

    /** A final result arrived during the search for the modem. @return whether it concerned a word */
    public boolean isAboutAWord(FinalResult result) {
        Proof made = proof;
        return made != null && made.isOut() && made.finalCame(result.isOk(), false) != Proof.Finding.STRAY;
    }
}
