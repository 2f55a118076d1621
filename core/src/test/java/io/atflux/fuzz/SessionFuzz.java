package io.atflux.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

/** For any input at any time, the session lives on, or has ended with a typed error. */
@Timeout(20)
class SessionFuzz {

    @DictionaryFile(resourcePath = "session.dict")
    @FuzzTest
    void anyBytesEndInALiveSessionOrATypedClose(byte[] script) {
        try (NoisyTalk talk = new NoisyTalk()) {
            talk.play(script);
            talk.comesToAnEnd();
        }
    }
}
