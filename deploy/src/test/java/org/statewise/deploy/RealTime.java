package org.statewise.deploy;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;

/**
 * Runs that need real time, on machines that cannot promise it: where the loop gets no processor
 * for long enough, the arm must take over and the run must end in a fault, which says nothing about
 * what such a test wants to know. Then it is tried again, and skipped in the end.
 */
final class RealTime {
  private static final int ATTEMPTS = 4;

  private RealTime() {}

  /** What is to be tried. */
  @FunctionalInterface
  interface Attempt {
    /**
     * Tries it.
     *
     * @param number from 0, for names of files
     */
    void run(int number) throws Exception;
  }

  /** The run ended in a fault since the machine had no time for it. */
  private static final class Starved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Starved(String how) {
      super(how);
    }
  }

  static void attempt(Attempt attempt) throws Exception {
    String starved = "";
    for (int number = 0; number < ATTEMPTS; number++) {
      try {
        attempt.run(number);
        return;
      } catch (Starved e) {
        starved = e.getMessage();
      }
    }
    assumeThat(starved).as("this machine is too busy for a run in real time").isEmpty();
  }

  /** The program with as much priority as we may give it. */
  static Program program(Path folder) {
    return new Program(folder).by("nice", "-n", "-15");
  }

  /** Gives up this attempt if the run's loop was late until a guard or the arm ended it. */
  static void failIfStarved(Finished run) {
    if (run.code() == 1 && run.out().matches("(?s).*ended FAULT: (a guard|the arm went into).*")
        && run.out().matches("(?s).*, [1-9]\\d* states missed.*")) {
      failStarved(run);
    }
  }

  /** Gives up this attempt. */
  static void failStarved(Finished run) {
    throw new Starved(run.out() + "\n" + run.err());
  }
}
