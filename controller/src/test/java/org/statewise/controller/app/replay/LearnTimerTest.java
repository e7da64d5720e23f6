package org.statewise.controller.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

class LearnTimerTest {
  private static final double[] X = {0.1, -0.2};

  private long nowNs;
  private long stepNs = 1000;
  private final LearnTimer timer = new LearnTimer(() -> nowNs += stepNs);

  private static OnlineModel model() {
    return new OnlineModelSpec.Network(List.of(4), LossSpec.parse("squared"),
        UpdateRuleSpec.parse("sgd"), 0.1, 0.03, false)
        .build(2, Scaling.none(2), new SplittableRandom(1));
  }

  @Test
  void shouldReportTheMedianAndTheCountedMultiplications() {
    OnlineModel timed = timer.around(model());
    assertThat(timer.cost().updateMicros()).isNull();
    for (int i = 0; i < 5; i++) {
      stepNs = 1000L * (i + 1) * (i + 1);
      timed.learn(X, X, X, X);
    }
    assertThat(timer.cost().updateMicros()).isCloseTo(9, within(0.02));
    assertThat(timer.cost().multiplyAddsPerUpdate()).isEqualTo(model().multiplyAddsPerUpdate());
  }

  @Test
  void shouldChangeNothingOfWhatIsLearned() {
    OnlineModel plain = model();
    OnlineModel timed = timer.around(model());
    for (int i = 0; i < 20; i++) {
      assertThat(timed.learn(X, X, X, X)).isEqualTo(plain.learn(X, X, X, X));
    }
    assertThat(timed.theta().toArray()).containsExactly(plain.theta().toArray());
    assertThat(timed.report()).usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class).isEqualTo(plain.report());
  }

  @Test
  void shouldAllocateNothing() {
    OnlineModel timed = timer.around(model());
    assertThat(AllocationProbe.bytesPerCall(3000, 500, () -> timed.learn(X, X, X, X))).isZero();
  }
}
