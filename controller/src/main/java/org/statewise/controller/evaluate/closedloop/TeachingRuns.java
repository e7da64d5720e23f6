package org.statewise.controller.evaluate.closedloop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.statewise.bridge.api.ArmLink;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.train.TaughtRun;
import org.statewise.controller.worker.ParallelWork;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.meta.TaughtSamples;
import org.statewise.models.online.Scaling;

/**
 * Runs that teach a network what arms of a kind have in common: each plant drives random motions near where it was
 * found and all over its workspace, and some of the other streams, in turn, with a controller that tracks well
 * already.
 *
 * @param nominal the arm as it is described
 * @param links opens the arm of a plant
 * @param ticks builds what controls it
 * @param controller adapts meanwhile
 * @param rounds of each task
 */
public record TeachingRuns(ArmModel nominal, Function<Plant, ArmLink> links, TickFactory ticks,
    Baseline controller, int rounds) {
  /** Samples are kept one in so many: they have passed a low-pass of a few hertz. */
  public static final int EVERY = 5;

  private static final List<Scenario> OTHERS = List.of(Scenario.PLAIN, Scenario.FAST,
      Scenario.SECOND_PAYLOAD, Scenario.REVERSALS, Scenario.HEAVY, Scenario.SINGULAR,
      Scenario.COLD, Scenario.WRONG_LOAD_DATA, Scenario.TIDY, Scenario.FRICTION_OBSERVER,
      Scenario.HASTY, Scenario.SOFT, Scenario.STIFF, Scenario.DROP);
  /** How many of the others a plant drives. */
  private static final int OTHERS_A_PLANT = 5;
  /** Times as many rounds of random motions: nothing in them repeats. */
  private static final int RANDOM_ROUNDS = 2;
  /** The same of motions all over the workspace, of which there is so much. */
  private static final int WORKSPACE_ROUNDS = 3;

  /** How many runs the plants of {@code seeds} make. */
  public int count(List<Long> seeds) {
    return seeds.size() * (2 + OTHERS_A_PLANT);
  }

  /** The constants by which samples are scaled. */
  public Scaling scaling() {
    return ModelScaling
        .of(nominal.joints().stream().map(joint -> joint.limits().tauMaxNm()).toList());
  }

  /**
   * Drives all of them.
   *
   * @param done called after each run, from any thread
   */
  public List<TaughtRun> gather(List<Long> seeds, ParallelWork work, Runnable done)
      throws IOException, InterruptedException {
    List<Callable<TaughtRun>> jobs = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      long seed = seeds.get(i);
      jobs.add(() -> run(Scenario.RANDOM, seed, RANDOM_ROUNDS * rounds, done));
      jobs.add(() -> run(Scenario.WORKSPACE, seed, WORKSPACE_ROUNDS * rounds, done));
      for (int k = 0; k < OTHERS_A_PLANT; k++) {
        Scenario scenario = OTHERS.get((i * OTHERS_A_PLANT + k) % OTHERS.size());
        jobs.add(() -> run(scenario, seed, rounds, done));
      }
    }
    return work.run(jobs);
  }

  private TaughtRun run(Scenario scenario, long seed, int roundsOfIt, Runnable done) {
    int n = nominal.jointCount();
    TaughtSamples samples = new TaughtSamples(3 * n + 1, n);
    Scaling scaling = scaling();
    new ClosedLoop(links, ticks, roundsOfIt).run(scenario.plant(nominal, seed, 1), controller,
        model -> new TaughtModel(model, scaling, samples, EVERY), tick -> {});
    done.run();
    return new TaughtRun(scenario.word(), seed, samples);
  }
}
