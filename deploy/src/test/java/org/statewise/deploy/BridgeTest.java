package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An arm and its controllers in processes of their own. */
@Tag("system")
final class BridgeTest {
  @TempDir
  private Path folder;

  /** Starts the program with options added. */
  private Running start(List<String> options, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(options);
    return new Program(folder).start(all.toArray(String[]::new));
  }

  private Finished control(String arm, List<String> options) throws Exception {
    try (Running run = start(options, "run", "--arm", arm, "--task", "hold", "--duration", "1s",
        "--metrics", "off")) {
      return run.awaitEnd();
    }
  }

  private static String address(Running bridge) throws Exception {
    return bridge.awaitLine("at (bridge://127.0.0.1:\\d+)").group(1);
  }

  private static void assertEndsWell(Running bridge) throws Exception {
    bridge.signal("TERM");
    Finished end = bridge.awaitEnd();
    assertThat(end.code()).as("%s", end).isZero();
    assertThat(end.out()).contains(" messages received, ").doesNotContain("BridgeStatistics");
  }

  private static void assertStopped(Finished run) {
    assertThat(run.code()).as("%s", run).isZero();
    assertThat(run.out()).contains("ended STOPPED");
    assertThat(run.complaints()).isEmpty();
  }

  @Test
  void shouldServeOneControllerAtATimeAndTheNextAfterwards() throws Exception {
    try (Running bridge = start(List.of(), "bridge", "--listen", "127.0.0.1:0")) {
      String arm = address(bridge);
      try (Running first = start(List.of(), "run", "--arm", arm, "--metrics", "127.0.0.1:0")) {
        URI metrics = URI.create(first.awaitLine("^metrics: (\\S+)").group(1));
        Scrape.awaitTicks(metrics, 50);

        Finished second = control(arm, List.of());
        assertThat(second.code())
            .as("%s after the first: %s", second, second.code() == 0 ? first.awaitEnd() : "runs")
            .isEqualTo(1);
        assertThat(second.complaints()).singleElement().asString()
            .startsWith("statewise: the bridge at " + arm.substring("bridge://".length()))
            .contains("the arm serves one controller at a time and has 127.0.0.1:");

        first.signal("INT");
        assertStopped(first.awaitEnd());
      }
      assertStopped(control(arm, List.of()));
      assertEndsWell(bridge);
    }
  }

  @Test
  void shouldServeOnlyThoseWhoseCertificateItTrusts() throws Exception {
    TlsFiles files = new TlsFiles(folder);
    files.authority("plant");
    files.peer("arm", "plant");
    files.peer("controller", "plant");
    files.authority("stranger");

    try (Running bridge = start(files.options("arm", "plant"), "bridge", "--listen",
        "127.0.0.1:0")) {
      String arm = address(bridge);

      assertRefused(control(arm, List.of()));
      assertRefused(control(arm, files.options("stranger", "plant")));
      assertStopped(control(arm, files.options("controller", "plant")));
      assertEndsWell(bridge);
    }
  }

  private static void assertRefused(Finished run) {
    assertThat(run.code()).as("%s", run).isEqualTo(1);
    assertThat(run.complaints()).singleElement().asString()
        .startsWith("statewise: ").contains("the bridge at 127.0.0.1:");
    assertThat(run.out()).doesNotContain("ended");
  }
}
