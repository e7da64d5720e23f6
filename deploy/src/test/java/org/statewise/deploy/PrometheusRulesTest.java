package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped rules by Prometheus' own tool. */
final class PrometheusRulesTest {
  private static final Path RULES = Path.of(System.getProperty("statewise.root"),
      "deploy/prometheus");

  @BeforeAll
  static void findPromtool() throws InterruptedException {
    Tool.assumeInstalled("promtool", "prometheus");
  }

  private static void assertPasses(Path folder, String... command) throws Exception {
    Tool.Result result = Tool.run(folder, command);
    assertThat(result.code()).as(result.output()).isZero();
  }

  @Test
  void shouldPassPromtoolsChecks() throws Exception {
    assertPasses(RULES, "promtool", "check", "rules", "--lint-fatal", "statewise.rules.yml");
    assertPasses(RULES, "promtool", "check", "config", "--lint-fatal", "prometheus.yml");
  }

  @Test
  void shouldPassTheirUnitTests() throws Exception {
    assertPasses(RULES.resolve("tests"), "promtool", "test", "rules", "statewise.test.yml");
  }

  @Test
  void shouldHaveAUnitTestThatFiresForEveryAlert() throws Exception {
    String tests = Files.readString(RULES.resolve("tests/statewise.test.yml"));
    assertThat(names("alertname: (\\w+)\n        exp_alerts:\n", tests)).isEqualTo(
        names("- alert: (\\w+)", Files.readString(RULES.resolve("statewise.rules.yml"))))
        .hasSizeGreaterThan(10);
  }

  private static Set<String> names(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
