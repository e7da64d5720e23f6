package org.statewise.controller.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.Prior;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;

/** Writes a recording, and finds the samples in it. */
abstract class RecordedSamplesFixture {
  static final int JOINTS = 2;

  static final long PERIOD_NS = 4_000_000;

  static final List<Double> SCALE = List.of(100.0, 50.0);

  /** Something to subtract that depends on the whole sample. */
  static final Prior PRIOR = new Prior() {
    @Override
    public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
      for (int j = 0; j < u.length; j++) {
        u[j] = q[j] + 2 * qd[j] + 3 * qdd[j];
      }
    }

    @Override
    public void holdInto(double[] q, double[] u) {
      throw new AssertionError("samples ask for no hold torque");
    }
  };

  @TempDir
  Path folder;

  final List<TickRecord> ticks = new ArrayList<>();

  /** A run with lost states, a gap on the arm's clock, and phases that teach nothing. */
  void makeTicks() {
    SplittableRandom rng = new SplittableRandom(3);
    long armTimeNs = 0;
    for (int i = 0; i < 200; i++) {
      TickRecord tick = new TickRecord(JOINTS);
      tick.tick = i;
      armTimeNs += i == 80 ? 20 * PERIOD_NS : PERIOD_NS;
      tick.nowNs = armTimeNs;
      tick.state.armTimeNs = armTimeNs;
      tick.await = i % 37 == 36 ? AwaitResult.LATE : AwaitResult.FRESH;
      tick.phase = i < 10 ? LoopPhase.ENGAGING : i < 180 ? LoopPhase.RUNNING : LoopPhase.STOPPING;
      for (double[] values : new double[][]{tick.state.q, tick.state.qd, tick.state.tau, tick.u}) {
        for (int j = 0; j < JOINTS; j++) {
          values[j] = rng.nextDouble(-1, 1);
        }
      }
      ticks.add(tick);
    }
  }

  Path write(RecordingKind kind) throws IOException {
    Path file = folder.resolve(kind + ".mcap");
    RecordingInfo info = new RecordingInfo(kind, "0.1.0", Instant.EPOCH, "toy", List.of("A1", "A2"),
        "", "", Map.of());
    try (RecordingWriter writer = new RecordingWriter(McapOutput.file(file), info,
        motion -> new Motion("m", 1))) {
      for (TickRecord tick : ticks) {
        if (kind == RecordingKind.RUN) {
          writer.write(tick);
        } else {
          writer.writeRow(tick.state, "s", 1, tick.nowNs);
        }
      }
    }
    return file;
  }

  static RecordedSamples.Seer seer(TorqueTarget target) {
    return recording -> new RecordedSamples.Sight(SCALE, PERIOD_NS, target, PRIOR);
  }
}
