package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

class RecordedSamplesTest {
  private static final int JOINTS = 2;
  private static final long PERIOD_NS = 4_000_000;
  private static final List<Double> SCALE = List.of(100.0, 50.0);

  /** Something to subtract that depends on the whole sample. */
  private static final Prior PRIOR = new Prior() {
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
  private Path folder;
  private final List<TickRecord> ticks = new ArrayList<>();

  /** A run with lost states, a gap on the arm's clock, and phases that teach nothing. */
  private void makeTicks() {
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

  private Path write(RecordingKind kind) throws IOException {
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

  private static RecordedSamples.Seer seer(TorqueTarget target) {
    return recording -> new RecordedSamples.Sight(SCALE, PERIOD_NS, target, PRIOR);
  }

  @ParameterizedTest
  @EnumSource(TorqueTarget.class)
  void shouldGiveTheVerySamplesThatTheControllerLearns(TorqueTarget target) throws Exception {
    makeTicks();
    DataSet data = RecordedSamples.read(List.of(write(RecordingKind.RUN)), seer(target));
    Listener listener = new Listener();
    OnlineAdapter adapter = new OnlineAdapter(listener, PRIOR, target, JOINTS,
        ModelScaling.longestStepNs(PERIOD_NS));
    for (TickRecord tick : ticks) {
      if (tick.await == AwaitResult.FRESH && tick.phase == LoopPhase.RUNNING) {
        adapter.observe(tick.state, tick.u, new Setpoint(JOINTS), true);
      } else {
        adapter.interrupt();
      }
    }
    assertThat(data.samples()).isEqualTo(listener.samples.size()).isGreaterThan(100);
    double[] q = new double[JOINTS];
    double[] qd = new double[JOINTS];
    double[] qdd = new double[JOINTS];
    double[] tau = new double[JOINTS];
    for (int row = 0; row < data.samples(); row++) {
      data.sampleInto(row, q, qd, qdd, tau);
      for (int j = 0; j < JOINTS; j++) {
        double[] learned = listener.samples.get(row)[j];
        assertThat(new double[]{q[j], qd[j], qdd[j], tau[j]}).containsExactly(learned[0],
            learned[1], learned[2] / 10, learned[3] / SCALE.get(j));
      }
    }
  }

  @Test
  void shouldCutStreamsWhereTheControllerStartsOver() throws Exception {
    makeTicks();
    DataSet data = RecordedSamples.read(List.of(write(RecordingKind.RUN)),
        seer(TorqueTarget.COMMANDED));
    // States are lost at 36, 73, 110 and 147, and the clock jumps at 80.
    assertThat(data.streams()).isEqualTo(6);
    assertThat(data.start(0)).isZero();
    assertThat(data.end(0)).isEqualTo(data.start(1)).isEqualTo(36 - 10 - 2);
    assertThat(data.end(5)).isEqualTo(data.samples());
    assertThat(data.files().getFirst().samples()).isEqualTo(data.samples());
    assertThat(data.files().getFirst().sha256()).matches("[0-9a-f]{64}");
    assertThat(data.jointNames()).containsExactly("A1", "A2");
    assertThat(data.arm()).isEqualTo("toy");
  }

  @Test
  void shouldPassOverSamplesThatAreNoNumbers() throws Exception {
    makeTicks();
    ticks.get(20).state.tau[1] = Double.NaN;
    DataSet data = RecordedSamples.read(List.of(write(RecordingKind.RUN)),
        seer(TorqueTarget.MEASURED));
    assertThat(data.streams()).isEqualTo(7);
    assertThat(data.end(0)).isEqualTo(20 - 11);
  }

  @Test
  void shouldJoinSeveralRecordings() throws Exception {
    makeTicks();
    Path run = write(RecordingKind.RUN);
    Path stream = write(RecordingKind.STREAM);
    RecordedSamples.Seer measured = seer(TorqueTarget.MEASURED);
    DataSet one = RecordedSamples.read(List.of(run), measured);
    DataSet both = RecordedSamples.read(List.of(run, stream), measured);
    assertThat(both.files()).hasSize(2);
    assertThat(both.start(one.streams())).isEqualTo(one.samples());
    assertThat(both.samples())
        .isEqualTo(both.files().getFirst().samples() + both.files().get(1).samples());
  }

  @Test
  void shouldRefuseCommandedTorquesOfAStream() throws Exception {
    makeTicks();
    Path stream = write(RecordingKind.STREAM);
    assertThatThrownBy(
        () -> RecordedSamples.read(List.of(stream), seer(TorqueTarget.COMMANDED)))
        .isInstanceOf(TrainingException.class).hasMessage(stream + ": an imported stream has no"
            + " commanded torques, so the target must be measured, but is commanded");
  }

  @Test
  void shouldRefuseWhatGivesNoSamples() throws Exception {
    makeTicks();
    ticks.subList(11, ticks.size()).clear();
    Path run = write(RecordingKind.RUN);
    assertThatThrownBy(() -> RecordedSamples.read(List.of(run), seer(TorqueTarget.COMMANDED)))
        .hasMessage(run + ": a recording must give at least one sample, but none of its ticks"
            + " completes one");
    Path text = Files.writeString(folder.resolve("text.mcap"), "no recording");
    assertThatThrownBy(() -> RecordedSamples.read(List.of(text), seer(TorqueTarget.COMMANDED)))
        .isInstanceOf(IOException.class).hasMessageContaining("text.mcap");
  }

  @Test
  void shouldRefuseToMixTorqueScales() throws Exception {
    makeTicks();
    Path run = write(RecordingKind.RUN);
    Path stream = write(RecordingKind.STREAM);
    RecordedSamples.Seer mixed = recording -> new RecordedSamples.Sight(
        recording.description().kind() == RecordingKind.RUN ? SCALE : List.of(1.0, 1.0), PERIOD_NS,
        TorqueTarget.MEASURED, new PriorSpec.None().build(Optional.empty(), JOINTS, false));
    assertThatThrownBy(() -> RecordedSamples.read(List.of(run, stream), mixed))
        .hasMessage("the samples of 'STREAM.mcap' must have the torque scale [100.0, 50.0] Nm like"
            + " those before, but have [1.0, 1.0]");
  }

  /** Keeps each sample as rows (q, qd, qdd, tau), one a joint. */
  private static final class Listener implements OnlineModel {
    final List<double[][]> samples = new ArrayList<>();
    private final LearnReport report = new LearnReport(JOINTS);

    @Override
    public int joints() {
      return JOINTS;
    }

    @Override
    public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
      throw new AssertionError("nobody asks for a prediction");
    }

    @Override
    public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
      double[][] rows = new double[JOINTS][];
      for (int j = 0; j < JOINTS; j++) {
        rows[j] = new double[]{q[j], qd[j], qdd[j], tau[j]};
      }
      samples.add(rows);
      return LearnOutcome.UPDATED;
    }

    @Override
    public boolean useLoss(Loss loss, double alpha) {
      return false;
    }

    @Override
    @HotPath
    public void slowDown(double share) {}

    @Override
    public Optional<PayloadEstimate> payload() {
      return Optional.empty();
    }

    @Override
    public LearnReport report() {
      return report;
    }

    @Override
    public Parameters theta() {
      return Parameters.empty();
    }

    @Override
    public void snapshotInto(Parameters snapshot) {
      // There is nothing to copy.
    }

    @Override
    public void collectState(StateBlocks state) {}

    @Override
    public void restore(Parameters snapshot) {
      // There is nothing to take over.
    }

    @Override
    public long multiplyAddsPerUpdate() {
      return 0;
    }
  }
}
