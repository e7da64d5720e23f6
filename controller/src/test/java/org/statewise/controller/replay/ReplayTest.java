package org.statewise.controller.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;

/** A recording replayed through the same tick gives its torques back to the bit. */
final class ReplayTest {
  private final RecordedRun run = new RecordedRun();

  @TempDir
  private Path folder;

  @Test
  void shouldGiveEveryTorqueBackToTheBit() throws Exception {
    Path file = folder.resolve("run.mcap");
    List<LoopPhase> phases = new ArrayList<>();
    long[] learned = {0};
    LoopPhase end = run.recordTo(file, tick -> {
      phases.add(tick.phase);
      learned[0] += tick.learned ? 1 : 0;
      if (tick.tick == RecordedRun.LATE_TICK) {
        assertThat(tick.await).isEqualTo(AwaitResult.LATE);
      }
    });
    assertThat(end).isEqualTo(LoopPhase.STOPPED);
    assertThat(phases).contains(LoopPhase.ENGAGING, LoopPhase.RUNNING, LoopPhase.STOPPING);
    assertThat(learned[0]).isGreaterThan(600);
    ReplayLink replayed = run.replay(file);
    assertThat(replayed.firstDifference()).isNull();
    assertThat(replayed.failure()).isNull();
    assertThat(replayed.missingTicks()).isZero();
    assertThat(replayed.compared()).isEqualTo(phases.size() - 1L);
    assertThat(run.replay(file).torqueChecksum()).isEqualTo(replayed.torqueChecksum());
  }

  @Test
  void shouldNameTheFirstTorqueThatIsNotTheRecordedOne() throws Exception {
    Path file = folder.resolve("run.mcap");
    double[] truth = {0};
    run.recordTo(file, tick -> {
      if (tick.tick == 500 || tick.tick == 600) {
        truth[0] = tick.tick == 500 ? tick.u[2] : truth[0];
        tick.u[2] = Math.nextUp(tick.u[2]);
      }
    });
    assertThat(run.replay(file).firstDifference())
        .isEqualTo(new ReplayLink.Difference(500, 2, Math.nextUp(truth[0]), truth[0]));
  }

  @Test
  void shouldCallAReplayThatEndsSoonerThanItsRunDifferent() throws Exception {
    Path file = folder.resolve("run.mcap");
    run.recordTo(file, tick -> {
      if (tick.tick == 500) {
        tick.state.q[0] = Double.NaN;
      }
    });
    ReplayLink.Difference difference = run.replay(file).firstDifference();
    assertThat(difference.tick()).isEqualTo(501);
    assertThat(difference.replayedNm()).isNaN();
  }

  @Test
  void shouldCountTicksThatTheRecordingLacks() throws Exception {
    Path file = folder.resolve("run.mcap");
    run.recordTo(file, tick -> tick.tick += tick.tick >= 400 ? 3 : 0);
    assertThat(run.replay(file).missingTicks()).isEqualTo(3);
  }
}
