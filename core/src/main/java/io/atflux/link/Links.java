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
 * A fleet of links, each with a name: lines are opened at a pace, and so are the connections to each broker, so that neither meets all at
 * once after a restart. Two links with one identity at one broker, which would throw each other out, are refused. Thread-safe.
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
     * Adds a link, on the first MQTT client of its module. It does nothing before it is started.
     *
     * @param name by which it is found, and removed
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
                            + identity + ": they would throw each other out");
                }
            });
            MqttLink link = new LinkDriver(module, options, pacing).client(1, broker);
            members.put(name, new Member(link, identity));
            return link;
        }
    }

    /** What must be unique; null if the module's own default is used, which is not known here. */
    private static @Nullable String identity(Broker broker) {
        String id = broker.credentials().clientId();
        return id == null || id.isEmpty() ? null : id + " at " + broker;
    }

    /** The link of a name; null for none. */
    public @Nullable MqttLink get(String name) {
        synchronized (members) {
            Member member = members.get(name);
            return member == null ? null : member.link();
        }
    }

    /** All links as of now, in the order in which they were added. */
    public Map<String, MqttLink> all() {
        synchronized (members) {
            Map<String, MqttLink> all = new LinkedHashMap<>();
            members.forEach((name, member) -> all.put(name, member.link()));
            return Collections.unmodifiableMap(all);
        }
    }

    /**
     * Starts all links that there are now.
     *
     * @return completes when each is ready for the first time, or has said that only a human can mend what is wrong; never errors.
     *     {@link MqttLink#states()} tells of each
     */
    public Mono<Void> startAll() {
        return Flux.defer(() -> Flux.fromIterable(all().values()))
                .flatMap(link -> link.start().onErrorComplete(LinkException.class), Integer.MAX_VALUE)
                .then();
    }

    /**
     * Closes a link and takes it out; the others stay as they are.
     *
     * @return completes when it is closed, at once if there is none of this name
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

    /** Closes all links, at most 20 s for all together. */
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
