package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A real Prometheus scrapes two real runs, one that adapts and one that lifts an unknown load without,
 * over a link that loses states: the shipped rules must tell them apart, and every query of the dashboard must have data. The runs'
 * clocks are virtual, so that a busy machine cannot end them.
 */
@Tag("system")
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PrometheusTest {
  private static final Path ROOT = Path.of(System.getProperty("statewise.root"));

  @TempDir
  private static Path folder;

  /** What a run on a virtual clock has not. */
  private static final Pattern OF_REAL_TIME = Pattern
      .compile("statewise_loop_(latency|deadline)");

  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static Running sick;
  private static URI healthyPage;
  private static String healthyTarget;
  private static String sickTarget;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() throws Exception {
    Tool.assumeInstalled("prometheus", "prometheus");
    Running healthy = run("--record", "run.mcap");
    healthyPage = page(healthy);
    healthyTarget = healthyPage.getAuthority();
    sick = run("--adaptation", "off", "--fault", "drop:p=0.05");
    sickTarget = page(sick).getAuthority();
    prometheus = Prometheus.start(folder, List.of(healthyTarget, sickTarget));
    STARTED.add(prometheus);
  }

  /** Pick and place without end: slowed down, or its recording would fill the disk. */
  private static Running run(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "--fast", "--metrics", "127.0.0.1:0"));
    arguments.addAll(List.of(more));
    Running run = new Program(folder).by("nice", "-n", "5").start(
        arguments.toArray(String[]::new));
    STARTED.add(run);
    return run;
  }

  private static URI page(Running run) throws Exception {
    return URI.create(run.awaitLine("^metrics: (\\S+)").group(1));
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable each : STARTED.reversed()) {
      each.close();
    }
  }

  @Test
  @Order(1)
  void shouldFireWhenTheErrorIsHighAndOnlyThere() throws Exception {
    Prometheus.await("the error of a run without adaptation",
        () -> prometheus.fires("StatewiseTrackingErrorHigh", sickTarget));

    String errors = "1e3 * statewise:tracking_error_radians:rms1m";
    Prometheus.await("the errors of both runs", () -> prometheus.query(errors).size() == 2);
    prometheus.query(errors).forEach(series -> System.out.printf("%s tracks with %s mrad RMS%n",
        series.path("metric").path("instance").asText(),
        series.path("value").path(1).asText()));
    assertThat(prometheus.fires("StatewiseTrackingErrorHigh", healthyTarget)).isFalse();
  }

  @Test
  @Order(2)
  void shouldFireWhenTheLinkLosesStatesAndOnlyThere() throws Exception {
    Prometheus.await("the quality of a link that loses one state in twenty",
        () -> prometheus.fires("StatewiseLinkQualityLow", sickTarget));

    assertThat(prometheus.fires("StatewiseLinkQualityLow", healthyTarget)).isFalse();
  }

  @Test
  @Order(3)
  void shouldKnowThatTheModelHelps() throws Exception {
    Prometheus.await("both errors", () -> prometheus.query(
        "statewise:prediction_error_newton_metres:rms1m{instance=\"%1$s\"}"
            .formatted(healthyTarget) + " < statewise:prior_error_newton_metres:rms1m")
        .size() == 1);

    assertThat(prometheus.fires("StatewisePredictionWorseThanPrior", healthyTarget)).isFalse();
    assertThat(prometheus.fires("StatewiseAdaptationFrozen", sickTarget)).isFalse();
    assertThat(prometheus.fires("StatewiseRateLow", healthyTarget)).isFalse();
  }

  @Test
  @Order(4)
  void shouldHaveDataForEveryQueryOfTheDashboard() throws Exception {
    JsonNode dashboard = new ObjectMapper()
        .readTree(ROOT.resolve("deploy/grafana/statewise.json").toFile());
    Path pictures = Files.createDirectories(ROOT.resolve("deploy/target/dashboard"));
    int queries = 0;
    for (JsonNode panel : dashboard.get("panels")) {
      PanelPicture picture = new PanelPicture(panel.get("title").asText());
      for (JsonNode target : panel.path("targets")) {
        if (OF_REAL_TIME.matcher(target.get("expr").asText()).find()) {
          continue;
        }
        String expression = target.get("expr").asText().replace("$instance",
            Pattern.quote(healthyTarget).replaceAll("\\\\[QE]", "")).replace("$__rate_interval",
                "5s");
        Prometheus.await(expression, () -> !prometheus.query(expression).isEmpty());
        picture.add(target.get("legendFormat").asText(),
            prometheus.queryRange(expression, 20));
        queries++;
      }
      picture.save(pictures);
    }
    assertThat(queries).isGreaterThan(30);
  }

  @Test
  @Order(5)
  void shouldScrapeWhatTheDocumentationLists() throws Exception {
    Set<String> scraped = Scrape.get(healthyPage, "text/plain").body().lines()
        .filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" ", -1)[2])
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
        .matcher(Files.readString(ROOT.resolve("controller/docs/metrics.md"))).results()
        .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).containsAll(scraped);
    documented.removeIf(name -> name.startsWith("jvm_gc_"));
    // This run is on a virtual clock, where they mean nothing.
    documented
        .removeAll(Set.of("statewise_loop_latency_seconds", "statewise_loop_latency_seconds_max",
            "statewise_loop_deadline_misses_total"));
    assertThat(scraped).containsAll(documented);
  }

  @Test
  @Order(6)
  void shouldBeHealthyAndReadyWhileTheArmMoves() throws Exception {
    assertThat(Scrape.get(healthyPage.resolve("/healthz"), "").body())
        .isEqualTo("alive: phase running\n");
    assertThat(Scrape.get(healthyPage.resolve("/readyz"), "").statusCode()).isEqualTo(200);
  }

  @Test
  @Order(7)
  void shouldFireWhenTheProgramIsGone() throws Exception {
    sick.signal("KILL");

    Prometheus.await("the alert of a killed run",
        () -> prometheus.fires("StatewiseDown", sickTarget));
    assertThat(prometheus.fires("StatewiseDown", healthyTarget)).isFalse();
  }
}
