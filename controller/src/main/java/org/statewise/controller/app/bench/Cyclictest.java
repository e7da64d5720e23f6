package org.statewise.controller.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.statewise.controller.bench.CyclictestOutput;
import org.statewise.controller.bench.Setting;

/**
 * Debian's cyclictest, with the right that the control thread has.
 *
 * @param priority of SCHED_FIFO; 0 for an ordinary process
 * @param missing takes a sentence where it cannot be had or run
 */
record Cyclictest(int priority, Consumer<String> missing) {
  private static final int MAX_MICROS = 100_000;

  /** How late its thread woke, ns; empty where that cannot be had. */
  Optional<Histogram> measure(Setting setting, double seconds) {
    long loops = Math.max(1, Math.round(seconds * setting.hertz()));
    List<String> command = List.of("cyclictest", "--quiet", "--mlockall", "--threads=1",
        "--interval=" + setting.periodNs() / 1000, "--loops=" + loops,
        "--histogram=" + MAX_MICROS, "--policy=" + (priority > 0 ? "fifo" : "other"),
        "--priority=" + priority);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(CyclictestOutput.read(said));
    } catch (IOException e) {
      missing.accept("no cyclictest beside it: it is not installed (apt-get install rt-tests)");
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      missing.accept("no cyclictest beside it: " + e.getMessage());
      return Optional.empty();
    }
  }
}
