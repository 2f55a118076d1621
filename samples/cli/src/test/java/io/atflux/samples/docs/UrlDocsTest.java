package io.atflux.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransport;
import io.atflux.transport.AtTransports;
import io.atflux.transport.spi.TransportProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/urls.md has each scheme and each option that the parsers know, and no other; its values and errors are the parsers'. */
class UrlDocsTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern KNOWN = Pattern.compile("knows (.*)\\)");
    private static final Pattern RANGE = Pattern.compile("`(\\d+)` to `(\\d+)`");

    /** One option of one scheme, as its row says it. */
    record Option(String url, String name, String standard, String limit, String example, String wrong, String error) {

        String with(String query) {
            return url + "?" + query;
        }

        /** The example with another value of this option, beside the other options that the example needs. */
        String withValue(String value) {
            return with(example.replaceFirst("(?<=^" + name + "=)[^&]*", Matcher.quoteReplacement(value)));
        }

        @Override
        public String toString() {
            return url + " " + name;
        }
    }

    @Test
    void thePageHasAllSchemes() throws IOException {
        assertThat(schemes().keySet())
                .containsExactlyInAnyOrderElementsOf(ServiceLoader.load(TransportProvider.class).stream()
                        .map(provider -> provider.get().scheme())
                        .toList());
        schemes()
                .forEach((scheme, example) ->
                        assertThat(AtTransports.of(example).describe()).startsWith(scheme + ":"));
    }

    @Test
    void thePageHasTheOptionsThatTheParsersKnow() throws IOException {
        List<Option> options = options().toList();
        for (String scheme : schemes().keySet()) {
            String url = bare(scheme);
            Matcher known = KNOWN.matcher(
                    catchThrowable(() -> AtTransports.of(url + "?no-such=1")).getMessage());
            assertThat(known.find()).isTrue();
            assertThat(options.stream()
                            .filter(option -> option.url().equals(url))
                            .map(Option::name))
                    .as(scheme)
                    .containsExactlyInAnyOrder(known.group(1).split(", "));
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void theExampleIsTakenAndTheDefaultChangesNothing(Option option) throws IOException {
        AtTransport plain = AtTransports.of(option.url());
        AtTransport changed = AtTransports.of(option.with(option.example()));
        assertThat(changed)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringFields("shared")
                .isNotEqualTo(plain);
        for (String standard : codes(option.standard())) {
            AtTransport written = AtTransports.of(option.withValue(standard));
            assertThat(written)
                    .usingRecursiveComparison()
                    .ignoringFields("shared")
                    .as(option.withValue(standard))
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void valuesWithinTheLimitAreTaken(Option option) throws IOException {
        List<String> names = options().map(Option::name).toList();
        for (String value : codes(option.limit())) {
            if (!names.contains(value) && value.matches("\\w.*")) {
                assertThatCode(() -> AtTransports.of(option.withValue(value)))
                        .as(option.withValue(value))
                        .doesNotThrowAnyException();
            }
        }
        Matcher range = RANGE.matcher(option.limit());
        if (range.find()) {
            for (long beyond : List.of(Long.parseLong(range.group(1)) - 1, Long.parseLong(range.group(2)) + 1)) {
                assertThatThrownBy(() -> AtTransports.of(option.withValue(Long.toString(beyond))))
                        .as(option.withValue(Long.toString(beyond)))
                        .isInstanceOf(AtUsageException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void theWrongValueHasTheErrorOfThePage(Option option) {
        refused(option.with(option.wrong()), option.error());
    }

    @Test
    void wrongUrlsHaveTheErrorsOfThePage() throws IOException {
        List<List<String>> rows = Pages.rows(section("## The form"));
        assertThat(rows).hasSizeGreaterThan(5);
        rows.forEach(row -> refused(codes(row.get(0)).get(0), row.get(1)));
    }

    private static void refused(String url, String error) {
        assertThatThrownBy(() -> AtTransports.of(url))
                .as(url)
                .isInstanceOfSatisfying(
                        AtUsageException.class, e -> assertThat(e.reason()).isEqualTo(AtUsageException.Reason.URL))
                .hasMessageEndingWith(error);
    }

    static Stream<Option> options() throws IOException {
        List<Option> options = new ArrayList<>();
        for (String section : Pages.text("urls.md").split("(?m)^(?=## )")) {
            if (!section.startsWith("## Options of ")) {
                continue;
            }
            for (String scheme : codes(section.substring(0, section.indexOf('\n')))) {
                Pages.rows(section).forEach(row -> options.add(option(bare(scheme), row)));
            }
        }
        assertThat(options).isNotEmpty();
        return options.stream();
    }

    private static Option option(String url, List<String> row) {
        assertThat(row).as("%s", row).hasSize(7).doesNotContain("");
        String wrong = codes(row.get(6)).get(0);
        return new Option(
                url,
                codes(row.get(0)).get(0),
                row.get(3),
                row.get(4),
                codes(row.get(5)).get(0),
                wrong,
                row.get(6).substring(wrong.length() + 4));
    }

    /** From scheme to example. */
    private static Map<String, String> schemes() throws IOException {
        String page = Pages.text("urls.md");
        Map<String, String> schemes = new TreeMap<>();
        for (List<String> row : Pages.rows(page.substring(0, page.indexOf("\n## ")))) {
            schemes.put(codes(row.get(0)).get(0), codes(row.get(2)).get(0));
        }
        return schemes;
    }

    private static String bare(String scheme) {
        return scheme.equals("serial") ? "serial:/dev/ttyUSB2" : scheme + "://10.0.0.7:7001";
    }

    private static String section(String heading) throws IOException {
        String page = Pages.text("urls.md");
        int from = page.indexOf(heading);
        return page.substring(from, page.indexOf("\n## ", from + 1));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
