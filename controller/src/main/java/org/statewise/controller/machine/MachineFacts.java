package org.statewise.controller.machine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a Linux kernel tells of itself in {@code /proc} and {@code /sys}, by what {@code deploy/robot-pc.md} asks of a
 * robot's PC. What is not there is not told; nothing throws.
 */
public final class MachineFacts {
  private static final int ENOUGH_PROCESSORS = 4;
  private static final int FEW_PROCESSORS = 2;
  /** A tick of 4 ms can bear a wake-up that is late by this, one of 1 ms hardly, us. */
  private static final long LONG_WAKE_MICROS = 100;
  private static final double BUSY = 0.5;
  private static final double TOO_BUSY = 0.9;

  private final KernelFiles files;
  private final int processors;

  /** @param processors that this program may use */
  public MachineFacts(KernelFiles files, int processors) {
    this.files = files;
    this.processors = processors;
  }

  /** All of them, in the order in which they matter. */
  public List<Finding> findings() {
    return List.of(processors(), preemption(), load(), governors(), idleStates(),
        isolated(), swap(), clock());
  }

  private Finding processors() {
    String value = processors + " to use";
    if (processors >= ENOUGH_PROCESSORS) {
      return Finding.good("processors", value);
    }
    return new Finding("processors", value,
        processors >= FEW_PROCESSORS ? Verdict.WORKS : Verdict.HURTS,
        "a machine with four processors or more");
  }

  private Finding preemption() {
    String mend = "apt-get install linux-image-rt-amd64";
    if (files.read("sys/kernel/realtime").filter("1"::equals).isPresent()) {
      return Finding.good("kernel", "PREEMPT_RT");
    }
    Optional<String> version = files.read("proc/version");
    if (version.isEmpty()) {
      return Finding.untold("kernel");
    }
    if (version.get().contains("PREEMPT_RT")) {
      return Finding.good("kernel", "PREEMPT_RT");
    }
    return version.get().contains("PREEMPT")
        ? new Finding("kernel", "preemptible at best, not PREEMPT_RT", Verdict.WORKS, mend)
        : new Finding("kernel", "not preemptible", Verdict.HURTS, mend);
  }

  private Finding load() {
    Optional<Double> load = files.read("proc/loadavg").map(text -> text.split(" ", -1)[0])
        .flatMap(MachineFacts::decimal);
    if (load.isEmpty()) {
      return Finding.untold("load");
    }
    double share = load.get() / processors;
    String value = String.format(Locale.ROOT, "%.2f over the last minute", load.get());
    if (share < BUSY) {
      return Finding.good("load", value);
    }
    return new Finding("load", value, share < TOO_BUSY ? Verdict.WORKS : Verdict.HURTS,
        "end what else runs here: ps -eo pcpu,comm --sort -pcpu | head");
  }

  private Finding governors() {
    String governors = cpus().stream().flatMap(
        cpu -> files.read(cpu + "/cpufreq/scaling_governor").stream())
        .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining(", "));
    if (governors.isEmpty()) {
      return Finding.untold("frequency");
    }
    return governors.equals("performance")
        ? Finding.good("frequency", governors)
        : new Finding("frequency", governors, Verdict.HURTS,
            "cpupower frequency-set -g performance");
  }

  /** The deepest one that is not switched off. */
  private Finding idleStates() {
    long longest = -1;
    String name = "";
    for (String cpu : cpus()) {
      for (String state : files.list(cpu + "/cpuidle")) {
        long micros = files.read(state + "/latency").flatMap(MachineFacts::number).orElse(-1);
        boolean used = !files.read(state + "/disable").filter("1"::equals).isPresent();
        if (used && micros > longest) {
          longest = micros;
          name = files.read(state + "/name").orElse("?");
        }
      }
    }
    if (longest < 0) {
      return Finding.untold("sleep states");
    }
    String value = "as deep as " + name + ", " + longest + " us to wake";
    return longest < LONG_WAKE_MICROS
        ? Finding.good("sleep states", value)
        : new Finding("sleep states", value, Verdict.HURTS,
            "processor.max_cstate=1 on the kernel's command line, or cpupower idle-set -D "
                + LONG_WAKE_MICROS);
  }

  private Finding isolated() {
    Optional<String> isolated = files.read("sys/devices/system/cpu/isolated");
    return isolated.filter(cpus -> !cpus.isEmpty())
        .map(cpus -> Finding.good("isolated processors", cpus))
        .orElseGet(() -> new Finding("isolated processors", "none", Verdict.WORKS,
            "isolcpus=3 on the kernel's command line, and realtime.processors: \"3\" for the run"));
  }

  private Finding swap() {
    Optional<String> swaps = files.read("proc/swaps");
    if (swaps.isEmpty()) {
      return Finding.untold("swap");
    }
    return swaps.get().lines().count() <= 1
        ? Finding.good("swap", "none")
        : new Finding("swap", "configured", Verdict.HURTS, "swapoff -a");
  }

  private Finding clock() {
    Optional<String> clock = files.read(
        "sys/devices/system/clocksource/clocksource0/current_clocksource");
    if (clock.isEmpty()) {
      return Finding.untold("clock");
    }
    return switch (clock.get()) {
      case "tsc", "arch_sys_counter" -> Finding.good("clock", clock.get());
      case "kvm-clock", "hyperv_clocksource_tsc_page", "xen" ->
        new Finding("clock", clock.get() + ", a virtual machine's", Verdict.WORKS,
            "a machine of its own");
      default -> new Finding("clock", clock.get() + ", slow to read", Verdict.HURTS,
          "clocksource=tsc on the kernel's command line");
    };
  }

  private List<String> cpus() {
    return files.list("sys/devices/system/cpu").stream().filter(name -> name.matches(".*/cpu\\d+"))
        .toList();
  }

  private static Optional<Integer> number(String text) {
    return text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Optional<Double> decimal(String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,9})?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }
}
