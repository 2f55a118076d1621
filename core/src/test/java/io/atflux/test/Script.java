package io.atflux.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The conduct of a {@link ScriptedModem} for one command: one answer for each send; the last answer serves all further
 * sends.
 */
public final class Script {

    /** @param proof whether this is the answer to the line that proves that the session is in step */
    private record Print(Duration after, String text, boolean proof) {

        Print(Duration after, String text) {
            this(after, text, false);
        }
    }

    /** One answer; data is the number of bytes taken after a prompt, -1 for no prompt, 0 for text up to Ctrl-Z. */
    private static final class Answer {
        private final List<Print> before = new ArrayList<>();
        private final List<Print> after = new ArrayList<>();
        private int data = -1;
        private @Nullable List<Print> aborted;

        private List<Print> current() {
            return data < 0 ? before : after;
        }
    }

    private final ScriptedModem modem;
    private final Predicate<String> test;
    private final List<Answer> answers = new ArrayList<>();
    private int used;
    private String line = "";
    private Disposable.Composite under = Disposables.composite();
    private Answer running = new Answer();

    Script(ScriptedModem modem, Predicate<String> test) {
        this.modem = modem;
        this.test = test;
    }

    boolean test(String line) {
        return test.test(line);
    }

    /** Answers one more send with these lines at once. */
    public Script answers(String... lines) {
        answers.add(new Answer());
        return then(Duration.ZERO, lines);
    }

    /** Answers one more send with these lines after a time. */
    public Script answersAfter(Duration delay, String... lines) {
        answers.add(new Answer());
        return then(delay, lines);
    }

    /** Answers one more send with exactly these characters. */
    public Script answersRaw(String text) {
        answers.add(new Answer());
        last().current().add(new Print(Duration.ZERO, text));
        return this;
    }

    /** Answers one more line that proves that the session is in step, in full and at once. */
    public Script answersProof() {
        return answersProofAfter(Duration.ZERO);
    }

    /** Answers one more line that proves that the session is in step, in full and after a time. */
    public Script answersProofAfter(Duration delay) {
        answers.add(new Answer());
        last().current().add(new Print(delay, "", true));
        return this;
    }

    /** Leaves one more send unanswered. */
    public Script staysSilent() {
        answers.add(new Answer());
        return this;
    }

    /** Answers one more send with a prompt, and takes this number of bytes; 0 for text up to Ctrl-Z. */
    public Script prompts(String prompt, int bytes) {
        return promptsAfter(Duration.ZERO, prompt, bytes);
    }

    /** As {@link #prompts}, with a prompt that comes this time after the command. */
    public Script promptsAfter(Duration delay, String prompt, int bytes) {
        answers.add(new Answer());
        last().before.add(new Print(delay, prompt));
        last().data = bytes;
        return this;
    }

    /** Continues the present answer with these lines, this time after the send, or after the end of the data. */
    public Script then(Duration delay, String... lines) {
        for (String line : lines) {
            last().current().add(new Print(delay, "\r\n" + line + "\r\n"));
        }
        return this;
    }

    /**
     * Lets a character that comes before the end of the present answer abort it: these lines are printed instead of the rest.
     */
    public Script orAborted(String... lines) {
        List<Print> prints = new ArrayList<>();
        for (String line : lines) {
            prints.add(new Print(Duration.ZERO, "\r\n" + line + "\r\n"));
        }
        last().aborted = prints;
        return this;
    }

    void abort() {
        List<Print> instead = running.aborted;
        if (instead != null) {
            under.dispose();
            under = Disposables.composite();
            play(instead);
        }
    }

    private Answer last() {
        return answers.get(answers.size() - 1);
    }

    /** Goes on to the next answer; true if data follows. */
    boolean next() {
        if (!answers.isEmpty()) {
            running = answers.get(Math.min(used++, answers.size() - 1));
        }
        return running.data >= 0;
    }

    void play(String received) {
        line = received;
        play(running.before);
    }

    boolean takes(int received, byte latest) {
        return running.data == 0 ? latest == 0x1a : received >= running.data;
    }

    void answerData() {
        play(running.after);
    }

    private void play(List<Print> prints) {
        for (Print print : prints) {
            String text = print.proof() ? Proofs.answer(line) : print.text();
            under.add(modem.deliver(text.getBytes(StandardCharsets.ISO_8859_1), print.after()));
        }
    }
}
