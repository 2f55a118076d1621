package io.atflux.link;

import io.atflux.link.internal.driver.LinkDriver;
import io.atflux.link.internal.driver.Pacing;
import io.atflux.mqtt.Broker;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A fleet of named links. It limits the rate at which lines and connections to each broker are opened, so that a restart does not open all at
 * once. It refuses two links with the same identity at one broker, since they would disconnect each other. Thread-safe.
 *
 * <pre>{@code
 * Links fleet = Links.create();
 * for (Device device : devices) {
 *     fleet.add(device.name(), L610.over(AtTransports.of(device.url())).connector(), device.broker(), LinkOptions.defaults());
 * }
 * fleet.startAll().subscribe();
 * }</pre>
 */
public final class Links {

    private record Member(MqttLink link, @Nullable String identity) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Pacing pacing;

    private Links(LinksOptions options) {
        this.pacing = Pacing.of(options);
    }

    /** {@link #create(LinksOptions)} with {@link LinksOptions#defaults()}. */
    public static Links create() {
        return create(LinksOptions.defaults());
    }

    /** A fleet without links. */
    public static Links create(LinksOptions options) {
        return new Links(options);
    }

    /**
     * Adds a link on the first MQTT client of its module. The link does nothing before it is started.
     *
     * @param name the name for {@link #get} and {@link #remove}
     * @throws IllegalArgumentException if there is a link of this name, or one with the same broker and client identifier
     */
    public MqttLink add(String name, ModuleConnector module, Broker broker, LinkOptions options) {
        String identity = identity(broker);
        synchronized (members) {
            if (members.containsKey(name)) {
                throw new IllegalArgumentException("there is a link \"" + name + "\" already");
            }
            members.forEach((other, member) -> {
                if (identity != null && identity.equals(member.identity())) {
                    throw new IllegalArgumentException("\"" + name + "\" and \"" + other + "\" have one identity, "
                            + identity + ": they would disconnect each other");
                }
            });
            MqttLink link = new LinkDriver(module, options, pacing).client(1, broker);
            members.put(name, new Member(link, identity));
            return link;
        }
    }

    /** The identity that must be unique; null if the module uses its own default, which is unknown here. */
    private static @Nullable String identity(Broker broker) {
        String id = broker.credentials().clientId();
        return id == null || id.isEmpty() ? null : id + " at " + broker;
    }

    /** The link of this name; null for none. */
    public @Nullable MqttLink get(String name) {
        synchronized (members) {
            Member member = members.get(name);
            return member == null ? null : member.link();
        }
    }

    /** The current links, in the order in which they were added. */
    public Map<String, MqttLink> all() {
        synchronized (members) {
            Map<String, MqttLink> all = new LinkedHashMap<>();
            members.forEach((name, member) -> all.put(name, member.link()));
            return Collections.unmodifiableMap(all);
        }
    }

    /**
     * Starts all current links.
     *
     * @return completes when each link has been ready once, or has reported a cause that only a human can repair; never errors.
     *     {@link MqttLink#states()} reports each
     */
    public Mono<Void> startAll() {
        return Flux.defer(() -> Flux.fromIterable(all().values()))
                .flatMap(link -> link.start().onErrorComplete(LinkException.class), Integer.MAX_VALUE)
                .then();
    }

    /**
     * Closes a link and removes it; the others are not affected.
     *
     * @return completes when it is closed, or at once if there is no link of this name
     */
    public Mono<Void> remove(String name) {
        return Mono.defer(() -> {
            Member member;
            synchronized (members) {
                member = members.remove(name);
            }
            return member == null
                    ? Mono.empty()
                    : Objects.requireNonNull(member).link().close();
        });
    }

    /** Closes all links, within 20 s in total. */
    public Mono<Void> close() {
        return Mono.defer(() -> {
            List<Member> all;
            synchronized (members) {
                all = List.copyOf(members.values());
                members.clear();
            }
            return Flux.fromIterable(all)
                    .flatMap(member -> member.link().close(), Integer.MAX_VALUE)
                    .then();
        });
    }
}
