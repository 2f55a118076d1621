package io.atflux.samples.modem.module;

import io.atflux.samples.modem.engine.Call;

/** An operation whose OK was given and whose URC is pending; it ends once. */
final class DeferredOperation {

    private final Call.Acceptance acceptance;
    private final String success;
    private final String failure;
    private final boolean urcLost;
    private boolean over;

    DeferredOperation(Call.Acceptance acceptance, String success, String failure, boolean urcLost) {
        this.acceptance = acceptance;
        this.success = success;
        this.failure = failure;
        this.urcLost = urcLost;
    }

    boolean isOver() {
        return over;
    }

    void end(boolean succeeded) {
        if (over) {
            return;
        }
        over = true;
        if (urcLost) {
            acceptance.finishSilently();
        } else {
            acceptance.finish(succeeded ? success : failure);
        }
    }
}
