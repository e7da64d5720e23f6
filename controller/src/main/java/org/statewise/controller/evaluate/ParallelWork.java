package org.statewise.controller.evaluate;

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
        throw unwrapped(e);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        throw e;
      }
    }
    return results;
  }

  private static IOException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException cause -> cause;
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case Throwable cause -> throw new IllegalStateException(cause);
    };
  }
}
