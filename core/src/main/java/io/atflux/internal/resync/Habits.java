package io.atflux.internal.resync;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that a modem takes, as learned from its answers. Confined to one session at a time. */
final class Habits {

    /** Answers to other parties' words and to listings are fewer than this in a row. */
    private static final int MANY_UNLIKE = 8;
    /** This number of lines in order belongs to no other word. */
    private static final int LIKE = 6;

    final Alphabet alphabet;
    private final boolean registerAllowed;
    private final Ability chain;
    private final Ability register;
    /** The number of answers in a row, ended by OK, that neither were the word's nor resembled it. */
    private int unlike;
    /** The first letter of the last word that was refused as a whole: the letter alone may be the reason. */
    private String refusedHead = "";

    Habits(Alphabet alphabet, boolean registerAllowed) {
        this(alphabet, registerAllowed, new Ability(), new Ability());
    }

    private Habits(Alphabet alphabet, boolean registerAllowed, Ability chain, Ability register) {
        this.alphabet = alphabet;
        this.registerAllowed = registerAllowed;
        this.chain = chain;
        this.register = register;
    }

    /** For the next session: all that was learned, except that refusals of what was once answered no longer count. */
    Habits forNextSession() {
        Habits next = new Habits(
                alphabet.forNextSession(), registerAllowed, chain.forNextSession(), register.forNextSession());
        next.refusedHead = refusedHead;
        next.unlike = unlike;
        return next;
    }

    void forget() {
        alphabet.forget();
        chain.forget();
        register.forget();
        refusedHead = "";
        unlike = 0;
    }

    /** The strongest kind that this modem has not refused. */
    Word.Kind strongest() {
        if (chain.isThere() && alphabet.makesWords()) {
            return Word.Kind.READS;
        }
        return registerAllowed && register.isThere() ? Word.Kind.REGISTER : Word.Kind.READ;
    }

    String refusedHead() {
        return refusedHead;
    }

    /** Whether the modem gives stronger proofs than a single read, so that a single read proves nothing. */
    boolean provesMore(Word.Kind kind) {
        return kind == Word.Kind.READ && strongest() != kind && (chain.isProven() || register.isProven());
    }

    boolean onceProved() {
        return chain.isProven() || register.isProven();
    }

    void answered(Word word) {
        switch (word.kind()) {
            case READS -> {
                chain.answered();
                refusedHead = "";
                unlike = 0;
                word.answers().forEach(alphabet::answered);
            }
            case REGISTER -> register.answered();
            case READ -> word.answers().forEach(alphabet::answered);
        }
    }

    /**
     * The modem ended the word's answer before it was complete.
     *
     * @param seen the part that arrived, in the form of the word's answers
     * @param ok whether the final result was OK
     */
    void failed(Word word, List<String> seen, boolean ok) {
        switch (word.kind()) {
            case READS -> failedReads(word, seen, ok);
            case REGISTER -> register.refused();
            case READ -> {
                if (!ok) {
                    word.answers().forEach(alphabet::refused);
                }
            }
        }
    }

    private void failedReads(Word word, List<String> seen, boolean ok) {
        List<String> asked = word.answers();
        String head = asked.get(0);
        boolean onlyTheFirst = ok && seen.size() == 1 && seen.get(0).equals(head);
        if (seen.isEmpty() || onlyTheFirst) {
            refusedAtOnce(head, onlyTheFirst);
            return;
        }
        if (seen.size() > 1) {
            // More than one of its commands was executed.
            chain.seen();
        }
        if (!ok && word.beginsWith(seen)) {
            seen.forEach(alphabet::answered);
            alphabet.refused(asked.get(seen.size()));
        } else if (ok) {
            answeredOtherwise(asked, seen);
        }
    }

    /**
     * Refusals of two words with different first letters show that the row was refused, not the letter; if a row was ever answered,
     * it is the letter.
     */
    private void refusedAtOnce(String head, boolean onlyTheFirst) {
        if (!chain.isProven()) {
            if (!head.equals(refusedHead) || onlyTheFirst) {
                chain.refused();
            }
        } else if (!onlyTheFirst) {
            alphabet.refused(head);
        }
        refusedHead = head;
    }

    /**
     * If some letters were answered by no line or by several, and the rest is this word's answer, those letters are refused.
     * Otherwise it was the answer to another party's word or to a listing, and shows nothing, unless no answer ever resembles the
     * word.
     */
    private void answeredOtherwise(List<String> asked, List<String> seen) {
        Set<String> odd = new LinkedHashSet<>(asked);
        odd.addAll(seen);
        odd.removeIf(name -> count(asked, name) == count(seen, name));
        List<String> rest = without(odd, asked);
        boolean like = rest.size() >= LIKE && rest.stream().distinct().count() > 1 && rest.equals(without(odd, seen));
        if (!like && ++unlike < MANY_UNLIKE) {
            return;
        }
        rest.forEach(alphabet::answered);
        odd.forEach(alphabet::refused);
    }

    private static List<String> without(Set<String> odd, List<String> names) {
        return names.stream().filter(name -> !odd.contains(name)).toList();
    }

    private static long count(List<String> names, String name) {
        return names.stream().filter(name::equals).count();
    }

    /** The next single read that may be written; null for none. */
    @Nullable
    Word single(List<String> notThese) {
        for (Word word : alphabet.singles()) {
            if (!notThese.contains(word.answers().get(0))) {
                return word;
            }
        }
        return null;
    }
}
