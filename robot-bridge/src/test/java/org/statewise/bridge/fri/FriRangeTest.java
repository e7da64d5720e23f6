package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.ArmMode;

/** Messages that are whole and finite, of the right sender, and cannot be true. */
final class FriRangeTest {
  /** Changes the robot's messages, or puts changed ones before them. */
  private static final class Forger extends LoopbackFriLink.Wire {
    private final Consumer<MonitoringMessage> change;
    private final boolean replaces;
    private final MonitoringMessage message = new MonitoringMessage(FriFixture.JOINTS);
    private boolean active;
    private long forged;

    Forger(Consumer<MonitoringMessage> change, boolean replaces) {
      this.change = change;
      this.replaces = replaces;
    }

    @Override
    void toClient(byte[] bytes, int length) {
      byte[] received = Arrays.copyOf(bytes, length);
      if (active) {
        new MonitoringCodec().decode(bytes, 4, length - 4, message);
        change.accept(message);
        byte[] out = new byte[Framing.MAX_DATAGRAM_BYTES];
        forged++;
        super.toClient(out,
            new Framing().close(out, new MonitoringCodec().encode(message, out, 4)));
      }
      if (!active || !replaces) {
        super.toClient(received, length);
      }
    }
  }

  private static Arguments forgery(String what, Consumer<MonitoringMessage> change) {
    return Arguments.of(what, change);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("position", m -> m.measuredQ.value[1] = 1e300),
        forgery("position", m -> m.measuredQ.value[1] = 10),
        forgery("position beyond limits", m -> m.measuredQ.value[1] = -2.3),
        forgery("position jump", m -> m.measuredQ.value[3] += 0.3),
        forgery("position jump explained by a lost second", m -> {
          m.measuredQ.value[3] += 0.3;
          m.header.sequenceCounter += 200;
        }),
        forgery("torque", m -> m.measuredTau.value[2] = -1e300),
        forgery("torque", m -> m.measuredTau.value[6] = 200),
        forgery("external torque", m -> m.externalTau.value[0] = 1e9),
        forgery("external torque", m -> m.externalTau.value[0] = Double.NaN),
        forgery("commanded torque", m -> m.commandedTau.value[0] = -1e9),
        forgery("interpolator", m -> m.ipoQ.value[0] = 12),
        forgery("tracking", m -> m.trackingPerformance = 1.5),
        forgery("tracking", m -> m.trackingPerformance = Double.NaN),
        forgery("time", m -> m.nanoseconds = 1_000_000_000),
        forgery("time", m -> m.nanoseconds = -1),
        forgery("multiplier", m -> m.receiveMultiplier = Integer.MAX_VALUE),
        forgery("period", m -> m.sendPeriodMillis = 101),
        forgery("count", m -> m.header.sequenceCounter += 1_000_000));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void shouldRunToTheBitAsIfWhatCannotBeTrueHadNotCome(String what,
      Consumer<MonitoringMessage> change) {
    Forger forger = new Forger(change, false);
    FriFixture disturbed = new FriFixture(FriFixture.cabinet("2.7"), forger);
    FriFixture quiet = new FriFixture(FriFixture.cabinet("2.7"));
    disturbed.awaitCommanding();
    quiet.awaitCommanding();
    long answered = disturbed.link.statistics().sent();
    forger.active = true;
    disturbed.swing(500);
    quiet.swing(500);
    FriStatistics counted = disturbed.link.statistics();
    assertThat(disturbed.link.endReason()).isEmpty();
    assertThat(disturbed.state.q).isEqualTo(quiet.state.q);
    assertThat(disturbed.state.qd).isEqualTo(quiet.state.qd);
    assertThat(counted.outOfRange() + counted.malformed()).as(what).isEqualTo(forger.forged);
    assertThat(counted.sent() - answered).as("none was answered").isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e300, 10, 1})
  void shouldGiveNoAnswerAndNoStateWhileNothingThatComesCanBeTrue(double q) {
    Forger forger = new Forger(m -> {
      m.measuredQ.value[0] = m.header.sequenceCounter % 2 == 0 ? q : -q;
    }, true);
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"), forger);
    fixture.awaitCommanding();
    fixture.swing(50);
    long answered = fixture.link.statistics().sent();
    long last = fixture.state.sequence;
    forger.active = true;
    fixture.await();
    assertThat(fixture.state.sequence).isEqualTo(last);
    assertThat(fixture.link.statistics().sent()).isEqualTo(answered);
    assertThat(fixture.link.statistics().outOfRange()).isPositive();
  }

  @Test
  void shouldEndCommandingWhenTheArmStaysWhereItCannotBe() {
    Forger forger = new Forger(m -> m.measuredQ.value[0] = 1, true);
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"), forger);
    fixture.awaitCommanding();
    fixture.swing(50);
    forger.active = true;
    fixture.swing(20);
    assertThat(fixture.link.endReason()).isEqualTo(FriEnd.POSITION_JUMPED.sentence());
    assertThat(fixture.state.mode).isEqualTo(ArmMode.FAULT);
    assertThat(fixture.link.statistics().outOfRange())
        .isEqualTo(MonitoringReceiver.MOVED_AFTER - 1);
  }

  @Test
  void shouldFindAnArmThatWasMovedUnseenAgainAndWithoutAVelocityFromTheJump() {
    Forger forger = new Forger(m -> m.measuredQ.value[0] = 1, true);
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"), forger);
    fixture.await();
    forger.active = true;
    for (int i = 0; i < MonitoringReceiver.MOVED_AFTER; i++) {
      fixture.await();
    }
    assertThat(fixture.state.q[0]).isEqualTo(1);
    assertThat(fixture.state.qd[0]).isZero();
    assertThat(fixture.link.endReason()).isEmpty();
  }

  @Test
  void shouldNotAnswerAnInterpolatorThatIsNotWhereTheArmIs() {
    Forger forger = new Forger(m -> {
      if (m.sessionState == FriEnums.SessionState.COMMANDING_WAIT) {
        m.ipoQ.value[2] += 0.5;
      }
    }, true);
    FriFixture fixture = new FriFixture(FriFixture.cabinet("2.7"), forger);
    forger.active = true;
    assertThat(fixture.awaitCommanding()).isFalse();
    assertThat(fixture.link.statistics().outOfRange()).isPositive();
  }

  @Test
  void shouldNameTheJointTheRuleAndTheValueOfWhatItRefused() {
    StateRangeCheck check = new StateRangeCheck(FriFixture.ARM);
    assertThat(check.sentence()).isEmpty();
    MonitoringMessage message = new MonitoringMessage(FriFixture.JOINTS);
    message.measuredQ.set(new double[]{0, 9, 0, 0, 0, 0, 0});
    assertThat(check.isPossible(message)).isFalse();
    assertThat(check.sentence()).isEqualTo("the measured position, rad, of joint A2 must be within"
        + " -2.244 and 2.244, but is 9.000");
  }

  @Test
  void shouldAcceptACountThatTimeExplains() {
    SequenceTracker tracker = new SequenceTracker();
    tracker.offer(5, 10);
    assertThat(tracker.offer(15, 10)).isEqualTo(SequenceTracker.Verdict.NEWER);
    for (int i = 0; i < SequenceTracker.RESTART_AFTER - 1; i++) {
      assertThat(tracker.offer(26 + i, 10)).isEqualTo(SequenceTracker.Verdict.FAR_AHEAD);
    }
    assertThat(tracker.offer(26 + SequenceTracker.RESTART_AFTER, 10))
        .isEqualTo(SequenceTracker.Verdict.RESTARTED);
  }
}
