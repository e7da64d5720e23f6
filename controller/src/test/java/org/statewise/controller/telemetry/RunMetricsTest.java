package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.SendResult;
import org.statewise.controller.loop.LinkSide;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.models.online.LearnOutcome;

/** What a scrape says. */
final class RunMetricsTest {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private final TickRing ring = new TickRing(2, 1);
  private final RunMetrics metrics = new RunMetrics(new RunMetrics.Subject(List.of("A1", "A2"),
      List.of("finite", "torque"), Map.of("recorder", ring), 4_000_000, true,
      new RunMetrics.Labels("1.2", "iiwa7", "sim", "network", "none", "squared", "gravity")));
  private final TickRecord tick = new TickRecord(2);

  @AfterEach
  void close() {
    metrics.close();
  }

  private double value(String line) {
    return metrics.scrape(TEXT).lines().filter(l -> l.startsWith(line + " "))
        .mapToDouble(l -> Double.parseDouble(l.substring(line.length() + 1))).findFirst()
        .orElseThrow(() -> new AssertionError("no " + line + " in\n" + metrics.scrape(TEXT)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldExplainEveryMetricInBothFormats(Metric metric) {
    String name = metric.prometheusName().replaceFirst("_(total|info)$", "");
    for (String format : List.of(TEXT, OPEN)) {
      String page = metrics.scrape(format);
      assertThat(page.lines()).as(format).anyMatch(line -> line.startsWith("# HELP " + name)
          && line.endsWith(metric.help()));
      assertThat(page.lines()).anyMatch(line -> line.startsWith("# TYPE " + name));
      assertThat(page.lines()).anyMatch(line -> line.startsWith(name));
    }
    assertThat(metrics.scrape(OPEN)).endsWith("# EOF\n");
  }

  @Test
  void shouldCountWhatTicksSay() {
    tick.await = AwaitResult.FRESH;
    tick.latencyNs = 30_000;
    tick.state.sequence = 5;
    tick.trips = 0b10;
    tick.learned = true;
    metrics.add(tick);
    tick.latencyNs = 5_000_000;
    tick.state.sequence = 8;
    tick.state.armTimeNs = 12_000_000;
    tick.trips = 0b11;
    tick.learned = false;
    metrics.add(tick);
    assertThat(value("statewise_loop_ticks_total")).isEqualTo(2);
    assertThat(value("statewise_link_missed_states_total")).isEqualTo(2);
    assertThat(value("statewise_loop_deadline_misses_total")).isEqualTo(1);
    assertThat(value("statewise_adaptation_samples_total")).isEqualTo(1);
    assertThat(value("statewise_guard_trips_total{guard=\"torque\"}")).isEqualTo(2);
    assertThat(value("statewise_guard_trips_total{guard=\"finite\"}")).isEqualTo(1);
    assertThat(value("statewise_loop_latency_seconds_count")).isEqualTo(2);
    assertThat(value("statewise_loop_latency_seconds_sum")).isCloseTo(5.03e-3, within(1e-9));
    assertThat(value("statewise_loop_latency_seconds_bucket{le=\"5.0E-5\"}")).isEqualTo(1);
  }

  @Test
  void shouldShowTheErrorsOfBothSides() {
    tick.await = AwaitResult.FRESH;
    tick.phase = LoopPhase.RUNNING;
    tick.qDes[0] = 0.5;
    metrics.add(tick);
    assertThat(value("statewise_tracking_link_estimated")).isNaN();
    assertThat(value("statewise_tracking_link_error_radians{joint=\"A1\"}")).isNaN();
    tick.linkSide = LinkSide.ESTIMATED;
    tick.qLink[0] = 0.25;
    tick.qLink[1] = 0;
    metrics.add(tick);
    assertThat(value("statewise_tracking_link_estimated")).isEqualTo(1);
    assertThat(value("statewise_tracking_link_error_radians{joint=\"A1\"}")).isEqualTo(0.25);
    assertThat(value("statewise_tracking_link_error_square_radians_total{joint=\"A1\"}"))
        .isEqualTo(0.0625);
    assertThat(value("statewise_tracking_error_square_radians_total{joint=\"A1\"}"))
        .isEqualTo(0.5);
    tick.linkSide = LinkSide.TRUE;
    metrics.add(tick);
    assertThat(value("statewise_tracking_link_estimated")).isZero();
  }

  @Test
  void shouldShowHowOldStatesWereAndHowWellThatIsKnown() {
    tick.await = AwaitResult.FRESH;
    tick.nowNs = 40_000_000;
    tick.state.receivedNs = 39_000_000;
    tick.state.ageOnArrivalNs = 299_000_000;
    tick.state.ageErrorNs = 500_000;
    metrics.add(tick);
    assertThat(value("statewise_link_state_age_seconds_count")).isEqualTo(1);
    assertThat(value("statewise_link_state_age_seconds_sum")).isCloseTo(0.3, within(1e-9));
    assertThat(value("statewise_link_state_age_seconds_bucket{le=\"0.1\"}")).isZero();
    assertThat(value("statewise_link_state_age_error_seconds")).isCloseTo(5e-4, within(1e-12));
    tick.state.ageErrorNs = -1;
    metrics.add(tick);
    assertThat(value("statewise_link_state_age_error_seconds")).isNaN();
  }

  @Test
  void shouldJudgeTheLinkByWhatCame() {
    tick.await = AwaitResult.FRESH;
    for (int i = 0; i < 2000; i++) {
      tick.state.sequence += 2;
      tick.sent = SendResult.SENT;
      metrics.add(tick);
    }
    // Every other state came.
    assertThat(value("statewise_link_quality_ratio")).isCloseTo(0.5, within(0.01));
    tick.await = AwaitResult.LATE;
    tick.sent = null;
    for (int i = 0; i < 250; i++) {
      metrics.add(tick);
    }
    assertThat(value("statewise_link_quality_ratio")).isCloseTo(0.5 / Math.E, within(0.01));
    assertThat(value("statewise_link_silences_total")).isEqualTo(1);
    assertThat(value("statewise_link_waits_total{result=\"fresh\"}")).isEqualTo(2000);
    assertThat(value("statewise_link_waits_total{result=\"late\"}")).isEqualTo(250);
    assertThat(value("statewise_link_commands_total{result=\"sent\"}")).isEqualTo(2000);
  }

  @Test
  void shouldSumTheSquaresThatAQueryDividesByTheirNumber() {
    tick.await = AwaitResult.FRESH;
    tick.phase = LoopPhase.RUNNING;
    tick.outcome = LearnOutcome.BOUNDED;
    tick.learned = true;
    tick.qDes[0] = 0.5;
    tick.predictionError[1] = 2;
    tick.priorError[1] = -3;
    metrics.add(tick);
    metrics.add(tick);
    tick.phase = LoopPhase.STOPPING;
    tick.learned = false;
    tick.outcome = null;
    tick.predictionError[1] = Double.NaN;
    metrics.add(tick);
    assertThat(value("statewise_tracking_ticks_total")).isEqualTo(2);
    assertThat(value("statewise_tracking_error_square_radians_total{joint=\"A1\"}"))
        .isEqualTo(0.5);
    assertThat(value("statewise_prediction_error_square_newton_metres_total{joint=\"A2\"}"))
        .isEqualTo(8);
    assertThat(value("statewise_prior_error_square_newton_metres_total{joint=\"A2\"}"))
        .isEqualTo(18);
    assertThat(value("statewise_adaptation_outcomes_total{outcome=\"bounded\"}")).isEqualTo(2);
  }

  @Test
  void shouldShowTheNewestTick() {
    tick.phase = LoopPhase.RUNNING;
    tick.qDes[1] = 0.5;
    tick.state.q[1] = 0.375;
    tick.uModel[0] = 2;
    tick.predictionError[1] = 0.25;
    tick.stepSize = 0.01;
    tick.confidence[1] = 0.75;
    tick.await = AwaitResult.FRESH;
    tick.uFb[0] = 2;
    metrics.add(tick);
    assertThat(value("statewise_loop_phase{phase=\"running\"}")).isEqualTo(1);
    assertThat(value("statewise_loop_phase{phase=\"waiting\"}")).isZero();
    assertThat(value("statewise_tracking_error_radians{joint=\"A2\"}")).isEqualTo(0.125);
    assertThat(value("statewise_torque_newton_metres{joint=\"A1\",part=\"memory\"}")).isEqualTo(2);
    assertThat(value("statewise_prediction_error_newton_metres{joint=\"A2\"}")).isEqualTo(0.25);
    assertThat(value("statewise_adaptation_step_size")).isEqualTo(0.01);
    assertThat(value("statewise_memory_confidence_ratio{joint=\"A2\"}")).isEqualTo(0.75);
    assertThat(value("statewise_feedback_share_ratio")).isCloseTo(0.5, within(1e-12));
    assertThat(value("statewise_feedforward_share_ratio")).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void shouldShowWhatMemoryAndObserverBearOfWhatThePriorLeaves() {
    assertThat(value("statewise_memory_share_ratio")).isNaN();
    tick.uModel[0] = 5;
    tick.uObserver[0] = 2;
    tick.priorError[0] = 6;
    metrics.add(tick);
    assertThat(value("statewise_memory_share_ratio")).as("nothing was learned").isNaN();
    tick.learned = true;
    metrics.add(tick);
    assertThat(value("statewise_torque_newton_metres{joint=\"A1\",part=\"memory\"}")).isEqualTo(3);
    assertThat(value("statewise_torque_newton_metres{joint=\"A1\",part=\"observer\"}"))
        .isEqualTo(2);
    assertThat(value("statewise_memory_share_ratio")).isCloseTo(9.0 / 36, within(1e-12));
    assertThat(value("statewise_observer_share_ratio")).isCloseTo(4.0 / 36, within(1e-12));
  }

  /** As in a run that ends in a fault: the parts are huge and nearly cancel, and then stay behind. */
  @Test
  void shouldKeepTheFeedbackShareBetweenNoneAndAll() {
    tick.phase = LoopPhase.RUNNING;
    tick.await = AwaitResult.FRESH;
    tick.uFb[0] = 90;
    tick.uPrior[0] = -80;
    tick.u[0] = 10;
    metrics.add(tick);
    tick.phase = LoopPhase.FAULT;
    tick.uFb[0] = 1000;
    tick.u[0] = 0;
    metrics.add(tick);
    assertThat(value("statewise_feedback_share_ratio")).isCloseTo(81.0 / 145, within(1e-12));
  }

  @Test
  void shouldCountNoInterventionThatIsNone() {
    assertThat(metrics.scrape(TEXT))
        .contains("statewise_adaptation_interventions_total{reason=\"tracking\"}")
        .doesNotContain("reason=\"none\"");
  }

  @Test
  void shouldExportNoTimesOfTheTickOnAVirtualClock() {
    try (RunMetrics virtual = new RunMetrics(new RunMetrics.Subject(List.of("A1", "A2"),
        List.of("finite"), Map.of(), 4_000_000, false,
        new RunMetrics.Labels("1.2", "iiwa7", "sim", "network", "none", "squared", "gravity")))) {
      tick.latencyNs = 9_000_000;
      virtual.add(tick);
      assertThat(virtual.scrape(TEXT)).contains("statewise_loop_ticks_total 1.0")
          .doesNotContain("statewise_loop_latency", "statewise_loop_deadline");
    }
  }

  @Test
  void shouldCountTheTicksThatAFullRingDropped() {
    ring.offer(tick);
    ring.offer(tick);
    ring.offer(tick);
    assertThat(value("statewise_ring_drops_total{ring=\"recorder\"}")).isEqualTo(2);
  }
}
