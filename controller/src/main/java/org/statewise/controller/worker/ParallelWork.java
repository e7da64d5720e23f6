package org.statewise.controller.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does independent jobs on several threads; results come in the jobs' order, so that they do not tell
 * how many threads there were.
 *
 * @param threads at least 1
 */
public record ParallelWork(int threads) {
  /**
   * Runs all; the first failure ends the others.
   *
   * @throws IOException if a job threw one
   */
  public <T> List<T> run(List<Callable<T>> jobs) throws IOException, InterruptedException {
    return run(jobs, IOException.class);
  }

  /**
   * Runs all; the first failure ends the others.
   *
   * @param failure what a job may throw besides what is unchecked
   * @throws X if a job threw one
   */
  public <T, X extends Exception> List<T> run(List<Callable<T>> jobs, Class<X> failure)
      throws X, InterruptedException {
    List<Future<T>> running = new ArrayList<>();
    List<T> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      try {
        for (Callable<T> job : jobs) {
          running.add(pool.submit(job));
        }
        for (Future<T> result : running) {
          results.add(result.get());
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        throw unwrapped(e.getCause(), failure);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        throw e;
      }
    }
    return results;
  }

  private static <X extends Exception> X unwrapped(Throwable cause, Class<X> failure) {
    if (failure.isInstance(cause)) {
      return failure.cast(cause);
    }
    switch (cause) {
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      default -> throw new IllegalStateException(cause);
    }
  }
}
