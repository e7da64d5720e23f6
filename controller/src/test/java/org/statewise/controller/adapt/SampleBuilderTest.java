package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.JointState;
import org.statewise.fixtures.AllocationProbe;

final class SampleBuilderTest {
  private static final long PERIOD_NS = 4_000_000;

  private final JointState now = new JointState(2);
  private final double[] u = new double[2];
  private final Sample sample = new Sample(2);
  private SampleBuilder builder = new SampleBuilder(2, TorqueTarget.COMMANDED, 10_000_000);

  /** State k of a made-up motion; everything in it depends on k alone. */
  private boolean offer(long k, long timeNs) {
    now.sequence = k;
    now.armTimeNs = timeNs;
    for (int j = 0; j < 2; j++) {
      now.q[j] = k + 0.5 * j;
      now.qd[j] = k * k * (j + 1);
      now.tau[j] = 100 * k + j;
      u[j] = 10 * k + j;
    }
    return builder.offer(now, u, sample);
  }

  private boolean offer(long k) {
    return offer(k, k * PERIOD_NS);
  }

  @Test
  void shouldCompleteAStateWithTheNextOnesVelocityAndHalfOfBothTorques() {
    assertThat(offer(1)).isFalse();
    assertThat(offer(2)).isFalse();
    assertThat(offer(3)).isTrue();
    assertThat(sample.q).containsExactly(2, 2.5);
    assertThat(sample.qd).containsExactly(4, 8);
    assertThat(sample.qdd[0]).isCloseTo((9 - 1) / 0.008, within(1e-9));
    assertThat(sample.qdd[1]).isCloseTo((18 - 2) / 0.008, within(1e-9));
    assertThat(sample.tau).containsExactly((10 + 20) / 2.0, (11 + 21) / 2.0);
  }

  @Test
  void shouldDivideByTheArmsOwnTimeWhenStatesAreUneven() {
    offer(1, 0);
    offer(2, 4_000_000);
    offer(3, 10_000_000);
    assertThat(sample.qdd[0]).isCloseTo(8 / 0.010, within(1e-9));
  }

  @Test
  void shouldTakeTheTorqueMeasuredInThatState() {
    builder = new SampleBuilder(2, TorqueTarget.MEASURED, 10_000_000);
    offer(1);
    offer(2);
    offer(3);
    assertThat(sample.tau).containsExactly(200, 201);
  }

  @Test
  void shouldMakeEachStateASampleExactlyOnce() {
    long complete = 0;
    for (long k = 1; k <= 50; k++) {
      if (offer(k)) {
        complete++;
        assertThat(sample.q[0]).isEqualTo((double) (k - 1));
      }
    }
    assertThat(complete).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource({"10000000, true", "10000001, false", "0, false", "-4000000, false"})
  void shouldTakeNoDifferenceAcrossAGap(long stepNs, boolean complete) {
    offer(1, 100_000_000);
    offer(2, 104_000_000);
    assertThat(offer(3, 104_000_000 + stepNs)).isEqualTo(complete);
  }

  @Test
  void shouldNeedThreeStatesAgainAfterAGapOrARestart() {
    offer(1);
    offer(2);
    assertThat(offer(100)).isFalse();
    assertThat(offer(101)).isFalse();
    assertThat(offer(102)).isTrue();
    builder.restart();
    assertThat(offer(103)).isFalse();
    assertThat(offer(104)).isFalse();
    assertThat(offer(105)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeAGivenAccelerationAtOnce(TorqueTarget target) {
    builder = new SampleBuilder(2, target, 10_000_000);
    now.qdd[0] = 7;
    now.qdd[1] = -7;
    assertThat(offer(5)).isTrue();
    assertThat(sample.q).containsExactly(5, 5.5);
    assertThat(sample.qdd).containsExactly(7, -7);
    assertThat(sample.tau[0]).isEqualTo(target == TorqueTarget.COMMANDED ? 50 : 500);
  }

  @Test
  void shouldAllocateNothing() {
    long[] k = {0};
    assertThat(AllocationProbe.bytesPerCall(1000, 500, () -> offer(k[0]++))).isZero();
  }
}
