package io.atflux.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** What a {@link ScriptedModem} does about one command: one answer for each send, the last one for all further ones. */
public final class Script {

    /** @param proof whether it is the answer to the line that proves that the session is in step */
    private record Print(Duration after, String text, boolean proof) {

        Print(Duration after, String text) {
            this(after, text, false);
        }
    }

    /** One answer; data is how many bytes are taken after a prompt, -1 for no prompt, 0 for text up to Ctrl-Z. */
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

    /** One more send is answered by these lines at once. */
    public Script answers(String... lines) {
        answers.add(new Answer());
        return then(Duration.ZERO, lines);
    }

    /** One more send is answered by these lines after a time. */
    public Script answersAfter(Duration delay, String... lines) {
        answers.add(new Answer());
        return then(delay, lines);
    }

    /** One more send is answered by these characters, as they stand. */
    public Script answersRaw(String text) {
        answers.add(new Answer());
        last().current().add(new Print(Duration.ZERO, text));
        return this;
    }

    /** One more line that proves that the session is in step is answered in full, at once. */
    public Script answersProof() {
        return answersProofAfter(Duration.ZERO);
    }

    /** One more line that proves that the session is in step is answered in full, after a time. */
    public Script answersProofAfter(Duration delay) {
        answers.add(new Answer());
        last().current().add(new Print(delay, "", true));
        return this;
    }

    /** One more send is not answered. */
    public Script staysSilent() {
        answers.add(new Answer());
        return this;
    }

    /** One more send is answered by a prompt, and so many bytes are taken; 0 for text up to Ctrl-Z. */
    public Script prompts(String prompt, int bytes) {
        return promptsAfter(Duration.ZERO, prompt, bytes);
    }

    /** {@link #prompts}, with a prompt that comes so long after the command. */
    public Script promptsAfter(Duration delay, String prompt, int bytes) {
        answers.add(new Answer());
        last().before.add(new Print(delay, prompt));
        last().data = bytes;
        return this;
    }

    /** The present answer goes on with these lines, so long after the send, or after the end of the data. */
    public Script then(Duration delay, String... lines) {
        for (String line : lines) {
            last().current().add(new Print(delay, "\r\n" + line + "\r\n"));
        }
        return this;
    }

    /**
     * The present answer is given up when a character comes before its end: what is still to come of it is not printed, these
     * lines are.
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

    /** Goes on to the next answer; true where data follows. */
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
