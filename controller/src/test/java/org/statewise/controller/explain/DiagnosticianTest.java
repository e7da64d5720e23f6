package org.statewise.controller.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.statewise.controller.loop.LoopPhase.BRAKING;
import static org.statewise.controller.loop.LoopPhase.FAULT;
import static org.statewise.controller.loop.LoopPhase.HOLDING;
import static org.statewise.controller.loop.LoopPhase.RUNNING;
import static org.statewise.controller.loop.LoopPhase.STOPPED;
import static org.statewise.controller.loop.LoopPhase.WAITING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.TickRecord;

/** Each cause is found in ticks that show it, and what shows it is told with its figures. */
final class DiagnosticianTest {
  private static final long MILLIS = 1_000_000;

  private static Story running() {
    return new Story().goOn(300);
  }

  private static Story story(Cause cause) {
    return switch (cause) {
      case FINISHED -> running().next(tick -> tick.phase = STOPPED);
      case STOP_REQUESTED -> running().next(tick -> tick.stopRequested = true)
          .next(tick -> tick.phase = STOPPED);
      case CUT_OFF -> running().endsIn(Ending.Tail.TRUNCATED);
      case GOES_ON -> running().endsIn(Ending.Tail.GOES_ON);
      case NO_TICKS -> new Story();
      case INTERNAL -> running().knownAs(FaultReason.INTERNAL);
      case NO_FIRST_STATE -> new Story().silent(50, AwaitResult.LATE, WAITING)
          .silent(50, AwaitResult.LATE, FAULT);
      case SILENCE -> running().silent(50, AwaitResult.LATE, RUNNING)
          .silent(60, AwaitResult.LATE, FAULT);
      case LINK_LOST -> running().silent(3, AwaitResult.LOST, FAULT);
      case STATES_LOST -> running().stoppedBy("missed-states", BRAKING,
          tick -> tick.state.sequence += 30);
      case STATES_HELD_BACK -> running().next(tick -> tick.state.ageOnArrivalNs = 24 * MILLIS)
          .next(DiagnosticianTest::takeOver);
      case PROGRAM_LATE -> running().next(tick -> tick.nowNs += 30 * MILLIS)
          .next(DiagnosticianTest::takeOver);
      case ARM_FAULT -> running().next(tick -> {
        tick.state.mode = ArmMode.FAULT;
        tick.phase = FAULT;
      });
      case ARM_TOOK_OVER -> running().next(DiagnosticianTest::takeOver);
      case STATE_NOT_FINITE -> running().stoppedBy("finite", FAULT,
          tick -> tick.state.qd[1] = Double.NaN);
      case COMMAND_NOT_FINITE -> running().stoppedBy("finite", BRAKING,
          tick -> tick.uModel[1] = Double.POSITIVE_INFINITY);
      case STATES_FROZEN -> running().next(tick -> tick.state.qd[1] = 0.5)
          .stoppedBy("plausibility", FAULT, _ -> {});
      case POSITION_JUMP -> running().stoppedBy("plausibility", BRAKING,
          tick -> tick.state.q[1] = 0.3);
      case CLOCK_JUMP -> running().stoppedBy("plausibility", BRAKING,
          tick -> tick.state.armTimeNs += 500 * MILLIS);
      case JOINT_RANGE -> running().stoppedBy("joint-range", BRAKING,
          tick -> tick.state.q[1] = 1.98);
      case PUSHED_AWAY -> pushedAway();
      case TOO_FAST -> running().stoppedBy("velocity", BRAKING, tick -> tick.state.qd[1] = 1.95);
      case NO_TORQUE_LEFT -> running().next(tick -> tick.u[1] = 90)
          .stoppedBy("tracking-error", BRAKING, tick -> tick.qDes[1] = 0.6);
      case OFF_PATH -> running().stoppedBy("tracking-error", BRAKING, tick -> tick.qDes[1] = 0.6);
      case PUSHED_IN_HOLD -> running().next(tick -> tick.phase = HOLDING)
          .stoppedBy("tracking-error", BRAKING, tick -> tick.state.q[1] = 0.25);
      case HOLD_TORQUE -> new Story().stoppedBy("torque", FAULT, tick -> tick.uPrior[1] = 120);
      case GUARD -> running().stoppedBy("torque-rate", FAULT, _ -> {});
    };
  }

  private static void takeOver(TickRecord tick) {
    tick.state.mode = ArmMode.BRAKES_ENGAGED;
    tick.phase = FAULT;
  }

  private static Story pushedAway() {
    Story story = running();
    for (int i = 0; i < 12; i++) {
      story.next(tick -> {
        tick.state.qd[1] += 0.1;
        tick.uFb[1] = -5;
      });
    }
    return story.stoppedBy("velocity", BRAKING, tick -> tick.state.qd[1] = 1.95);
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindEachCause(Cause cause) {
    Explanation explanation = Explanation.of(story(cause).ending());
    assertThat(explanation.cause()).isEqualTo(cause.word());
    assertThat(explanation.lines().get(0)).contains(cause.sentence());
    assertThat(explanation.lines().get(1)).contains(cause.advice());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NO_TICKS")
  void shouldSayItInTenLines(Cause cause) {
    assertThat(Explanation.of(story(cause).ending()).lines()).hasSize(10)
        .allMatch(line -> !line.contains("\n"));
  }

  @ParameterizedTest
  @EnumSource(names = {"STATE_NOT_FINITE", "COMMAND_NOT_FINITE", "STATES_FROZEN", "POSITION_JUMP",
    "JOINT_RANGE", "PUSHED_AWAY", "TOO_FAST", "NO_TORQUE_LEFT", "OFF_PATH", "PUSHED_IN_HOLD",
    "HOLD_TORQUE"})
  void shouldNameTheJoint(Cause cause) {
    Explanation explanation = Explanation.of(story(cause).ending());
    assertThat(explanation.joint()).isEqualTo("A2");
    assertThat(explanation.lines().get(2)).contains("joint A2").contains("(guard ");
  }

  @ParameterizedTest
  @CsvSource({"JOINT_RANGE,joint A2 was at 1.980 rad of -2.000 to 2.000 rad",
    "TOO_FAST,'joint A2 moved at 1.95 rad/s, its limit is 2.00 rad/s'",
    "POSITION_JUMP,joint A2 went from 0.0000 to 0.3000 rad within 4.0 ms",
    "CLOCK_JUMP,the arm's clock went on by 504.0 ms",
    "STATES_LOST,of the last 286 states 30 never came; the longest gap was 4.0 ms",
    "STATES_HELD_BACK,states were up to 24.0 ms old when they came",
    "PROGRAM_LATE,a state lay for 30.0 ms before its tick began",
    "SILENCE,the last state came 110.0 ms before",
    "HOLD_TORQUE,joint A2 needs 120.0 Nm of 90.0 Nm"})
  void shouldTellTheFiguresThatShowIt(Cause cause, String figures) {
    assertThat(Explanation.of(story(cause).ending()).lines().get(2)).contains(figures);
  }

  @ParameterizedTest
  @EnumSource(names = {"STATES_LOST", "STATES_HELD_BACK", "SILENCE", "ARM_TOOK_OVER"})
  void shouldBlameAProgramThatWasLateBeforeTheNetwork(Cause cause) {
    Explanation explanation = Explanation.of(story(cause).lateBy(12.5).ending());
    assertThat(explanation.cause()).isEqualTo("program-late");
    assertThat(explanation.lines().get(2)).contains("no processor for 12.5 ms");
  }

  @Test
  void shouldNotBlameAProgramThatWasLateForWhatTheArmMeasured() {
    assertThat(Explanation.of(story(Cause.TOO_FAST).lateBy(12.5).ending()).cause())
        .isEqualTo("too-fast");
  }

  @Test
  void shouldNameTheGuardThatStopsAndNotOneThatOnlyCutsOrSkips() {
    Story story = running().stoppedBy("velocity", BRAKING, tick -> {
      tick.trips |= 1 << Story.GUARDS.indexOf("state-age")
          | 1 << Story.GUARDS.indexOf("torque-rate");
      tick.state.qd[0] = 1.95;
    });
    assertThat(Explanation.of(story.ending()).stoppedBy()).isEqualTo("velocity");
  }

  @Test
  void shouldNameTheGuardThatAbortsAndNotOneBeforeIt() {
    Story story = running().stoppedBy("plausibility", FAULT,
        tick -> tick.trips |= 1 << Story.GUARDS.indexOf("missed-states"));
    assertThat(Explanation.of(story.ending()).stoppedBy()).isEqualTo("plausibility");
  }

  @Test
  void shouldHaveACauseOfItsOwnForEachGuardThatStops() {
    for (String guard : Story.GUARDS) {
      if (!guard.equals("torque-rate")) {
        Story story = running().stoppedBy(guard, FAULT, _ -> {});
        assertThat(Explanation.of(story.ending()).cause()).as(guard).isNotEqualTo("guard");
      }
    }
  }

  @Test
  void shouldTakeAWholeFileWithoutAnEndForAFailureOfTheProgram() {
    assertThat(Explanation.of(running().ending()).cause()).isEqualTo("internal");
  }
}
