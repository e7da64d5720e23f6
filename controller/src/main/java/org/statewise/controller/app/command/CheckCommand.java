package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.fri.FriLink;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.FriAddress;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.machine.Arrivals;
import org.statewise.controller.machine.Finding;
import org.statewise.controller.machine.InterruptFacts;
import org.statewise.controller.machine.KernelFiles;
import org.statewise.controller.machine.MachineFacts;
import org.statewise.controller.machine.ProgramFacts;
import org.statewise.controller.machine.Verdict;
import org.statewise.controller.machine.WakeUps;
import org.statewise.controller.realtime.RealTime;
import org.statewise.controller.realtime.RealTimeSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise check}. */
@Command(name = "check",
    description = {
      "Says whether this machine is fit to control an arm: a row a property, what it means, and the"
          + " command that mends it. Asks for the rights that a run asks for, and measures with them how late a"
          + " sleeping thread wakes. Changes nothing.",
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

  @Option(names = "--arm", paramLabel = "LINK",
      description = "Listens to this cabinet for the same time and never commands:"
          + " fri://LISTEN_HOST:PORT?peer=CABINET[&dialect=VERSION].")
  private String arm;

  @Option(names = "--arm-model", paramLabel = "ARM", defaultValue = "iiwa7",
      description = "The cabinet's arm (default: ${DEFAULT-VALUE}).")
  private String armModel;

  @Option(names = "--json", description = "Prints JSON in place of the table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new UsageException(
          "--seconds must be within 0 and " + LONGEST_SECONDS + ", but is " + seconds);
    }
    if (arm != null && !arm.startsWith(FriAddress.SCHEME)) {
      throw new UsageException("--arm must begin with fri://, but is '" + arm + "'");
    }
    List<Finding> findings = new ArrayList<>();
    KernelFiles files = new KernelFiles(Path.of("/"));
    findings.addAll(
        new MachineFacts(files, Runtime.getRuntime().availableProcessors()).findings());
    findings.addAll(new InterruptFacts(files, CheckCommand::coalescing).findings());
    try (RealTime realTime = RealTime.begin(RealTimeSettings.DEFAULT, false)) {
      realTime.arrangeThreads();
      findings.addAll(new ProgramFacts(Runtime.version().toString(),
          ManagementFactory.getGarbageCollectorMXBeans().stream()
              .map(GarbageCollectorMXBean::getName).toList(),
          realTime.rights()).findings());
      if (seconds > 0) {
        findings.add(wakeUps(realTime));
        if (arm != null) {
          findings.add(arrivals(realTime));
        }
      }
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

  /** Measured as a control thread is arranged. */
  private Finding wakeUps(RealTime realTime) throws InterruptedException {
    Finding[] found = new Finding[1];
    Thread thread = Thread.ofPlatform().name("statewise-check").start(() -> {
      realTime.enterLoop();
      found[0] = WakeUps.finding(
          new WakeUps(System::nanoTime, LockSupport::parkNanos).measure(seconds));
    });
    thread.join();
    return found[0];
  }

  private Finding arrivals(RealTime realTime) throws UsageException, WorkException {
    try (FriLink cabinet = Links.cabinet(
        FriAddress.parse("--arm", arm).client(Arms.load(armModel), false), _ -> {})) {
      realTime.arrangeThreads();
      JointState state = new JointState(cabinet.info().jointCount());
      Arrivals arrivals = Arrivals.every(cabinet.info().periodNs());
      long endNs = cabinet.nowNs() + seconds * 1_000_000_000L;
      long lastNs = -1;
      while (cabinet.awaitState(state, endNs) == AwaitResult.FRESH
          && cabinet.nowNs() < endNs) {
        if (lastNs >= 0) {
          arrivals.add(state.receivedNs - lastNs);
        }
        lastNs = state.receivedNs;
      }
      return arrivals.finding(cabinet.statistics().lost());
    }
  }

  /** What the adapter's driver says; empty where ethtool is not installed or the driver says nothing. */
  private static String coalescing(String adapter) {
    try {
      Process process = new ProcessBuilder("ethtool", "-c", adapter).redirectErrorStream(true)
          .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
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
