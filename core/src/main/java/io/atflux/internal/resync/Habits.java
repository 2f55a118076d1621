package io.atflux.internal.resync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was learned of a modem: which words it takes. Confined to one session at a time. */
final class Habits {

    final Alphabet alphabet;
    private final boolean registerAllowed;
    private final Ability chain;
    private final Ability register;
    /** The first letter of the last word that was refused as a whole: it alone may be the reason. */
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

    Habits copy() {
        Habits copy = new Habits(alphabet.copy(), registerAllowed, chain.copy(), register.copy());
        copy.refusedHead = refusedHead;
        return copy;
    }

    void forget() {
        alphabet.forget();
        chain.forget();
        register.forget();
        refusedHead = "";
    }

    /** The strongest kind that this modem is not known to refuse. */
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
        return kind == Word.Kind.READ && (chain.isProven() || register.isProven());
    }

    void answered(Word word) {
        switch (word.kind()) {
            case READS -> {
                chain.seen();
                refusedHead = "";
                word.answers().forEach(alphabet::answered);
            }
            case REGISTER -> register.seen();
            case READ -> word.answers().forEach(alphabet::answered);
        }
    }

    /**
     * The modem ended the word's answer, and that was not the whole of it.
     *
     * @param seen what came of it, in the form of the word's answers
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
            if (!head.equals(refusedHead) || onlyTheFirst) {
                chain.refused();
            }
            refusedHead = head;
            return;
        }
        if (seen.size() > 1) {
            // More than one of its commands was carried out.
            chain.seen();
        }
        if (!ok && word.beginsWith(seen)) {
            seen.forEach(alphabet::answered);
            alphabet.refused(asked.get(seen.size()));
            return;
        }
        if (ok) {
            asked.stream().distinct().forEach(name -> {
                if (count(asked, name) == count(seen, name)) {
                    alphabet.answered(name);
                } else {
                    alphabet.refused(name);
                }
            });
        }
    }

    private static long count(List<String> names, String name) {
        return names.stream().filter(name::equals).count();
    }

    /** The next single read that may be asked, null for none. */
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
