package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Faults on the way to an arm in real time: how the run ends, and that its recording is whole. The arm waits
 * for its controller, so that nothing but the fault can end the run.
 */
@Tag("system")
final class FaultsInRealTimeTest {
  @TempDir
  private Path folder;

  private Finished run(String recording, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "--duration", "3s", "--metrics", "off",
        "--record", recording, "--overwrite"));
    words.addAll(List.of(more));
    try (Running run = new Program(folder).start(words.toArray(String[]::new))) {
      return run.awaitEnd();
    }
  }

  private void assertEnds(Finished run, String ending, String recording) throws Exception {
    assertThat(run.out()).as("%s", run).contains("ended " + ending);
    assertThat(run.code()).isEqualTo(ending.equals("STOPPED") ? 0 : 1);
    Finished replay = new Program(folder).run("replay", recording);
    assertThat(replay.code()).as("%s", replay).isZero();
    assertThat(replay.out()).contains("bit-exact: every recorded torque came back");
  }

  @ParameterizedTest
  @CsvSource({"duplicate:p=0.3, STOPPED", "delay:periods=1, STOPPED",
    "'pause:at=1.5,ms=12', STOPPED",
    "nan:at=1.5, FAULT: a guard stopped the arm: finite", "'silent:at=1.5', FAULT: no state came",
    "lost:at=1.5, FAULT: the link to the arm was lost", "flip:at=1, FAULT: ",
    "'arm-clock:at=1.5', FAULT: a guard stopped the arm: plausibility"})
  void shouldEndAsOnTheVirtualClock(String fault, String ending) throws Exception {
    assertEnds(run("run.mcap", "--fault", fault), ending, "run.mcap");
  }

  @ParameterizedTest
  @CsvSource({"duplicate:p=0.3, STOPPED", "nan:at=1.5, FAULT: ", "'silent:at=1.5,for=1', FAULT: ",
    "lost:at=1.5, FAULT: the link to the arm was lost", "freeze:at=1.5, FAULT: "})
  void shouldEndInOrderThroughTheBridge(String fault, String ending) throws Exception {
    try (Running bridge = new Program(folder).start("bridge", "--listen", "127.0.0.1:0",
        "--fault", fault)) {
      String arm = bridge.awaitLine("at (bridge://127.0.0.1:\\d+)").group(1);
      assertEnds(run("run.mcap", "--arm", arm), ending, "run.mcap");
    }
  }
}
