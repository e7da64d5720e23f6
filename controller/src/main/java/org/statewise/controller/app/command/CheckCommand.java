package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.machine.Finding;
import org.statewise.controller.machine.MachineFacts;
import org.statewise.controller.machine.Verdict;
import org.statewise.controller.machine.WakeUps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise check}. */
@Command(name = "check",
    description = {
      "Says whether this machine is fit to control an arm: a row a property, what it means, and the"
          + " command that mends it. Measures how late a sleeping thread wakes. Changes nothing.",
      "Exit code 1 if something will hurt."})
public final class CheckCommand implements Callable<Integer> {
  private static final int LONGEST_SECONDS = 3600;

  /** What {@code --json} prints of a finding. */
  record Row(String what, String value, String verdict, String mend) {
    static Row of(Finding finding) {
      return new Row(finding.what(), finding.value(), finding.verdict().word(), finding.mend());
    }
  }

  @Spec
  private CommandSpec spec;

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "10",
      description = "How long wake-ups are measured (default: ${DEFAULT-VALUE}); 0 leaves them out.")
  private int seconds;

  @Option(names = "--json", description = "Prints JSON in place of the table.")
  private boolean json;

  @Override
  public Integer call() throws UsageException {
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new UsageException(
          "--seconds must be within 0 and " + LONGEST_SECONDS + ", but is " + seconds);
    }
    List<Finding> findings = new ArrayList<>(
        new MachineFacts(Path.of("/"), Runtime.getRuntime().availableProcessors()).findings());
    if (seconds > 0) {
      findings.add(WakeUps.finding(
          new WakeUps(System::nanoTime, LockSupport::parkNanos).measure(seconds)));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(findings.stream().map(Row::of).toList()));
    } else {
      print(findings, out);
    }
    out.flush();
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.HURTS) ? 1 : 0;
  }

  private static void print(List<Finding> findings, PrintWriter out) {
    int what = width(findings.stream().map(Finding::what).toList());
    int verdict = width(findings.stream().map(finding -> finding.verdict().word()).toList());
    for (Finding finding : findings) {
      out.printf("%-" + what + "s  %-" + verdict + "s  %s%n", finding.what(),
          finding.verdict().word(), finding.value());
      if (!finding.mend().isEmpty()) {
        out.printf("%" + (what + verdict + 4) + "s%s%n", "", "mend: " + finding.mend());
      }
    }
  }

  private static int width(List<String> words) {
    return words.stream().mapToInt(String::length).max().orElse(1);
  }
}
