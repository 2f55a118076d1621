package io.atflux.samples.link;

import io.atflux.fibocom.L610;
import io.atflux.link.ModuleLink;
import io.atflux.transport.AtTransport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The process on the host: the links of one module, and their users. It can die without closing anything. */
final class SiteHost {

    private final Site site;
    private final HostTime time;
    private final List<LinkUser> users = new ArrayList<>();
    private boolean dead;

    SiteHost(Site site, Dice dice) {
        this.site = site;
        this.time = new HostTime(site.time);
        long seed = dice.next();
        L610.Builder builder = L610.over(new HostLine())
                .options(site.setup.modem())
                .session(client -> client.timer(time).random(new Random(seed)));
        ModuleLink links = builder.moduleLink(site.options(time));
        for (int client = 1; client <= site.setup.clients; client++) {
            users.add(new LinkUser(site, this, client, links.client(client, site.setup.broker(client)), dice.split()));
        }
    }

    List<LinkUser> users() {
        return users;
    }

    boolean isDead() {
        return dead;
    }

    void start() {
        SiteDisk disk = site.disk();
        if (disk != null && disk.wellSince() == null) {
            // An unreadable budget is not known.
            site.wire.forgetBudgetsSince(Duration.ZERO);
        }
        users.forEach(LinkUser::start);
    }

    boolean isReady() {
        return users.stream().allMatch(user -> user.link().state().isReady());
    }

    /** The process dies at once. */
    void die() {
        site.trace("the host's process dies");
        dead = true;
        time.die();
        site.line.abandon();
        users.forEach(LinkUser::died);
        site.history.note(History.Happening.HOST_DIED);
        site.wire.forgetBudgetsSince(site.surelyRemembered());
    }

    private final class HostLine implements AtTransport {

        @Override
        public Mono<Channel> connect(ChannelHandler handler) {
            return Mono.defer(() -> dead ? Mono.never() : site.line.connect(handler));
        }

        @Override
        public Scheduler timer() {
            return time;
        }

        @Override
        public String describe() {
            return "world";
        }
    }
}
