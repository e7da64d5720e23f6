package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import org.ejml.data.DMatrixRMaj;
import org.statewise.controller.app.console.ProgressBars;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.evaluate.closedloop.LoopRuns;
import org.statewise.controller.evaluate.closedloop.PlantSet;
import org.statewise.controller.train.Checkpoints;
import org.statewise.controller.train.EngineException;
import org.statewise.controller.train.LoopCandidate;
import org.statewise.controller.train.LoopGeneration;
import org.statewise.controller.train.LoopOptions;
import org.statewise.controller.train.LoopSearch;
import org.statewise.controller.train.MemoryFile;
import org.statewise.controller.train.TaskEngine;
import org.statewise.controller.train.TrainingException;
import org.statewise.controller.train.TrainingRecord;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LogLinearLoss;
import org.statewise.models.loss.Loss;
import org.statewise.models.online.NetworkMemorySpec;

/**
 * The second half of {@code meta-train --inner closed-loop}: trains the loss by which a memory goes on learning
 * on an arm, and its leak, for what the loop is for.
 *
 * @param arm as it is described
 * @param plants how many are drawn around it, none of which taught the network; a quarter of them validates
 * @param engine drives them
 */
record LoopTraining(ArmModel arm, LoopOptions options, int plants, TaskEngine engine,
    PrintWriter console) {
  /** A first round, in which the memory learns, and one in which it knows. */
  private static final int ROUNDS = 2;
  /** Far from the seeds that networks are trained on. */
  private static final long FIRST_PLANT = 1_000_000;

  /** A memory with another loss, and what led to it. */
  record Outcome(MemoryFile memory, List<LoopGeneration> generations) {}

  Outcome train(MemoryFile memory, Optional<Checkpoints> checkpoints)
      throws WorkException, InterruptedException {
    LoopSearch search = new LoopSearch(options, start(memory), judge(memory));
    console.printf(Locale.ROOT, "%s loss, for the loop: %d candidates a generation, %d runs each%n",
        options.byState() ? "log-linear" : "structured", options.population(), options.runs());
    LoopSearch.Outcome outcome;
    try (ProgressBar progress = ProgressBars.make("loss", options.generations() + 1L,
        " generations")) {
      outcome = search.run(checkpoints, generation -> {
        progress.step();
        print(generation);
      });
    } catch (TrainingException | EngineException e) {
      throw new WorkException(e.getMessage(), e);
    }
    report(outcome);
    return new Outcome(file(memory, outcome), outcome.generations());
  }

  private LoopRuns judge(MemoryFile memory) {
    List<Long> seeds = PlantSet.TRAINING.seeds(FIRST_PLANT + options.seed() * plants, plants);
    int trained = plants - Math.max(1, plants / 4);
    LoopKernel.Setup setup = new LoopKernel.Setup(ArmFile.toYaml(arm), memory.toBytes(), ROUNDS);
    return new LoopRuns(jobs -> engine.map(setup, jobs, new LoopKernel()),
        seeds.subList(0, trained), seeds.subList(trained, plants));
  }

  /** The loss and the leak that the memory has so far: of another kind of loss its weights at zero inputs. */
  private static LoopCandidate start(MemoryFile memory) {
    int n = memory.jointNames().size();
    Loss loss = memory.loss().build(n, new SplittableRandom(0));
    loss.evaluate(new DMatrixRMaj(1, loss.inputs()), new DMatrixRMaj(1, n), new DMatrixRMaj(1, n));
    double[] weights = new double[n];
    loss.weightsInto(weights);
    List<Double> coefficients = loss instanceof LogLinearLoss
        ? Arrays.stream(loss.phi().block(1).data).boxed().toList()
        : Collections.nCopies(NetworkMemorySpec.LOSS_INPUTS.size(), 0.0);
    return new LoopCandidate(Arrays.stream(weights).map(StrictMath::log).boxed().toList(),
        coefficients, memory.leak(), LoopKernel.OBSERVER_GAIN);
  }

  private void print(LoopGeneration g) {
    String looked = Double.isNaN(g.validation())
        ? ""
        : String.format(Locale.ROOT, "  on other arms %.4f", g.validation());
    console.printf(Locale.ROOT, "generation %3d  cost %s%s%n", g.number(),
        Double.isNaN(g.cost()) ? "     -" : String.format(Locale.ROOT, "%.4f", g.cost()), looked);
    console.flush();
  }

  private void report(LoopSearch.Outcome outcome) {
    LoopCandidate best = outcome.candidate();
    console.printf(Locale.ROOT, "best on other arms: generation %d, %.4f from %.4f%n",
        outcome.best(), outcome.generations().get(outcome.best()).validation(),
        outcome.generations().getFirst().validation());
    StringBuilder inputs = new StringBuilder();
    for (int i = 0; i < best.coefficients().size(); i++) {
      inputs.append(String.format(Locale.ROOT, ", %s %+.2f", NetworkMemorySpec.LOSS_INPUTS.get(i),
          best.coefficients().get(i)));
    }
    console.printf(Locale.ROOT, "leak %.1e, observer's gain %.3f%s%n", best.leak(),
        best.observerGain(), inputs);
    console.flush();
  }

  private MemoryFile file(MemoryFile memory, LoopSearch.Outcome outcome) {
    LoopCandidate best = outcome.candidate();
    Map<String, String> words = new TreeMap<>(memory.training().options());
    words.putAll(options.words());
    words.put("loss-plants", Integer.toString(plants));
    words.put("loss-seed", Long.toString(options.seed()));
    words.put("best-generation", Integer.toString(outcome.best()));
    words.put("observer-gain", String.format(Locale.ROOT, "%.3f", best.observerGain()));
    TrainingRecord before = memory.training();
    return new MemoryFile(memory.memory(), best.loss(), best.leak(), memory.jointNames(),
        memory.arm(), new TrainingRecord(before.train(), before.test(), words, before.seed(),
            before.programVersion(), before.created(), before.initial(), before.trained()));
  }
}
