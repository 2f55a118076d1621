package io.atflux.samples.cli.doctor;

import io.atflux.link.LinkCause;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The result of one check. Immutable. */
final class Check {

    enum Result {
        OK,
        WARN,
        FAIL,
        SKIPPED
    }

    private static final int LONGEST = 300;

    private final String name;
    private final Result result;
    private final List<LinkCause> causes;
    private final String finding;
    private final @Nullable String said;
    private final @Nullable String cure;
    private final boolean inTheWay;

    private Check(
            String name,
            Result result,
            List<LinkCause> causes,
            String finding,
            @Nullable String said,
            @Nullable String cure,
            boolean inTheWay) {
        this.name = name;
        this.result = result;
        this.causes = List.copyOf(causes);
        this.finding = finding;
        this.said = said == null ? null : said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "...";
        this.cure = cure;
        this.inTheWay = inTheWay;
    }

    static Check ok(String name, String finding) {
        return new Check(name, Result.OK, List.of(), finding, null, null, false);
    }

    static Check warn(String name, @Nullable LinkCause cause, String finding, String cure) {
        return new Check(name, Result.WARN, cause == null ? List.of() : List.of(cause), finding, null, cure, false);
    }

    /** @param causes all possible causes, the likeliest first; at least one */
    static Check fail(String name, String finding, LinkCause... causes) {
        List<LinkCause> all = List.of(causes);
        String cure = all.size() == 1
                ? all.get(0).cure()
                : all.stream()
                        .map(cause -> cause + ": " + lowered(cause.cure()))
                        .collect(Collectors.joining(" "));
        return new Check(name, Result.FAIL, all, finding, null, cure, true);
    }

    private static String lowered(String cure) {
        return cure.substring(0, 1).toLowerCase(Locale.ROOT) + cure.substring(1);
    }

    /** A check that does not apply here, and that hinders no other. */
    static Check skipped(String name, String why) {
        return new Check(name, Result.SKIPPED, List.of(), why, null, null, false);
    }

    /** A check that is impossible because of the result of another one. */
    static Check hindered(String name, String why) {
        return new Check(name, Result.SKIPPED, List.of(), why, null, null, true);
    }

    /** Adds the modem's words. */
    Check said(@Nullable String words) {
        return new Check(name, result, causes, finding, words, cure, inTheWay);
    }

    /** Replaces the advice that the cause has for a link. */
    Check cure(String other) {
        return new Check(name, result, causes, finding, said, other, inTheWay);
    }

    /** Adds to the finding. */
    Check adding(String more) {
        return more.isEmpty() ? this : new Check(name, result, causes, finding + "; " + more, said, cure, inTheWay);
    }

    String name() {
        return name;
    }

    Result result() {
        return result;
    }

    /** All possible causes, empty if there is none. */
    List<LinkCause> causes() {
        return causes;
    }

    /** The finding as text. */
    String finding() {
        return finding;
    }

    @Nullable
    String said() {
        return said;
    }

    @Nullable
    String cure() {
        return cure;
    }

    boolean isFail() {
        return result == Result.FAIL;
    }

    /** Whether checks that need this one are impossible. */
    boolean isInTheWay() {
        return inTheWay;
    }
}
