package io.atflux.simulation;

import io.atflux.command.RetryRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Removes from a failing script the steps that the failure does not need. */
final class Shrinker {

    private final String violation;

    private Shrinker(String violation) {
        this.violation = kind(violation);
    }

    static Script shrink(Script failing, String violation) {
        return new Shrinker(violation).shrink(failing);
    }

    /** The kind of violation, without its tokens and times. */
    private static String kind(String violation) {
        return violation.replaceAll("[^ ]*[0-9][^ ]*", "#");
    }

    private Script shrink(Script failing) {
        Script script = failing;
        for (boolean smaller = true; smaller; ) {
            int before = script.toString().length();
            script = fewerSteps(script);
            script = simplerOrders(script);
            script = simplerSetup(script);
            smaller = script.toString().length() < before;
        }
        return script;
    }

    private boolean fails(Script script) {
        String broken = Simulation.attempt(script, new Hazards(), null);
        return broken != null && kind(broken).equals(violation);
    }

    private Script fewerSteps(Script from) {
        Script script = from;
        for (int i = script.steps().size() - 1; i >= 0; i--) {
            List<Step> fewer = new ArrayList<>(script.steps());
            fewer.remove(i);
            Script candidate = script.with(fewer);
            if (fails(candidate)) {
                script = candidate;
            }
        }
        return script;
    }

    private Script simplerOrders(Script from) {
        Script script = from;
        List<UnaryOperator<Order>> changes = List.of(
                o -> copy(o, o.retry(), o.deadline(), o.cancel(), null, o.behaviours()),
                o -> copy(o, o.retry(), o.deadline(), -1, o.next(), o.behaviours()),
                o -> copy(o, o.retry(), 0, o.cancel(), o.next(), o.behaviours()),
                o -> copy(o, RetryRule.never(), o.deadline(), o.cancel(), o.next(), o.behaviours()),
                o -> copy(o, o.retry(), o.deadline(), o.cancel(), o.next(), List.of(o.behaviour(0))),
                o -> copy(o, o.retry(), o.deadline(), o.cancel(), o.next(), quiet(o.behaviours())));
        for (int i = 0; i < script.steps().size(); i++) {
            for (UnaryOperator<Order> change : changes) {
                if (script.steps().get(i) instanceof Step.Send send) {
                    Order simpler = change.apply(send.order());
                    List<Step> changed = new ArrayList<>(script.steps());
                    changed.set(i, new Step.Send(send.at(), simpler));
                    Script candidate = script.with(changed);
                    if (candidate.toString().length() < script.toString().length() && fails(candidate)) {
                        script = candidate;
                    }
                }
            }
        }
        return script;
    }

    private static List<Behaviour> quiet(List<Behaviour> all) {
        return all.stream()
                .map(b -> new Behaviour(
                        b.delay(),
                        b.ending(),
                        b.early(),
                        b.promptDelay(),
                        b.result(),
                        b.resultDelay(),
                        b.resultFirst(),
                        0,
                        b.okFirst()))
                .toList();
    }

    private static Order copy(
            Order o,
            RetryRule retry,
            long deadline,
            long cancel,
            @org.jspecify.annotations.Nullable Order next,
            List<Behaviour> behaviours) {
        return new Order(
                o.id(),
                o.kind(),
                o.client(),
                o.timeout(),
                o.promptTimeout(),
                retry,
                o.control(),
                deadline,
                cancel,
                o.cancelFromWrite(),
                o.badDecoder(),
                o.throwing(),
                o.own(),
                next,
                behaviours);
    }

    private Script simplerSetup(Script script) {
        Setup s = script.setup();
        Setup simple = new Setup(
                s.discipline(),
                false,
                0,
                0,
                "\r\n> ",
                s.escapeEnds(),
                s.escapeAnswer(),
                1024,
                0,
                false,
                s.abortAnswer(),
                s.skill(),
                s.probeDelays(),
                s.extras());
        Script simpler = setUp(script, simple);
        return setUp(simpler, simpler.setup().with(Extras.NONE));
    }

    private Script setUp(Script script, Setup setup) {
        Script candidate = new Script(script.seed(), setup, script.steps());
        return fails(candidate) ? candidate : script;
    }
}
