package io.atflux.link;

/** A link that a human has to do something for, or that was closed: its state says what. */
public final class LinkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LinkState state;

    /** For stand-ins of a link in tests. */
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

    /** Where the link stands; null only after it was read from a serialised exception. */
    public LinkState state() {
        return state;
    }
}
