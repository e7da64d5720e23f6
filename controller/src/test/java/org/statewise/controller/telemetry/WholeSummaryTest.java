package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.LinkSide;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.MotionFigures;
import org.statewise.controller.loop.RunTally;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.Motion;

/** A run's rows are all there, or the summary says how many are not. */
final class WholeSummaryTest {
  private final RunTally tally = new RunTally();
  private final TickRing ring = new TickRing(1, 4);
  private final RunStatistics statistics = new RunStatistics(1,
      index -> new Motion("reach", index), tally, true);
  private final TickRecord tick = new TickRecord(1);
  private int motion;

  /** As the control thread does it, while nobody takes a tick out of the ring. */
  private void run(int motions, int ticksEach) {
    tick.phase = LoopPhase.RUNNING;
    tick.qDes[0] = 0.002;
    for (int end = motion + motions; motion < end; motion++) {
      tick.motion = motion;
      for (int i = 0; i < ticksEach; i++) {
        tally.add(tick);
        ring.offer(tick);
      }
    }
    tally.end();
  }

  private static List<Integer> rounds(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void shouldHaveARowForEveryMotionThoughTheRingDroppedMostTicks() {
    run(30, 100);
    assertThat(ring.dropped()).isEqualTo(30 * 100 - 4);
    ring.drain(statistics::add, 10);
    assertThat(statistics.motions()).extracting(MotionSummary::round)
        .containsExactlyElementsOf(rounds(0, 30));
    assertThat(statistics.motions()).allSatisfy(
        row -> assertThat(row.trackingRmseMrad()).isCloseTo(2, within(1e-12)));
    assertThat(statistics.motionsBefore()).isZero();
    assertThat(tally.lost()).isZero();
  }

  @Test
  void shouldKeepTheLastRowsOfVeryManyAndTheSumOfAll() {
    int rounds = RunStatistics.MAX_ROWS + 500;
    for (int i = 0; i < rounds / 100; i++) {
      run(100, 1);
      ring.drain(statistics::add, 10);
    }
    assertThat(statistics.motions()).extracting(MotionSummary::round)
        .containsExactlyElementsOf(rounds(500, rounds));
    assertThat(statistics.motionsBefore()).isEqualTo(500);
    assertThat(statistics.total().trackingRmseMrad()).isCloseTo(2, within(1e-12));
    assertThat(statistics.total().name()).isEqualTo("all");
  }

  @Test
  void shouldAddUpTheErrorsOfBothSidesApart() {
    tick.linkSide = LinkSide.TRUE;
    tick.qLink[0] = -0.003;
    run(1, 10);
    assertThat(statistics.linkSide()).isEqualTo(LinkSide.TRUE);
    assertThat(statistics.motions().getFirst().trackingRmseMrad()).isCloseTo(2, within(1e-12));
    assertThat(statistics.motions().getFirst().linkRmseMrad()).isCloseTo(5, within(1e-12));

    // What is an estimate in one tick is none that an arm vouches for.
    tick.linkSide = LinkSide.ESTIMATED;
    run(1, 10);
    assertThat(statistics.linkSide()).isEqualTo(LinkSide.ESTIMATED);
    assertThat(statistics.total().linkRmseMrad()).isCloseTo(5, within(1e-12));
  }

  @Test
  void shouldHaveNoErrorOfALinkThatNobodyKnows() {
    run(2, 10);
    assertThat(statistics.linkSide()).isEqualTo(LinkSide.UNKNOWN);
    assertThat(statistics.total().linkRmseMrad()).isNull();
  }

  @Test
  void shouldGiveTheShareOfTheFeedbackBetweenNoneAndAll() {
    MotionFigures figures = new MotionFigures();
    figures.squaredFeedbackNm2 = 90;
    figures.squaredFeedForwardNm2 = 30;
    assertThat(MotionSummary.of(new Motion("m", 1), figures).feedbackShare()).isEqualTo(0.75);
    assertThat(MotionSummary.of(new Motion("m", 1), new MotionFigures()))
        .isEqualTo(new MotionSummary("m", 1, 0, null, 0, 0, null, null, null));
  }

  @Test
  void shouldGiveWhatMemoryAndObserverBearOfWhatThePriorLeaves() {
    MotionFigures figures = new MotionFigures();
    figures.learnedValues = 1;
    figures.squaredPriorErrorNm2 = 40;
    figures.squaredMemoryNm2 = 30;
    figures.squaredObserverNm2 = 2;
    MotionSummary row = MotionSummary.of(new Motion("m", 1), figures);
    assertThat(row.memoryShare()).isEqualTo(0.75);
    assertThat(row.observerShare()).isEqualTo(0.05);
  }
}
