package io.atflux.link.internal.driver;

import io.atflux.mqtt.TopicFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The listeners of each topic filter, by topic levels (MQTT 3.1.1, 4.7): finding the filters that match a topic takes time in its levels,
 * not in the number of filters. Thread-safe.
 */
final class TopicTree<L> {

    private static final class Node<L> {
        private final Map<String, Node<L>> children = new HashMap<>(2);
        private final List<L> here = new ArrayList<>(1);
    }

    private static final String SHARED = "$share/";

    private final Node<L> root = new Node<>();

    /** Adds a listener of a filter. */
    synchronized void add(TopicFilter filter, L listener) {
        Node<L> node = root;
        for (String level : levels(filter)) {
            node = node.children.computeIfAbsent(level, none -> new Node<>());
        }
        node.here.add(listener);
    }

    /** Removes a listener, and branches that are no longer needed. */
    synchronized void remove(TopicFilter filter, L listener) {
        remove(root, levels(filter), 0, listener);
    }

    private boolean remove(Node<L> node, String[] levels, int at, L listener) {
        if (at == levels.length) {
            node.here.remove(listener);
        } else {
            Node<L> child = node.children.get(levels[at]);
            if (child != null && remove(child, levels, at + 1, listener)) {
                node.children.remove(levels[at]);
            }
        }
        return node.here.isEmpty() && node.children.isEmpty();
    }

    /** The listeners of all filters that match a topic; each as often as it was added. */
    synchronized List<L> matching(String topic) {
        List<L> all = new ArrayList<>();
        collect(root, topic.split("/", -1), 0, topic.startsWith("$"), all);
        return all;
    }

    private void collect(Node<L> node, String[] levels, int at, boolean system, List<L> all) {
        boolean wild = at > 0 || !system;
        Node<L> rest = wild ? node.children.get("#") : null;
        if (rest != null) {
            all.addAll(rest.here);
        }
        if (at == levels.length) {
            all.addAll(node.here);
            return;
        }
        Node<L> exact = node.children.get(levels[at]);
        if (exact != null) {
            collect(exact, levels, at + 1, system, all);
        }
        Node<L> any = wild ? node.children.get("+") : null;
        if (any != null) {
            collect(any, levels, at + 1, system, all);
        }
    }

    /** A shared subscription is matched by the filter in it. */
    private static String[] levels(TopicFilter filter) {
        String text = filter.toString();
        if (text.startsWith(SHARED)) {
            text = text.substring(text.indexOf('/', SHARED.length()) + 1);
        }
        return text.split("/", -1);
    }
}
