package org.statewise.models.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One document, plain values, bounded; everything else is refused with its line. */
final class PlainYamlTest {
  @ParameterizedTest
  @ValueSource(strings = {"a: 1", "---\na: 1\n", "---\na: 1\n...\n", "%YAML 1.1\n---\na: 1",
    "# none\n\na: 1 # one\n", "{a: 1}", "'a': 1", "\"a\" : 1"})
  void shouldReadOneDocument(String text) {
    assertThat(PlainYaml.read(text).get("a").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "---\n"})
  void shouldFindNothingInNothing(String text) {
    assertThat(PlainYaml.read(text).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "a: 1\\n---\\nb: 2 | line 2 must not begin a second document, but has a '---'",
    "a: 1\\n...\\n---\\n | line 3 must not begin a second document, but has a '---'",
    "a: !!java.net.URL [x] | line 1 must not have a tag, but has 'tag:yaml.org,2002:java.net.URL'",
    "a: 1\\nb: !!str 2 | line 2 must not have a tag, but has 'tag:yaml.org,2002:str'",
    "a: !mine {b: 2} | line 1 must not have a tag, but has '!mine'",
    "a: &x 1 | line 1 must not have an anchor, but has '&x'",
    "a: 1\\nb: *x | line 2 must not refer to an anchor, but has '*x'",
    "a: &a [1]\\nb: &b [*a, *a] | line 1 must not have an anchor, but has '&a'",
    "a:\\n  b: 1\\n\\tc: 2 | line 3 must be indented by blanks, but holds a tab",
    "a:\\n\\tb: 1\\n | line 2 must be indented by blanks, but holds a tab",
    "a: 1\\na: 2 | line 2 must be YAML, but: Duplicate field 'a'",
    "a: b: 1 | line 1 must be YAML, but: mapping values are not allowed here",
    "a: 1\\nb: [1, 2\\nc: 3\\n | line 3 must be YAML, but: expected ',' or ']'"})
  void shouldRefuseWhatIsNotPlainAndNameItsLine(String text, String sentence) {
    assertThatThrownBy(() -> PlainYaml.read(text.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(sentence)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "- ", "a: [", "? ", "{a: "})
  void shouldRefuseNestingWithoutEnd(String level) {
    assertThatThrownBy(() -> PlainYaml.read(level.repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("line 1 must");
  }

  @Test
  void shouldRefuseATextThatIsTooLong() {
    assertThatThrownBy(() -> PlainYaml.read("# ".repeat(PlainYaml.MAX_BYTES)))
        .hasMessage("YAML must have at most 1048576 characters, but has 2097152");
  }

  @Test
  void shouldOnlyEverRefuseMutatedText() {
    SplittableRandom random = new SplittableRandom(3);
    String good = "a: {b: [1, 2.5, 'x'], c: true}\nd:\n  - e: \"f\"\n  - 1e-3\n";
    String odd = "\t[]{}&*!|>'\"%@`?:-,#\n \u0000\ud800é";
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int k = 0; k <= i % 5; k++) {
        text.setCharAt(random.nextInt(text.length()), odd.charAt(random.nextInt(odd.length())));
      }
      try {
        assertThat(PlainYaml.read(text.toString())).isNotNull();
      } catch (IllegalArgumentException e) {
        refused++;
        assertThat(e.getMessage()).doesNotContain("\n").contains("must");
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }
}
