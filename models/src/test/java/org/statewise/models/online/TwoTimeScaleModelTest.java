package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;

/** A memory with an observer beside it, against the two run apart by hand. */
final class TwoTimeScaleModelTest {
  private static final int N = 2;
  private static final OnlineModelSpec MEMORY = new FilterSpec.Observer(1e-3, 1e-3);
  private static final OnlineModelSpec OBSERVER = new OnlineModelSpec.FadingMemory(2, 0.2, 1);

  private final SplittableRandom random = new SplittableRandom(7);
  private final OnlineModel both = build(new OnlineModelSpec.TwoTimeScale(MEMORY, OBSERVER));
  private final OnlineModel memory = build(MEMORY);
  private final OnlineModel observer = build(OBSERVER);
  private final double[] q = new double[N];
  private final double[] qd = new double[N];
  private final double[] qdd = new double[N];
  private final double[] tau = new double[N];
  private final double[] uModel = new double[N];
  private final double[] uObserver = new double[N];

  private static OnlineModel build(OnlineModelSpec spec) {
    return spec.build(N, Scaling.uniform(1, 1, 10, new double[]{100, 50}), new SplittableRandom(1));
  }

  private void draw() {
    for (double[] array : new double[][]{q, qd, qdd, tau}) {
      for (int j = 0; j < N; j++) {
        array[j] = random.nextDouble(-3, 3);
      }
    }
  }

  private double[] predict(OnlineModel model) {
    double[] u = new double[N];
    model.predictInto(q, qd, qdd, u);
    return u;
  }

  @Test
  void shouldLetTheObserverLearnWhatTheMemoryLeavesAndAddTheTwoToTheBit() {
    for (int i = 0; i < 50; i++) {
      draw();
      double[] uMemory = predict(memory);
      double[] rest = {tau[0] - uMemory[0], tau[1] - uMemory[1]};
      memory.learn(q, qd, qdd, tau);
      observer.learn(q, qd, qdd, rest);
      both.learn(q, qd, qdd, tau);

      both.predictInto(q, qd, qdd, uModel, uObserver);
      assertThat(uObserver).containsExactly(predict(observer));
      double[] learned = predict(memory);
      assertThat(uModel).containsExactly(learned[0] + uObserver[0], learned[1] + uObserver[1]);
      assertThat(predict(both)).containsExactly(uModel);
      assertThat(both.report().predictionError).containsExactly(observer.report().predictionError);
    }
    assertThat(uObserver).doesNotContain(0);
  }

  @Test
  void shouldBeAllMemoryWithoutAnObserver() {
    for (int i = 0; i < 20; i++) {
      draw();
      memory.learn(q, qd, qdd, tau);
      memory.predictInto(q, qd, qdd, uModel, uObserver);
      assertThat(uModel).containsExactly(predict(memory));
      assertThat(uObserver).containsOnly(0);
    }
  }

  @Test
  void shouldSayWhatTheObserverDidWhereThereIsNoMemory() {
    OnlineModel observed = build(
        new OnlineModelSpec.TwoTimeScale(new OnlineModelSpec.None(), OBSERVER));
    draw();
    assertThat(observed.learn(q, qd, qdd, tau)).isEqualTo(LearnOutcome.UPDATED);
    tau[0] = Double.NaN;
    assertThat(observed.learn(q, qd, qdd, tau)).isEqualTo(LearnOutcome.REJECTED);
  }

  @Test
  void shouldAllocateNothing() {
    draw();
    assertThat(AllocationProbe.bytesPerCall(2000, 500, () -> {
      both.predictInto(q, qd, qdd, uModel, uObserver);
      both.learn(q, qd, qdd, tau);
    })).isZero();
  }
}
