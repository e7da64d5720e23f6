package org.statewise.controller.app.command;

import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.ClosedLoop;
import org.statewise.controller.evaluate.closedloop.LoopFigures;
import org.statewise.controller.evaluate.closedloop.LoopJob;
import org.statewise.controller.train.JobKernel;
import org.statewise.controller.train.LoopCandidate;
import org.statewise.controller.train.MemoryFile;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.NetworkMemorySpec;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSpec.FadingMemory;
import org.statewise.models.online.OnlineModelSpec.TwoTimeScale;

/** Drives one plant of a training for the loop, wired as {@code run} wires it. */
final class LoopKernel implements JobKernel<LoopKernel.Setup, LoopJob, LoopFigures> {
  /** Of the observer that stands beside a network by default. */
  static final double OBSERVER_GAIN = 0.1;
  @Serial
  private static final long serialVersionUID = 1L;

  /**
   * What all runs have in common.
   *
   * @param arm its description, YAML
   * @param memory the bytes of the network's file
   * @param rounds of each task
   */
  // Sent and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Setup(String arm, byte[] memory, int rounds) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;
  }

  @Override
  public LoopFigures run(Setup setup, LoopJob job) {
    ArmModel arm = ArmFile.parse(setup.arm(), "arm");
    OnlineModelSpec model = observer(OBSERVER_GAIN);
    if (!job.memories().isEmpty()) {
      LoopCandidate candidate = job.memories().getFirst();
      model = new TwoTimeScale(memory(setup, arm, candidate), observer(candidate.observerGain()));
    }
    Baseline row = new Baseline("candidate", model, Baseline.Knowledge.NOMINAL,
        BenchmarkTicks.handling(StatewiseConfig.DEFAULT), true);
    ClosedLoop loop = new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick, setup.rounds());
    return LoopFigures.of(loop.run(job.scenario().plant(arm, job.seed(), 1), row));
  }

  private static OnlineModelSpec memory(Setup setup, ArmModel arm, LoopCandidate candidate) {
    try {
      return new NetworkMemorySpec(MemoryFile.parse("memory", setup.memory()).memory(),
          candidate.loss(), Optional.of(arm), candidate.leak(), 1);
    } catch (TrainingException e) {
      throw new IllegalStateException("bytes that this program wrote cannot be read", e);
    }
  }

  /** Of order 1, without lead. */
  private static OnlineModelSpec observer(double gain) {
    return new FadingMemory(1, gain, 0);
  }
}
