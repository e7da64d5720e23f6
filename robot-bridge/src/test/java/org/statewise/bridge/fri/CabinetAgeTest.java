package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.JointState;

/** How old a cabinet's states are, over a way out and a way back of known length. */
final class CabinetAgeTest {
  private static final long MS = 1_000_000;
  private static final long PERIOD = 4 * MS;

  /** The cabinet's clock at time 0 of ours, s since 1970; above 2^31, where a signed second ends. */
  private static final long UNIX_SECONDS = 2_500_000_000L;

  private final CabinetAge age = new CabinetAge();
  private final MonitoringMessage message = new MonitoringMessage(7);
  private final JointState state = new JointState(7);
  private long set;

  /**
   * A message that was sampled at {@code sampledNs} of our clock and reflects that answer comes back after
   * {@code back}.
   */
  private void come(long sampledNs, int reflected, long back) {
    long stampNs = sampledNs + set;
    message.hasTimestamp = true;
    message.seconds = (int) (UNIX_SECONDS + stampNs / 1_000_000_000);
    message.nanoseconds = (int) (stampNs % 1_000_000_000);
    message.header.reflectedSequenceCounter = reflected;
    age.stamp(state, message, sampledNs + back, 0);
  }

  @Test
  void shouldNotKnowTheAgeBeforeASecondAnswerIsReflected() {
    come(0, 0, MS);
    assertThat(state.ageErrorNs).isNegative();
    age.answered(0, MS);
    come(PERIOD, 0, MS);
    assertThat(state.ageErrorNs).as("a zero may stand for no answer").isNegative();
    assertThat(state.ageOnArrivalNs).isZero();
    age.answered(1, PERIOD + MS);
    come(2 * PERIOD, 1, MS);
    assertThat(state.ageErrorNs).isPositive();
  }

  @Test
  void shouldTakeHalfOfTheTripForTheAgeWithTheTimeThatTheAnswerLayInTheCabinet() {
    age.answered(1, PERIOD + MS);
    come(2 * PERIOD, 1, MS);
    // 4 ms from the answer to the message that reflects it, of which it lay in the cabinet for 2.
    assertThat(state.ageOnArrivalNs).isEqualTo(2 * MS);
    assertThat(state.ageErrorNs).isEqualTo(2 * MS);
  }

  @Test
  void shouldSeeTheAgeGrowWhereTheNetworkBeginsToQueue() {
    age.answered(1, PERIOD + MS);
    come(2 * PERIOD, 1, MS);
    for (int k = 2; k < 75; k++) {
      // Every message comes later than the one before, and so does every answer.
      long way = k * (4 * MS);
      age.answered(k, k * PERIOD);
      come(k * PERIOD + way, k, way);
      assertThat(state.ageOnArrivalNs).isEqualTo(way + MS);
      assertThat(state.ageErrorNs).isBetween(2 * MS, 3 * MS);
    }
  }

  @Test
  void shouldNoticeByTheNextAnswerThatTheCabinetsClockWasSet() {
    age.answered(1, PERIOD + MS);
    come(2 * PERIOD, 1, MS);
    set = -3_600_000 * MS;
    age.answered(2, 2 * PERIOD + MS);
    come(3 * PERIOD, 2, MS);
    assertThat(state.ageOnArrivalNs).isEqualTo(2 * MS);
  }

  @Test
  void shouldNotKnowTheAgeWithoutATimeStamp() {
    age.answered(1, PERIOD + MS);
    come(2 * PERIOD, 1, MS);
    message.hasTimestamp = false;
    age.stamp(state, message, 3 * PERIOD, 0);
    assertThat(state.ageOnArrivalNs).isZero();
    assertThat(state.ageErrorNs).isNegative();
  }

  @Test
  void shouldReportTheAgesOfTheSimulatedCabinet() {
    for (String dialect : new String[]{"1.15", "2.5", "2.7"}) {
      FriFixture fixture = new FriFixture(FriFixture.cabinet(dialect));
      assertThat(fixture.awaitCommanding()).isTrue();
      fixture.swing(100);
      assertThat(fixture.state.ageErrorNs).isEqualTo(PERIOD / 2);
      assertThat(fixture.state.ageOnArrivalNs).as("its answer lay there for a period")
          .isEqualTo(PERIOD / 2);
    }
  }
}
