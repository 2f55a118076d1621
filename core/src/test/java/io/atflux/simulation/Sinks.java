package io.atflux.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.atflux.observe.SessionObserver;
import io.atflux.observe.WireEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * The places at which text leaves the session beside its signals: the log, a recording, the tags of meters. None of
 * them may tell a secret.
 */
final class Sinks extends AppenderBase<ILoggingEvent> implements SessionObserver, Consumer<WireEvent> {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.atflux");

    private final World world;
    private int calls;
    /** The end of the recording so far: a secret may come in pieces. */
    private final Map<WireEvent.Direction, String> tails = new EnumMap<>(WireEvent.Direction.class);

    Sinks(World world) {
        this.world = world;
    }

    /** Reads the log as well, down to the wire tap. */
    void open() {
        setContext(LOG.getLoggerContext());
        start();
        LOG.setAdditive(false);
        LOG.setLevel(Level.DEBUG);
        LOG.addAppender(this);
    }

    void close() {
        LOG.detachAppender(this);
        LOG.setLevel(null);
        LOG.setAdditive(true);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        world.replies.sink("the log", event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            world.replies.sink("the log", event.getThrowableProxy().getMessage());
        }
    }

    @Override
    public void accept(WireEvent event) {
        String text = tails.getOrDefault(event.direction(), "") + event.bytes();
        world.replies.sink("a recording", text);
        tails.put(event.direction(), text.substring(Math.max(0, text.length() - 3)));
        if (throwsNow()) {
            world.hazards.count(Hazard.RECORDER_THREW);
            throw new NoSuchMethodError("a recorder that throws");
        }
    }

    @Override
    public void commandEnded(Command command) {
        world.replies.sink("a meter's tag", command.name());
        if (throwsNow()) {
            world.hazards.count(Hazard.OBSERVER_THREW);
            throw new AssertionError("an observer that throws");
        }
    }

    private boolean throwsNow() {
        return world.script.setup().extras().throwing() && ++calls % 5 == 0;
    }
}
