package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.fri.FriEnums.DriveState;
import org.statewise.bridge.fri.FriEnums.Quality;
import org.statewise.bridge.fri.FriEnums.SafetyState;
import org.statewise.bridge.fri.SequenceTracker.Verdict;

/** The small rules that a session is made of, each alone. */
final class FriPartsTest {
  private static final long PERIOD_NS = 4_000_000;

  @Test
  void shouldNotOfferAnArmWhoseFirstCommandWouldEndCommanding() {
    FriStatus status = new FriStatus();
    assertThat(status.takesCommands()).isFalse();
    status.phase = FriPhase.COMMANDING_IDLE;
    status.quality = Quality.GOOD;
    status.safetyState = SafetyState.NORMAL_OPERATION;
    status.weakestDrive = DriveState.ACTIVE;
    assertThat(status.takesCommands()).isTrue();
    status.quality = Quality.FAIR;
    assertThat(status.takesCommands()).isFalse();
    status.quality = Quality.EXCELLENT;
    status.safetyState = SafetyState.STOP_LEVEL_1;
    assertThat(status.takesCommands()).isFalse();
    status.safetyState = SafetyState.NORMAL_OPERATION;
    status.weakestDrive = DriveState.OFF;
    assertThat(status.takesCommands()).isFalse();
    status.phase = FriPhase.COMMANDING;
    assertThat(status.takesCommands()).isTrue();
  }

  @Test
  void shouldOrderDatagramsAcrossTheCountersEnd() {
    SequenceTracker tracker = new SequenceTracker();
    assertThat(tracker.offer(-2)).isEqualTo(Verdict.NEWER);
    assertThat(tracker.offer(-1)).isEqualTo(Verdict.NEWER);
    assertThat(tracker.offer(1)).isEqualTo(Verdict.NEWER);
    assertThat(tracker.lost()).isEqualTo(1);
    assertThat(tracker.unwrapped()).isEqualTo(4);
    assertThat(tracker.offer(1)).isEqualTo(Verdict.DUPLICATED);
    assertThat(tracker.offer(0)).isEqualTo(Verdict.REORDERED);
    assertThat(tracker.offer(2)).isEqualTo(Verdict.NEWER);
  }

  @Test
  void shouldAcceptASenderThatCountsAnewAfterTenInARow() {
    SequenceTracker tracker = new SequenceTracker();
    tracker.offer(1000);
    for (int i = 0; i < SequenceTracker.RESTART_AFTER - 1; i++) {
      assertThat(tracker.offer(i)).isEqualTo(Verdict.REORDERED);
    }
    assertThat(tracker.offer(9)).isEqualTo(Verdict.RESTARTED);
    assertThat(tracker.offer(10)).isEqualTo(Verdict.NEWER);
  }

  @Test
  void shouldNotAcceptOldDatagramsThatComeInNoOrder() {
    SequenceTracker tracker = new SequenceTracker();
    tracker.offer(1000);
    for (int i = 0; i < 100; i++) {
      assertThat(tracker.offer(900 - i)).isEqualTo(Verdict.REORDERED);
    }
  }

  @Test
  void shouldEstimateAVelocityUnderConstantAccelerationExactlyWhateverIsLost() {
    VelocityEstimator estimator = new VelocityEstimator(1);
    double[] qd = new double[1];
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      if (random.nextInt(5) == 0) {
        continue;
      }
      double t = i * PERIOD_NS * 1e-9;
      estimator.estimateInto(i * PERIOD_NS, PERIOD_NS,
          new double[]{1 + 0.3 * t - 0.5 * 2.5 * t * t}, qd);
      if (i > 20) {
        assertThat(qd[0]).isCloseTo(0.3 - 2.5 * t, org.assertj.core.data.Offset.offset(1e-10));
      }
    }
  }

  @Test
  void shouldAmplifyNoiseByNoMoreThanItsDocumentStates() {
    VelocityEstimator estimator = new VelocityEstimator(1);
    double[] qd = new double[1];
    Random random = new Random(3);
    double squares = 0;
    int samples = 20_000;
    for (int i = 0; i < samples; i++) {
      estimator.estimateInto(i * PERIOD_NS, PERIOD_NS, new double[]{random.nextGaussian()}, qd);
      squares += i < VelocityEstimator.WINDOW ? 0 : qd[0] * qd[0];
    }
    double gain = Math.sqrt(squares / samples) * PERIOD_NS * 1e-9;
    assertThat(gain).isBetween(1.09, 1.14);
  }

  @Test
  void shouldStartOverAfterAGap() {
    VelocityEstimator estimator = new VelocityEstimator(1);
    double[] qd = new double[1];
    estimator.estimateInto(0, PERIOD_NS, new double[]{0}, qd);
    estimator.estimateInto(PERIOD_NS, PERIOD_NS, new double[]{0.004}, qd);
    assertThat(qd[0]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
    estimator.estimateInto(7 * PERIOD_NS, PERIOD_NS, new double[]{9}, qd);
    assertThat(qd[0]).isZero();
  }

  @Test
  void shouldMirrorWithATimeConstantOfEightMilliseconds() {
    PositionMirror mirror = new PositionMirror(1, 0);
    mirror.begin(new double[]{0});
    mirror.follow(new double[]{1}, PERIOD_NS);
    assertThat(mirror.position()[0]).isCloseTo(1.0 / 3, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void shouldJudgeTheWeightThatIsMeasured() {
    double[] q = {0, 0.5, 0, -1.4, 0, 1, 0};
    double[] g = new double[7];
    new org.statewise.models.dynamics.RigidBody(FriFixture.ARM).gravityInto(q, g);
    assertThat(new GravityCheck(FriFixture.ARM, q, g).verdict())
        .isEqualTo(GravityCheck.Verdict.AGREES);
    assertThat(new GravityCheck(FriFixture.ARM, q, Arrays.stream(g).map(x -> -x).toArray())
        .verdict()).isEqualTo(GravityCheck.Verdict.WRONG_SIGN);
    assertThat(new GravityCheck(FriFixture.ARM, q, new double[7]).verdict())
        .isEqualTo(GravityCheck.Verdict.DEVIATES);
    assertThat(new GravityCheck(FriFixture.ARM, new double[7], new double[7]).verdict())
        .isEqualTo(GravityCheck.Verdict.POSE_TOO_LIGHT);
  }

  @Test
  void shouldHearOnlyItsPeer() throws Exception {
    PeerPin pin = new PeerPin("127.0.0.1", 0);
    InetAddress host = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
    InetAddress other = InetAddress.getByAddress(new byte[]{127, 0, 0, 2});
    InetSocketAddress cabinet = new InetSocketAddress(host, 5000);
    InetSocketAddress sameHost = new InetSocketAddress(host, 5001);
    assertThat(pin.admits(new InetSocketAddress(other, 5000), 0)).isFalse();
    assertThat(pin.admits(cabinet, 0)).isTrue();
    pin.received(cabinet, 0);
    assertThat(pin.admits(sameHost, 900_000_000)).isFalse();
    assertThat(pin.peer()).isEqualTo(cabinet);
    assertThat(pin.admits(sameHost, 1_100_000_000)).as("a cabinet that began anew").isTrue();
    PeerPin exact = new PeerPin("127.0.0.1", 5000);
    assertThat(exact.admits(sameHost, 0)).isFalse();
  }

  @Test
  void shouldGradeAClientByTheAnswersThatItMissed() {
    Punctuality punctuality = new Punctuality(250);
    assertThat(punctuality.quality()).isEqualTo(Quality.POOR);
    for (int i = 0; i < 250; i++) {
      punctuality.judge(true);
    }
    assertThat(punctuality.quality()).isEqualTo(Quality.EXCELLENT);
    punctuality.judge(false);
    assertThat(punctuality.quality()).isEqualTo(Quality.GOOD);
    for (int i = 0; i < 12; i++) {
      punctuality.judge(true);
      punctuality.judge(false);
    }
    assertThat(punctuality.quality()).isEqualTo(Quality.FAIR);
    for (int i = 0; i < Punctuality.POOR_IN_A_ROW; i++) {
      punctuality.judge(false);
    }
    assertThat(punctuality.quality()).isEqualTo(Quality.POOR);
  }
}
