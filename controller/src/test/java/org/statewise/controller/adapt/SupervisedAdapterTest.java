package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;

/** A joint of unit mass that is sent a constant torque. */
final class SupervisedAdapterTest {
  private final OnlineModel model = new OnlineModelSpec.FadingMemory(1, 0.5, 0).build(1,
      Scaling.uniform(1, 1, 1, new double[]{100}), new SplittableRandom(1));
  private final OnlineAdapter adapter = new OnlineAdapter(model,
      new PriorSpec.None().build(Optional.empty(), 1, true),
      new SampleSettings(TorqueTarget.COMMANDED, SampleSettings.Acceleration.POSITION, 0,
          10_000_000, 0),
      AskedAt.MEASURED,
      1, new Supervision(List.of(100.0), 0.004, 0.3));
  private final JointState now = new JointState(1);
  private final Setpoint desired = new Setpoint(1);
  private final double[] u = new double[1];
  private final double[] uModel = new double[1];
  private boolean clean = true;
  private double speed;

  private boolean tick() {
    now.armTimeNs += 4_000_000;
    now.q[0] += 0.004 * speed;
    return adapter.observe(now, u, new double[u.length], desired, clean);
  }

  private boolean ticks(int count) {
    boolean learned = false;
    for (int i = 0; i < count; i++) {
      learned = tick();
    }
    return learned;
  }

  private double output() {
    adapter.predictInto(now, new Setpoint(1), new double[1], uModel, new double[1]);
    return uModel[0];
  }

  @Test
  void shouldLearnWhileTheArmMovesOrIsToMove() {
    speed = 0.1;
    assertThat(ticks(5)).isTrue();
    speed = 0;
    assertThat(ticks(100)).isTrue();
    assertThat(ticks(30)).isFalse();
    desired.qdDes[0] = 0.1;
    assertThat(ticks(5)).isTrue();
  }

  @Test
  void shouldLearnNothingWhileAGuardObjects() {
    speed = 0.1;
    clean = false;
    u[0] = 10;
    assertThat(ticks(10)).isFalse();
    assertThat(output()).isZero();
  }

  @Test
  void shouldLearnNothingFromWhatNoArmCouldDo() {
    speed = 0.1;
    u[0] = 101;
    assertThat(ticks(10)).isFalse();
    u[0] = -101;
    assertThat(ticks(10)).isFalse();
    u[0] = 100;
    assertThat(ticks(10)).as("a torque at its limit").isTrue();
    u[0] = 0;
    ticks(5);
    now.q[0] += 1;
    assertThat(tick()).isFalse();
  }

  @Test
  void shouldBoundTheModelsTorqueToItsPartOfTheLimits() {
    speed = 0.1;
    u[0] = 90;
    ticks(50);
    assertThat(output()).isEqualTo(30);
    u[0] = -90;
    ticks(500);
    assertThat(output()).isEqualTo(-30);
  }

  @Test
  void shouldStartAnewAfterHarm() {
    speed = 0.1;
    u[0] = 10;
    ticks(50);
    double[] garbage = {70};
    double[] nothing = {0};
    Intervention done = Intervention.NONE;
    for (int i = 0; i < 250 && !done.stops(); i++) {
      done = adapter.supervise(garbage, nothing, nothing, desired);
      tick();
    }
    assertThat(done).isEqualTo(Intervention.DISAGREEMENT);
    assertThat(adapter.snapshots().hasConsent()).as("to a copy of what did harm").isFalse();
    boolean[] learned = new boolean[1];
    while (done != Intervention.REARMED) {
      done = adapter.supervise(nothing, nothing, nothing, desired);
      learned[0] |= tick();
    }
    assertThat(learned[0]).isFalse();
    assertThat(adapter.snapshots().samples()).as("learned by what is there now").isZero();
    assertThat(Arrays.stream(model.theta().toArray()).allMatch(w -> w == 0)).isTrue();
    for (int i = 0; i < 200; i++) {
      adapter.supervise(nothing, nothing, nothing, desired);
      tick();
    }
    assertThat(output()).isGreaterThan(9);
    assertThat(adapter.snapshots().hasConsent()).isTrue();
    assertThat(adapter.snapshots().samples()).isBetween(1L, 200L);
  }

  @Test
  void shouldLetThroughOnlyAsMuchAsSupervisionDoes() {
    speed = 0.1;
    u[0] = 20;
    ticks(200);
    double whole = output();
    double[] garbage = {70};
    boolean stopped = false;
    for (int i = 0; i < 250 && !stopped; i++) {
      ticks(1);
      stopped = adapter.supervise(garbage, new double[1], new double[1], desired).stops();
    }
    assertThat(stopped).isTrue();
    for (int i = 1; i <= 50; i++) {
      adapter.supervise(new double[1], new double[1], new double[1], desired);
      assertThat(output()).isCloseTo(whole * (1 - i / 50.0), within(1e-6));
    }
  }

  @Test
  void shouldRefuseAnOutputBoundOfNothing() {
    assertThatThrownBy(() -> new Supervision(List.of(1.0), 0.004, 0)).hasMessage(
        "adaptation.outputFraction must be above 0 and at most 1, but is 0.0");
  }
}
