package org.statewise.bridge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two clocks that nobody can compare but by messages; all times in ns. */
final class ClockOffsetTest {
  private static final long MS = 1_000_000;
  private static final long PERIOD = 4 * MS;

  /** The remote clock is ahead by this at time 0, and runs fast by {@link #drift}. */
  private static final long AHEAD = 1_700_000_000_000_000_000L;

  private final ClockOffset offset = new ClockOffset();
  private double drift;
  private long set;
  private long now = -3_000 * MS;

  private long remote(long ownNs) {
    return ownNs + AHEAD + set + Math.round(drift * ownNs);
  }

  /** A request, which lies at the other end for {@code held}, and its answer, which has just come. */
  private void trip(long out, long held, long back) {
    long sent = now - out - held - back;
    offset.roundTrip(sent, remote(sent + out), remote(sent + out + held), now);
  }

  /** How much later than it was the remote clock's reading seems to be. */
  private long error() {
    return offset.toLocalNs(remote(now)) - now;
  }

  @Test
  void shouldKnowNothingBeforeTheFirstRoundTrip() {
    assertThat(offset.isKnown(now)).isFalse();
    trip(MS, 0, MS);
    assertThat(offset.isKnown(now)).isTrue();
  }

  @Test
  void shouldBeExactWhereBothWaysTakeTheSameTimeHoweverLongTheAnswerWasHeld() {
    trip(2 * MS, 3 * MS, 2 * MS);
    assertThat(error()).isZero();
    assertThat(offset.errorNs(now)).isEqualTo(2 * MS);
  }

  @Test
  void shouldBeWrongByHalfOfWhatTheTwoWaysDifferAndGiveABoundThatHolds() {
    for (int k = 0; k < 100; k++) {
      now += PERIOD;
      trip(MS, PERIOD, 7 * MS);
    }
    // offset - truth = (out - back) / 2, which makes a remote time seem later by (back - out) / 2
    assertThat(error()).isEqualTo(3 * MS);
    assertThat(offset.errorNs(now)).isEqualTo(4 * MS);
  }

  @Test
  void shouldGoByTheTripWithTheLeastDelay() {
    trip(MS / 10, 0, MS / 10);
    for (int k = 0; k < 500; k++) {
      now += PERIOD;
      trip(MS / 10, 0, 40 * MS);
    }
    assertThat(Math.abs(error())).isLessThan(1);
    assertThat(offset.errorNs(now)).isEqualTo(MS / 10 + 2000 * MS / 5000);
    assertThat(offset.jumps()).isZero();
  }

  @Test
  void shouldFollowClocksThatDriftBy100PartsInAMillionOnEitherSide() {
    for (double each : new double[]{100e-6, -100e-6, 199e-6}) {
      ClockOffsetTest fixture = new ClockOffsetTest();
      fixture.drift = each;
      fixture.checkFor(120_000 * MS);
    }
  }

  private void checkFor(long ns) {
    SplittableRandom random = new SplittableRandom(11);
    for (long end = now + ns; now < end; now += PERIOD) {
      long queued = random.nextInt(50) == 0 ? random.nextLong(30 * MS) : 0;
      trip(50_000 + random.nextLong(200_000), random.nextLong(PERIOD),
          50_000 + random.nextLong(200_000) + queued);
      assertThat(Math.abs(error())).isLessThanOrEqualTo(offset.errorNs(now) + 2);
      assertThat(offset.errorNs(now)).isLessThan(MS);
    }
    assertThat(offset.jumps()).isZero();
  }

  @Test
  void shouldNoticeByTheNextTripThatAClockWasSetAndForgetWhatWasBefore() {
    for (long by : new long[]{500 * MS, -500 * MS, 2 * MS}) {
      for (int k = 0; k < 50; k++) {
        now += PERIOD;
        trip(MS / 2, 0, MS / 2);
      }
      long before = offset.jumps();
      set += by;
      now += PERIOD;
      trip(MS / 2, MS, MS / 2);
      assertThat(error()).isZero();
      assertThat(offset.jumps()).isEqualTo(before + 1);
    }
  }

  @Test
  void shouldTakeANetworkThatBeginsToQueueForNoClockThatWasSet() {
    for (int k = 0; k < 250; k++) {
      now += PERIOD;
      trip(MS / 2, 0, MS / 2);
    }
    for (int k = 0; k < 250; k++) {
      now += PERIOD;
      trip(MS / 2 + k * MS, 0, MS / 2 + k * MS);
      assertThat(Math.abs(error())).isLessThan(1);
    }
    assertThat(offset.jumps()).isZero();
  }

  @Test
  void shouldForgetWhatIsOlderThanItsWindow() {
    trip(MS / 2, 0, MS / 2);
    now += ClockOffset.WINDOW_NS;
    assertThat(offset.isKnown(now)).isTrue();
    now += 1;
    assertThat(offset.isKnown(now)).isFalse();
    trip(MS, 0, 3 * MS);
    assertThat(error()).isEqualTo(MS);
    assertThat(offset.errorNs(now)).isEqualTo(2 * MS);
  }

  @Test
  void shouldLearnNothingFromATripThatCannotBe() {
    trip(MS, 0, MS);
    offset.roundTrip(now, remote(now), remote(now) + MS, now);
    offset.roundTrip(now - 11_000 * MS, remote(now), remote(now), now);
    offset.roundTrip(0, Long.MAX_VALUE, Long.MIN_VALUE, now);
    assertThat(error()).isZero();
    assertThat(offset.errorNs(now)).isEqualTo(MS);
  }
}
