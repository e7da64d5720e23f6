package org.statewise.deploy;

import java.nio.file.Path;

/**
 * The program in the time of real arms, on machines that cannot promise it. The default suite needs no
 * promise: simulated arms wait for their controllers. What asks for strict time is tagged {@code realtime};
 * where the machine starves such a run, that is told, and only a fault on a machine that had time fails.
 */
final class RealTime {
  /** What the program says when its own threads had no processor. */
  private static final String OWN_LATENESS = "this program itself was late";

  /** Half a period of the fastest arm of these tests: less than that ends no run. */
  private static final long LATE_NS = 2_000_000;

  private RealTime() {}

  /** The program with as much priority as we may give it. */
  static Program program(Path folder) {
    return new Program(folder).asShipped().by("nice", "-n", "-15");
  }

  /**
   * Whether a run failed on a machine that had no time for it, by its own words or by those of the probe that
   * napped beside it, for what starves may be the other end. If so, that is told on standard output.
   */
  static boolean starved(Finished run, LatenessProbe probe) {
    boolean starved = run.code() == 1
        && (run.err().contains(OWN_LATENESS) || probe.longestNs() > LATE_NS);
    if (starved) {
      System.out.printf("starved, threads were woken up to %.1f ms late, so nothing is shown: %s%n",
          probe.longestNs() * 1e-6, run.complaints());
    }
    return starved;
  }
}
