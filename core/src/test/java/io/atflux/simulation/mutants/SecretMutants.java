package io.atflux.simulation.mutants;

import io.atflux.test.mutants.Scenario;
import java.util.List;

/** Mutants of secrets in all readable output, and of changed strings. */
final class SecretMutants {

    private SecretMutants() {}

    private static Scenario secret(
            String name, String type, String original, String broken, String test, Object... arguments) {
        return Scenario.of("internal.engine.SecretsTest", name, type, original, broken, test, arguments);
    }

    private static Scenario string(String name, String type, String original, String broken, String test) {
        return Scenario.of("fibocom.StringsArriveTest", name, type, original, broken, test);
    }

    private static Scenario own(String name, String type, String original, String broken, String test) {
        return Scenario.of("fibocom.OwnProfileTest", name, type, original, broken, test);
    }

    private static Scenario filter(String name, String original, String broken, String test, Object... arguments) {
        return Scenario.of("mqtt.TopicFilterTest", name, "TopicFilter", original, broken, test, arguments);
    }

    static final List<Scenario> ALL = List.of(
            secret(
                    "an error's text tells a secret",
                    "ForPeople",
                    "return new FinalResult.Cme(null, reason(line, no.reason()));",
                    "return no;",
                    "anErrorTextThatRepeatsItIsMaskedInTheError"),
            secret(
                    "a raw command tells its parameters",
                    "CommandSpec",
                    "return raw ? CommandText.withoutParameters(text.masked()) : text.masked();",
                    "return text.masked();",
                    "aRawCommandWithoutAProfileShowsNoParameter"),
            secret(
                    "what follows basic commands is no command",
                    "CommandText",
                    "extended = c == '+' && !quoted && !dials ? i : 0;",
                    "extended = 0;",
                    "basicCommandsInFrontHideNoSecretFromTheSession"),
            secret(
                    "a reply tells a secret",
                    "LineScanner",
                    "Lines.wrap(text, lead.text(), shown);",
                    "Lines.wrap(text, lead.text(), null);",
                    "aReplyThatIsPrintedIsMasked"),
            secret(
                    "a line and an event tell a secret",
                    "LineScanner",
                    "Lines.wrap(text, lead.text(), shown);",
                    "Lines.wrap(text, lead.text(), null);",
                    "linesAndEventsAreMaskedWhereTheyArePrinted"),
            secret(
                    "a decoder's failure tells a secret",
                    "MaskedCause",
                    "return isPlain(thrown, mask, 0) ? thrown : copy(thrown, mask, 0);",
                    "return thrown;",
                    "aDecodersFailureIsMaskedWithAllThatGoesWithIt"),
            secret(
                    "a damaged echo tells of a short secret",
                    "SecretMask",
                    "echoes.hide(text, shown);",
                    "",
                    "aDamagedEchoTellsNothingOfAShortSecret",
                    "AT+CPIN=\"47?1\"",
                    "AT+CPIN=\"****\""),
            secret(
                    "only the last 64 secrets are remembered",
                    "SecretMask",
                    "MOST = 1_024;",
                    "MOST = 64;",
                    "noneOfManySecretsIsForgottenWhileItsEchoMayCome"),
            secret(
                    "a secret of one letter hides others' words",
                    "SecretMask",
                    "if (begins && ends) {",
                    "if (begins || !begins) {",
                    "aSecretOfOneLetterHidesNoWordsOfOursAndOnlyItselfInTheLines"),
            string(
                    "half of a surrogate pair becomes a question mark",
                    "Utf8",
                    "} else if (Character.isSurrogate(c)) {",
                    "} else if (c == 0xffff) {",
                    "halfOfASurrogatePairIsRefusedWhereverAStringIsGiven"),
            string(
                    "a host may have its port",
                    "HostName",
                    "if (port.matches()) {",
                    "if (port.matches() && host.isEmpty()) {",
                    "aHostWithItsPortIsRefusedBeforeAnythingIsSent"),
            string(
                    "the profile that is to be added is dropped",
                    "L610Profile",
                    "at.adding(own);",
                    "at.adding(at.build());",
                    "anAddedProfileAddsItsResultCodesAndSecrets"),
            own(
                    "what cannot be added to a profile is dropped",
                    "AddedProfile",
                    "if (!Objects.equals(value, part.apply(AtProfile.builder(\"\").build()))",
                    "if (what.isEmpty()",
                    "whatCannotBeAddedIsRefusedAndTheRightPlaceNamed"),
            own(
                    "a profile of the session is replaced by the module's",
                    "L610",
                    "if (changed.spec().profile() != client.spec().profile()) {",
                    "if (changed.spec().profile() == null) {",
                    "aProfileGivenToTheSessionIsRefusedBecauseTheModulesWouldReplaceIt"),
            own(
                    "own line ends are not the module's",
                    "L610Profile",
                    ".lineEnd(lineEnd)",
                    ".lineEnd(\"\\r\\n\")",
                    "ownLineEndsAreReadFromTheFirstLineOn"),
            filter(
                    "a filter's # stands for one level or more",
                    "return fEnd == matched.length() || matched.startsWith(\"/#\", fEnd) && fEnd + 2 == matched.length();",
                    "return fEnd == matched.length();",
                    "filterFitsTopic",
                    "a/#",
                    "a"),
            filter(
                    "a filter's + stands for any number of levels",
                    "if (fEnd == matched.length()) { return false; }",
                    "if (fEnd == matched.length()) { return any; }",
                    "filterDoesNotFitTopic",
                    "a/+",
                    "a/b/c"),
            filter(
                    "a wildcard fits the server's own topics",
                    "if (topic.startsWith(\"$\") && (matched.startsWith(\"+\") || matched.startsWith(\"#\"))) {",
                    "if (topic.isEmpty()) {",
                    "filterDoesNotFitTopic",
                    "#",
                    "$SYS/x"),
            filter(
                    "a level fits what begins like it",
                    "fEnd - f != tEnd - t || !matched.regionMatches(f, topic, t, fEnd - f)",
                    "!matched.regionMatches(f, topic, t, fEnd - f)",
                    "filterDoesNotFitTopic",
                    "a/#",
                    "ab"),
            filter(
                    "a shared filter's group is part of it",
                    "matched = slash < 0 ? \"\" : text.substring(slash + 1);",
                    "matched = slash < 0 ? \"\" : text;",
                    "filterFitsTopic",
                    "$share/group/a/+",
                    "a/b"),
            filter(
                    "a wildcard may be a part of a level",
                    "if (wild && (level.length() > 1 || (level.equals(\"#\") && !last))) {",
                    "if (wild && level.equals(\"#\") && !last) {",
                    "filterOutOfFormIsRefused",
                    "a+"));
}
