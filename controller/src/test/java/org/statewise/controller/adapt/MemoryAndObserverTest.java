package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.online.FilterSpec;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;

/** A joint of unit mass that is sent a constant torque, with a slow memory and an observer beside it. */
final class MemoryAndObserverTest {
  private static final OnlineModelSpec BOTH = new OnlineModelSpec.TwoTimeScale(
      new FilterSpec.Observer(1e-3, 1e-5), new OnlineModelSpec.FadingMemory(1, 0.3, 0));

  private final OnlineModel model = build(BOTH);
  /** It may command the whole of 100 Nm, or three tenths of them. */
  private static final double[] NOTHING = new double[1];

  private final OnlineAdapter free = adapter(model, 1);
  private final OnlineAdapter bounded = adapter(build(BOTH), 0.3);
  private final JointState now = new JointState(1);
  private final Setpoint desired = new Setpoint(1);
  private final double[] u = new double[1];
  private final double[] uModel = new double[1];
  private final double[] uObserver = new double[1];

  private static OnlineModel build(OnlineModelSpec spec) {
    return spec.build(1, Scaling.uniform(1, 1, 1, new double[]{100}), new SplittableRandom(1));
  }

  private static OnlineAdapter adapter(OnlineModel model, double outputFraction) {
    return new OnlineAdapter(model, new PriorSpec.None().build(Optional.empty(), 1, true),
        new SampleSettings(TorqueTarget.COMMANDED, SampleSettings.Acceleration.POSITION, 0,
            10_000_000, 0),
        AskedAt.MEASURED,
        1, new Supervision(List.of(100.0), 0.004, outputFraction));
  }

  private void learn(double torque) {
    u[0] = torque;
    for (int i = 0; i < 100; i++) {
      tick();
    }
  }

  private void tick() {
    now.armTimeNs += 4_000_000;
    now.q[0] += 0.0004;
    free.observe(now, u, new double[u.length], desired, true);
    bounded.observe(now, u, new double[u.length], desired, true);
  }

  private void predict(OnlineAdapter adapter) {
    adapter.predictInto(now, new Setpoint(1), new double[1], uModel, uObserver);
  }

  @Test
  void shouldLetBothThroughToTheBitWhereNothingBoundsThem() {
    learn(20);
    predict(free);
    double[] sum = new double[1];
    model.predictInto(now.q, now.qd, new double[1], sum);
    assertThat(uModel).containsExactly(sum);
    assertThat(uModel[0]).isCloseTo(20, within(0.5));
    assertThat(uObserver[0]).as("each bears a part").isBetween(1.0, 19.0);
  }

  @Test
  void shouldBoundTheSumAndShrinkBothPartsAlike() {
    learn(80);
    predict(free);
    double part = 30 / uModel[0];
    double memory = uModel[0] - uObserver[0];
    double observer = uObserver[0];
    predict(bounded);
    assertThat(uModel).containsExactly(30);
    assertThat(uObserver[0]).isCloseTo(part * observer, within(1e-12));
    assertThat(uModel[0] - uObserver[0]).isCloseTo(part * memory, within(1e-12));
  }

  @Test
  void shouldFadeBothPartsAlikeWhenAdaptationIsSwitchedOff() {
    learn(20);
    predict(free);
    double whole = uModel[0];
    double observer = uObserver[0];
    free.mode(AdaptationMode.OFF);
    for (double share : new double[]{0.75, 0.5, 0.25, 0}) {
      free.advance(0.25);
      predict(free);
      assertThat(uModel).containsExactly(share * whole);
      assertThat(uObserver).containsExactly(share * observer);
    }
  }

  /** A torque of 70 Nm that nothing explains is seen until supervision withdraws what has it. */
  private void blame(double[] garbageOfSum, double[] garbageOfObserver) {
    boolean stopped = false;
    for (int i = 0; i < 250 && !stopped; i++) {
      tick();
      Intervention memory = free.supervise(garbageOfSum, garbageOfObserver, NOTHING, desired);
      stopped = memory.stops() || free.observerIntervention().stops();
    }
    assertThat(stopped).isTrue();
    predict(free);
  }

  @Test
  void shouldFadeTheMemoryAloneWhenItDoesHarm() {
    learn(20);
    predict(free);
    blame(new double[]{70}, NOTHING);
    assertThat(free.observerIntervention()).isEqualTo(Intervention.NONE);
    // What swings of the garbage's beginning is long gone, that of the memory's end is not.
    double memory = uModel[0] - uObserver[0];
    double observer = uObserver[0];
    for (int i = 1; i <= 50; i++) {
      free.supervise(NOTHING, NOTHING, NOTHING, desired);
      predict(free);
      assertThat(uModel[0] - uObserver[0]).isCloseTo(memory * (1 - i / 50.0), within(1e-6));
      assertThat(uObserver).containsExactly(observer);
    }
    tick();
    predict(free);
    assertThat(uObserver[0]).as("learns what the memory no longer bears").isGreaterThan(observer);
  }

  @Test
  void shouldFadeTheObserverAloneWhenItDoesHarmAndBeginItAnew() {
    learn(20);
    blame(new double[]{70}, new double[]{70});
    assertThat(free.observerIntervention()).isEqualTo(Intervention.DISAGREEMENT);
    double memory = uModel[0] - uObserver[0];
    double observer = uObserver[0];
    for (int i = 1; i <= 50; i++) {
      assertThat(free.supervise(NOTHING, NOTHING, NOTHING, desired)).isEqualTo(Intervention.NONE);
      predict(free);
      assertThat(uModel[0] - uObserver[0]).isCloseTo(memory, within(1e-6));
      assertThat(uObserver[0]).isCloseTo(observer * (1 - i / 50.0), within(1e-6));
    }
    for (int i = 0; i < 1000 && free.observerIntervention() != Intervention.REARMED; i++) {
      free.supervise(NOTHING, NOTHING, NOTHING, desired);
    }
    assertThat(free.observerIntervention()).isEqualTo(Intervention.REARMED);
    for (int i = 0; i < 200; i++) {
      free.supervise(NOTHING, NOTHING, NOTHING, desired);
    }
    predict(free);
    assertThat(uObserver).as("of what it was nothing is left").containsExactly(0);
    assertThat(uModel[0]).isCloseTo(memory, within(1e-6));
  }

  @Test
  void shouldSlowDownTheObserverAloneThatSwings() {
    learn(20);
    double[] swing = new double[1];
    Intervention done = Intervention.NONE;
    for (int i = 0; i < 250 && done == Intervention.NONE; i++) {
      swing[0] = 3 * Math.sin(2 * Math.PI * 20 * 0.004 * i);
      assertThat(free.supervise(swing, swing, NOTHING, desired)).isEqualTo(Intervention.NONE);
      done = free.observerIntervention();
    }
    assertThat(done).isEqualTo(Intervention.GAIN_LOWERED);
  }
}
