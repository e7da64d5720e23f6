package org.statewise.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The metrics endpoint of a live run, whose clock is virtual so that a busy machine cannot end it.
 */
@Tag("system")
final class MetricsTest {
  @TempDir
  private static Path folder;

  private static Running run;
  private static URI metrics;

  @BeforeAll
  static void start() throws Exception {
    run = new Program(folder).start("run", "--fast", "--metrics", "127.0.0.1:0");
    metrics = URI.create(run.awaitLine("^metrics: (\\S+)").group(1));
    Scrape.awaitTicks(metrics, 500);
  }

  @AfterAll
  static void stop() throws Exception {
    try (Running ending = run) {
      ending.signal("INT");
      assertThat(ending.awaitEnd().code()).isZero();
    }
  }

  @Test
  void shouldServeTheTextFormat() throws Exception {
    HttpResponse<String> page = Scrape.get(metrics, "text/plain");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(page.body()).contains("# TYPE statewise_loop_ticks_total counter",
        "statewise_tracking_error_radians{joint=\"A1\"} ",
        "statewise_tracking_error_radians{joint=\"A7\"} ",
        "statewise_loop_phase{phase=\"running\"} 1.0",
        "statewise_guard_trips_total{guard=\"torque-rate\"} 0.0",
        "statewise_ring_drops_total{ring=\"telemetry\"} 0.0")
        .doesNotContain("statewise_loop_latency", "# EOF");
  }

  @Test
  void shouldServeOpenMetricsToThoseWhoAskForIt() throws Exception {
    HttpResponse<String> page = Scrape.get(metrics,
        "application/openmetrics-text; version=1.0.0, text/plain; q=0.5");

    assertThat(page.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(page.body()).contains("# TYPE statewise_loop_ticks counter",
        "statewise_loop_ticks_total ").endsWith("# EOF\n");
  }

  @Test
  void shouldCountOnWhileTheArmMoves() throws Exception {
    long before = Scrape.awaitTicks(metrics, 1);

    assertThat(Scrape.awaitTicks(metrics, before + 1)).isGreaterThan(before);
  }

  @Test
  void shouldPassPrometheusOwnCheck() throws Exception {
    Tool.assumeInstalled("promtool", "prometheus");
    Path page = folder.resolve("metrics.txt");
    Files.writeString(page, Scrape.get(metrics, "text/plain").body());

    Process check = new ProcessBuilder("promtool", "check", "metrics").redirectInput(page.toFile())
        .redirectErrorStream(true).start();
    String output = new String(check.getInputStream().readAllBytes(), UTF_8);

    assertThat(check.waitFor()).as(output).isZero();
    assertThat(output).isEmpty();
  }

  @Test
  void shouldServeNothingElse() throws Exception {
    for (String path : List.of("/", "/metric", "/metrics/x")) {
      assertThat(Scrape.get(metrics.resolve(path), "text/plain").statusCode()).isEqualTo(404);
    }
  }
}
