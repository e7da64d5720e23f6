package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.mqtt.MqttMetrics;

/** What the documentation, the rules and the dashboard say of metrics is what a scrape has. */
final class WatchedNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("statewise.root"));
  private static final Path PAGE = ROOT.resolve("controller/docs/metrics.md");
  private static final Path DASHBOARD = ROOT.resolve("deploy/grafana/statewise.json");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|");
  private static final Pattern NAME = Pattern.compile("\\bstatewise_[a-z_]+");

  private static Set<String> scraped() {
    try (RunMetrics metrics = new RunMetrics(new RunMetrics.Subject(List.of("A1"),
        List.of("torque"), Map.of("recorder", new TickRing(1, 1)), 4_000_000, true,
        new RunMetrics.Labels("1", "iiwa7", "sim", "network", "none", "squared", "none")))) {
      metrics.bind(new MqttMetrics());
      metrics.add(new TickRecord(1));
      return metrics.scrape("text/plain").lines().filter(line -> line.startsWith("# TYPE "))
          .map(line -> line.split(" ", -1)[2]).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> all(Pattern pattern, int group, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(match -> match.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shouldDocumentExactlyWhatAScrapeHas() throws IOException {
    Set<String> documented = all(ROW, 1, PAGE);
    assertThat(documented).containsAll(scraped());
    // Which collector runs decides what there is of its figures; all else must really be there.
    documented.removeIf(name -> name.startsWith("jvm_gc_"));
    assertThat(scraped()).containsAll(documented);
  }

  @Test
  void shouldDocumentEachMetricInItsOwnWords() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (Metric metric : Metric.values()) {
      String labels = metric.labels().stream().map(label -> "`" + label + "`")
          .collect(Collectors.joining(", "));
      assertThat(lines).contains("| `%s` | %s |%s| %s |".formatted(metric.prometheusName(),
          metric.kind().name().toLowerCase(Locale.ROOT),
          labels.isEmpty() ? " " : " " + labels + " ",
          metric.help()));
    }
  }

  @Test
  void shouldNameOnlyMetricsThatAreThereInRulesAndPages() throws IOException {
    Set<String> known = Arrays.stream(Metric.values()).map(Metric::prometheusName)
        .collect(Collectors.toSet());
    known.addAll(scraped());
    Arrays.stream(Metric.values()).filter(metric -> metric.kind() == Metric.Kind.HISTOGRAM)
        .forEach(metric -> List.of("_bucket", "_sum", "_count", "_max")
            .forEach(part -> known.add(metric.prometheusName() + part)));
    for (String file : List.of("deploy/prometheus/statewise.rules.yml",
        "deploy/prometheus/tests/statewise.test.yml", "controller/docs/metrics.md",
        "controller/docs/safety.md", "deploy/grafana/statewise.json")) {
      assertThat(known).as(file).containsAll(all(NAME, 0, ROOT.resolve(file)));
    }
  }

  /** {@code mvn -pl controller test -Dtest=WatchedNamesTest -Dstatewise.regenerate} writes it anew. */
  @Test
  void shouldShipTheDashboardOfTheseMetrics() throws IOException {
    String now = new Dashboard().toJson();
    if (System.getProperty("statewise.regenerate") != null) {
      Files.writeString(DASHBOARD, now);
    }
    assertThat(DASHBOARD).as("the dashboard of other metrics").hasContent(now);
    for (Metric metric : Metric.values()) {
      assertThat(now).contains(metric.prometheusName());
    }
  }
}
