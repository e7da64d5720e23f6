package org.statewise.controller.replay;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.statewise.controller.TestArms;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.Scaling;

/** A stream of three joints, sample by sample, and its horizon score. */
abstract class HorizonFixture {
  static final int N = 3;
  static final String NOTHING = "none";

  /** Follows the last torque at once: a disturbance observer whose gain is all but 1. */
  static final String TRACKER = "observer:leak=1e-4,q=1e4";

  /** One field over all states, so linear in the state, and it hardly forgets. */
  static final String LEARNER = "local:fields=1,width=100,leak=1e-6,q=1e-6";

  final double[] q = new double[N];
  final double[] qd = new double[N];
  final double[] qdd = new double[N];
  final double[] tau = new double[N];
  final TickRecord tick = new TickRecord(N);
  HorizonScore score;

  static OnlineModel model(String text) {
    OnlineModelSpec spec = new OnlineModelSyntax(Optional.of(TestArms.model("short"))).parse(text);
    return spec.build(N, Scaling.uniform(2, 2, 10, new double[]{100, 90, 80}),
        new SplittableRandom(7));
  }

  void begin(String text) {
    begin(model(text), model(text));
  }

  void begin(OnlineModel model, OnlineModel twin) {
    score = new HorizonScore("it", model, twin);
    tick.tick = 0;
    tick.motion = 0;
  }

  void sample() {
    tick.learned = score.learner().learn(q, qd, qdd, tau) != LearnOutcome.REJECTED;
    score.add(tick, tau);
    tick.tick++;
  }

  void constant(int samples, double torque) {
    Arrays.fill(tau, torque);
    for (int i = 0; i < samples; i++) {
      sample();
    }
  }

  /** Sines that differ from joint to joint, and a torque that is linear in the state. */
  void wave(int i) {
    for (int j = 0; j < N; j++) {
      double omega = 3 + j;
      double phase = 0.005 * omega * i + j;
      q[j] = Math.sin(phase);
      qd[j] = omega * Math.cos(phase);
      qdd[j] = -omega * omega * q[j];
    }
    linearInto(q, qd, qdd, tau);
  }

  static void linearInto(double[] q, double[] qd, double[] qdd, double[] tau) {
    for (int j = 0; j < N; j++) {
      tau[j] = 7 * q[j] + 0.5 * qd[j] + 0.2 * qdd[j] + j;
    }
  }

  /** Knows the torque of each wave, and learns nothing. */
  static final class Exact extends ForwardingModel {
    Exact() {
      super(model(NOTHING));
    }

    @Override
    public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
      linearInto(q, qd, qdd, uModel);
    }
  }

  void waves(int from, int to) {
    for (int i = from; i < to; i++) {
      wave(i);
      sample();
    }
  }

  HorizonResult horizon(int samplesAhead) {
    return score.results().stream().filter(one -> one.samplesAhead() == samplesAhead).findFirst()
        .orElseThrow();
  }

  HorizonResult.Row row(int samplesAhead, String name) {
    return horizon(samplesAhead).rows().stream().filter(row -> row.name().equals(name)).findFirst()
        .orElseThrow();
  }

  double mse(int samplesAhead, String name) {
    return row(samplesAhead, name).mseNm2();
  }
}
