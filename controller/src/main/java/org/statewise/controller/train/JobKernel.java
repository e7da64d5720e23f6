package org.statewise.controller.train;

import java.io.Serializable;

/**
 * Does one of many independent jobs, wherever it is sent. The same job gives the same result.
 *
 * @param <S> what all jobs have in common
 * @param <J> a job
 * @param <R> what it gives
 */
@FunctionalInterface
public interface JobKernel<S, J, R> extends Serializable {
  /** Any thread. */
  R run(S setup, J job);
}
