package io.atflux.link;

/** Creates an observer for each link. Implemented by programs. Thread-safe. */
@FunctionalInterface
public interface LinkObserverFactory {

    /**
     * Called once for each link, when it is made. If it throws, the link goes on without this observer.
     *
     * @return the observer, {@link LinkObserver#NONE} for none
     */
    LinkObserver observer(LinkIdentity link);
}
