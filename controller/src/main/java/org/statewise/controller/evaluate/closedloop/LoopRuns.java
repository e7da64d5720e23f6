package org.statewise.controller.evaluate.closedloop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.statewise.bridge.api.ArmLink;
import org.statewise.controller.train.LoopCandidate;
import org.statewise.controller.train.LoopJudge;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSpec.FadingMemory;
import org.statewise.models.online.OnlineModelSpec.TwoTimeScale;

/**
 * Judges how a memory goes on learning by driving plants of the benchmark with it, wired as {@code run} wires it.
 * In each run
 *
 * <pre>
 * cost = (ln link / link_0 + ln motor / motor_0) / 2 + 0.1 ln rough / rough_0 + max(0, ln fast / fast_0)
 * </pre>
 *
 * <p>with the RMS errors of either side from the first round on, the roughness of the command and its part above
 * 20 Hz, of the candidate and of the observer alone on the same plant; a fault costs {@link #FAULT}, which is more
 * than an error 20 times as large.
 */
public final class LoopRuns implements LoopJudge {
  private static final double FAULT = 3;
  private static final double ROUGHNESS_WEIGHT = 0.1;

  /** What loops differ in most. */
  private static final List<Scenario> STREAMS = List.of(Scenario.PLAIN, Scenario.RANDOM,
      Scenario.DEAD_TIME_2, Scenario.HEAVY, Scenario.WORKSPACE, Scenario.REVERSALS, Scenario.SOFT,
      Scenario.SECOND_PAYLOAD, Scenario.COLD, Scenario.PUSH, Scenario.TIDY, Scenario.FAST);
  private static final int STREAMS_A_PLANT = 3;

  private final ArmModel nominal;
  private final ClosedLoop loop;
  private final Baseline controller;
  private final Function<LoopCandidate, OnlineModelSpec> memory;
  private final ParallelWork work;
  private final List<Run> runs = new ArrayList<>();
  private final int training;
  private List<RunMeasures> rivals = List.of();

  private record Run(Scenario scenario, long seed) {}

  /**
   * @param nominal the arm as it is described
   * @param links opens the arm of a plant
   * @param ticks builds what controls it
   * @param controller the observer alone, handled as memories are
   * @param memory that learns as a candidate says
   * @param rounds of each task
   */
  public LoopRuns(ArmModel nominal, Function<Plant, ArmLink> links, TickFactory ticks,
      Baseline controller, Function<LoopCandidate, OnlineModelSpec> memory, int rounds,
      List<Long> trainingSeeds, List<Long> validationSeeds, ParallelWork work) {
    this.nominal = nominal;
    loop = new ClosedLoop(links, ticks, rounds);
    this.controller = controller;
    this.memory = memory;
    this.work = work;
    add(trainingSeeds);
    training = runs.size();
    add(validationSeeds);
  }

  private void add(List<Long> seeds) {
    for (int i = 0; i < seeds.size(); i++) {
      for (int k = 0; k < STREAMS_A_PLANT; k++) {
        runs.add(new Run(STREAMS.get((i * STREAMS_A_PLANT + k) % STREAMS.size()), seeds.get(i)));
      }
    }
  }

  @Override
  public int trainingRuns() {
    return training;
  }

  @Override
  public int validationRuns() {
    return runs.size() - training;
  }

  @Override
  public double[][] costs(List<LoopCandidate> candidates, List<Integer> chosen)
      throws IOException, InterruptedException {
    if (rivals.isEmpty()) {
      rivals = work
          .run(runs.stream().<Callable<RunMeasures>>map(run -> () -> drive(run, controller))
              .toList());
    }
    List<Callable<Double>> jobs = new ArrayList<>();
    for (LoopCandidate candidate : candidates) {
      for (int run : chosen) {
        jobs.add(() -> cost(candidate, run));
      }
    }
    List<Double> all = work.run(jobs);
    double[][] costs = new double[candidates.size()][chosen.size()];
    for (int i = 0; i < all.size(); i++) {
      costs[i / chosen.size()][i % chosen.size()] = all.get(i);
    }
    return costs;
  }

  private double cost(LoopCandidate candidate, int run) {
    Baseline row = new Baseline("candidate",
        new TwoTimeScale(memory.apply(candidate), observer(candidate.observerGain())),
        controller.knowledge(), controller.handling(), true);
    RunMeasures here = drive(runs.get(run), row);
    RunMeasures rival = rivals.get(run);
    if (!here.held() || !rival.held()) {
      // Where the rival does not hold, either, nobody is judged.
      return rival.held() ? FAULT : 0;
    }
    return 0.5 * (StrictMath.log(here.linkRmsMradFrom(1) / rival.linkRmsMradFrom(1))
        + StrictMath.log(here.rmsMrad(1) / rival.rmsMrad(1)))
        + ROUGHNESS_WEIGHT * StrictMath.log(here.roughnessNm() / rival.roughnessNm())
        + Math.max(0, StrictMath.log(here.fastNm() / rival.fastNm()));
  }

  private RunMeasures drive(Run run, Baseline row) {
    return loop.run(run.scenario().plant(nominal, run.seed(), 1), row);
  }

  /** The observer beside a memory, of order 1 without lead. */
  public static OnlineModelSpec observer(double gain) {
    return new FadingMemory(1, gain, 0);
  }
}
