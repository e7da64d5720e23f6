package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.statewise.controller.adapt.Intervention;

/** Runs of a minute of the arm's time, each done once, and what is asked of all of them. */
final class ElasticRuns {
  private static final int ROUNDS = 8;
  private static final int MAX_WITHDRAWALS = 3;
  private static final Map<String, ElasticRun> DONE = new ConcurrentHashMap<>();

  private ElasticRuns() {}

  static ElasticRun of(String profile, String adaptation) {
    return DONE.computeIfAbsent(profile + " " + adaptation,
        key -> ElasticRun.of(profile, adaptation, ROUNDS));
  }

  /** The arm is shaken a few times at most, no swing is let go on, and in the end it is calm. */
  static void verifyCalm(String profile, String adaptation) {
    ElasticRun run = of(profile, adaptation);
    String name = profile + " " + adaptation + " " + run.interventions;

    assertThat(run.measures.fault()).as(name).isEmpty();
    assertThat(run.longestSwingSeconds).as(name).isLessThan(0.3);
    assertThat(run.count(Intervention.OSCILLATION)).as(name)
        .isLessThanOrEqualTo(MAX_WITHDRAWALS);
    assertThat(run.count(Intervention.GAIN_RESTORED)).as(name).isLessThanOrEqualTo(1);
    assertThat(run.shakes).as(name).isLessThanOrEqualTo(MAX_WITHDRAWALS);
    double alone = of(profile, "none").latePower();
    if (run.interventions.contains(Intervention.STAYS_WITHDRAWN)) {
      assertThat(run.interventions).as(name).endsWith(Intervention.STAYS_WITHDRAWN);
      assertThat(run.latePower()).as(name).isLessThan(1.1 * alone);
    } else {
      // The wave of the harmonic drives excites the joints, and what adapts amplifies that.
      assertThat(run.latePower()).as(name).isLessThan(3 * alone);
    }
  }
}
