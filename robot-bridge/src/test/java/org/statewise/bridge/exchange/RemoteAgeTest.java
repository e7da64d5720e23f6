package org.statewise.bridge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;
import org.statewise.fixtures.AllocationProbe;

final class RemoteAgeTest {
  private static final long MS = 1_000_000;
  private static final long AHEAD = 50_000 * MS;

  private final RemoteAge age = new RemoteAge();
  private final JointState state = new JointState(7);
  private long now = 1_000 * MS;

  @Test
  void shouldCountFromTheArrivalAsLongAsNothingHasComeBack() {
    age.stamp(state, now + AHEAD - 300 * MS, now, 0);
    assertThat(state.ageOnArrivalNs).isZero();
    assertThat(state.ageErrorNs).isNegative();
  }

  @Test
  void shouldReportHowOldAStateIsOnArrivalOnceTheRoundTripIsKnown() {
    age.roundTrip(now - 600 * MS, now - 300 * MS + AHEAD, now - 300 * MS + AHEAD, now);
    age.stamp(state, now - 304 * MS + AHEAD, now, 0);
    assertThat(state.ageOnArrivalNs).isEqualTo(304 * MS);
    assertThat(state.ageErrorNs).isEqualTo(300 * MS);
    assertThat(state.ageNs(state.receivedNs + 2 * MS)).isEqualTo(306 * MS);
  }

  @Test
  void shouldNotMakeAStateOlderWhileTheLinksOwnClockStoodStill() {
    age.roundTrip(now - 2 * MS, now - MS + AHEAD, now - MS + AHEAD, now);
    age.stamp(state, now - 50 * MS + AHEAD, now, 45 * MS);
    assertThat(state.ageOnArrivalNs).isEqualTo(5 * MS);
    age.stamp(state, now - 50 * MS + AHEAD, now, 60 * MS);
    assertThat(state.ageOnArrivalNs).isZero();
  }

  @Test
  void shouldAllocateNothing() {
    assertThat(AllocationProbe.bytesPerCall(20, 10, () -> exchange(1_000))).isZero();
  }

  private void exchange(int trips) {
    for (int k = 0; k < trips; k++) {
      now += 4 * MS;
      // A clock that is set every thousandth time.
      long remote = now + AHEAD + k / 1000 * (5 * MS);
      age.roundTrip(now - 2 * MS, remote - MS, remote - MS, now);
      age.stamp(state, remote - 2 * MS, now, 0);
    }
  }
}
