package org.statewise.controller.train;

import java.io.Serializable;
import java.util.List;

/** Computes the tasks of a training over many robots or runs: here, or on many machines. */
public interface TaskEngine extends AutoCloseable {
  /** Takes what all tasks have in common. */
  Tasks prepare(TaskSetup setup);

  /**
   * Does independent jobs.
   *
   * @return what each gave, in their order
   * @throws EngineException if they cannot be done
   */
  <S extends Serializable, J extends Serializable, R extends Serializable> List<R> map(S setup,
      List<J> jobs, JobKernel<S, J, R> kernel) throws InterruptedException;

  @Override
  void close();

  /** Computes tasks; several threads may, each its own groups. */
  interface Tasks {
    /** Begins a task a seed. */
    Group begin(List<Long> seeds);
  }

  /** Tasks that go through the same updates of phi. */
  interface Group extends AutoCloseable {
    /**
     * All tasks' meta-gradients at {@code phi}, in the order of their seeds. Their networks go on.
     *
     * @throws EngineException if they cannot be computed
     */
    List<TaskGradient> step(double[] phi);

    @Override
    void close();
  }
}
