package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.List;

/** Computes tasks one after the other on the thread that asks. */
public final class LocalEngine implements TaskEngine {
  @Override
  public Tasks prepare(TaskSetup setup) {
    return seeds -> new LocalGroup(new TaskKernel(setup), seeds);
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  private static final class LocalGroup implements Group {
    private final TaskKernel kernel;
    private final List<TaskState> states = new ArrayList<>();

    LocalGroup(TaskKernel kernel, List<Long> seeds) {
      this.kernel = kernel;
      seeds.forEach(seed -> states.add(kernel.begin(seed)));
    }

    @Override
    public List<TaskGradient> step(double[] phi) {
      List<TaskGradient> gradients = new ArrayList<>();
      for (int task = 0; task < states.size(); task++) {
        TaskKernel.Step step = kernel.step(states.get(task), phi);
        states.set(task, step.next());
        gradients.add(step.gradient());
      }
      return gradients;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
