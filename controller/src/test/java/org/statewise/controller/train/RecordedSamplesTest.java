package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

/** That training sees the samples that the controller learns. */
final class RecordedSamplesTest extends RecordedSamplesFixture {
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
        adapter.observe(tick.state, tick.u, new double[JOINTS], new Setpoint(JOINTS), true);
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
