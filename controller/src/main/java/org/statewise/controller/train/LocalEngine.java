package org.statewise.controller.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.statewise.controller.worker.ParallelWork;

/** Computes tasks one after the other on the thread that asks, and jobs on several threads. */
public final class LocalEngine implements TaskEngine {
  private final ParallelWork work;

  /** @param threads of jobs, at least 1 */
  public LocalEngine(int threads) {
    work = new ParallelWork(threads);
  }

  @Override
  public Tasks prepare(TaskSetup setup) {
    return seeds -> new LocalGroup(new TaskKernel(setup), seeds);
  }

  @Override
  public <S extends Serializable, J extends Serializable, R extends Serializable> List<R> map(
      S setup, List<J> jobs, JobKernel<S, J, R> kernel) throws InterruptedException {
    return work.run(
        jobs.stream().<Callable<R>>map(job -> () -> kernel.run(setup, job)).toList(),
        EngineException.class);
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
