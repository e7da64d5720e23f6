package org.statewise.deploy;

import java.nio.file.Path;

/**
 * The program in the time of real arms, on machines that cannot promise it. The default suite needs no
 * promise: simulated arms wait for their controllers. What asks for strict time is tagged {@code realtime};
 * where the machine starves such a run, that is told, and only a fault that the program's own lateness does
 * not explain fails.
 */
final class RealTime {
  /** What the program says when its own threads had no processor. */
  private static final String OWN_LATENESS = "this program itself was late";

  private RealTime() {}

  /** The program with as much priority as we may give it. */
  static Program program(Path folder) {
    return new Program(folder).by("nice", "-n", "-15");
  }

  /** Whether the machine had no time for the run; if so, that is told on standard output. */
  static boolean starved(Finished run) {
    boolean starved = run.code() == 1 && run.err().contains(OWN_LATENESS);
    if (starved) {
      System.out.println("starved, so nothing is shown: " + run.complaints());
    }
    return starved;
  }
}
