package io.atflux.link;

/** A link that needs a human, or that is closed: its state gives the cause. */
public final class LinkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LinkState state;

    /** For test doubles of a link. */
    public LinkException(LinkState state) {
        super(message(state));
        this.state = state;
    }

    private static String message(LinkState state) {
        LinkCause cause = state.cause();
        String what = cause == null ? state.phase().toString() : cause.toString();
        return "the link is " + state.phase() + ": " + what
                + (state.detail() == null ? "" : " (" + state.detail() + ")")
                + (cause == null ? "" : ". " + cause.cure());
    }

    /** The state of the link; null only after deserialisation. */
    public LinkState state() {
        return state;
    }
}
