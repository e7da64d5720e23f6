package org.statewise.controller.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who interrupts a loop, and how long a network adapter keeps an arm's packets before it says that they are there.
 *
 * @param files of the kernel
 * @param coalescing from an adapter's name to what {@code ethtool -c} says of it; empty where nothing can be said
 */
public record InterruptFacts(KernelFiles files, UnaryOperator<String> coalescing) {
  private static final String MEND = "echo 0 > /proc/irq/N/smp_affinity_list for each of them, and"
      + " IRQBALANCE_BANNED_CPULIST in /etc/default/irqbalance";
  /** Of an arm's period of 1 ms, us. */
  private static final int LONG_MICROS = 250;

  /** Both. */
  public List<Finding> findings() {
    return List.of(interrupts(), network());
  }

  private Finding interrupts() {
    Set<Integer> isolated = numbers(files.read("sys/devices/system/cpu/isolated").orElse(""));
    if (isolated.isEmpty()) {
      return new Finding("interrupts", "on every processor, since none is isolated",
          Verdict.WORKS, "");
    }
    long there = files.list("proc/irq").stream()
        .map(irq -> numbers(files.read(irq + "/smp_affinity_list").orElse("")))
        .filter(cpus -> cpus.stream().anyMatch(isolated::contains)).count();
    return there == 0
        ? Finding.good("interrupts", "none on isolated processors")
        : new Finding("interrupts", there + " may come to isolated processors", Verdict.HURTS,
            MEND);
  }

  /** As Linux writes lists of processors: 0,2-3. */
  private static Set<Integer> numbers(String list) {
    Set<Integer> numbers = new TreeSet<>();
    for (String part : list.split(",", -1)) {
      if (part.matches("\\d{1,4}(-\\d{1,4})?")) {
        String[] ends = part.split("-", -1);
        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
            .forEach(numbers::add);
      }
    }
    return numbers;
  }

  private Finding network() {
    List<String> values = new ArrayList<>();
    List<String> mends = new ArrayList<>();
    int longest = 0;
    for (String folder : files.list("sys/class/net")) {
      String name = folder.substring(folder.lastIndexOf('/') + 1);
      // Only adapters have a device behind them.
      if (files.list(folder + "/device").isEmpty()) {
        continue;
      }
      String told = coalescing.apply(name);
      Optional<Integer> micros = micros(told);
      if (micros.isEmpty()) {
        continue;
      }
      boolean adaptive = told.contains("Adaptive RX: on");
      values.add(name + " " + micros.get() + " us" + (adaptive ? " or more, adaptive" : ""));
      longest = Math.max(longest, adaptive ? Math.max(1, micros.get()) : micros.get());
      if (adaptive || micros.get() > 0) {
        mends.add("ethtool -C " + name + " adaptive-rx off rx-usecs 0");
      }
    }
    if (values.isEmpty()) {
      return Finding.untold("network adapters");
    }
    String value = "keep packets for " + String.join(", ", values);
    return mends.isEmpty()
        ? Finding.good("network adapters", value)
        : new Finding("network adapters", value,
            longest < LONG_MICROS ? Verdict.WORKS : Verdict.HURTS,
            mends.stream().collect(Collectors.joining("; ")));
  }

  private static Optional<Integer> micros(String told) {
    return told.lines().map(String::strip).filter(line -> line.matches("rx-usecs:\\s*\\d{1,7}"))
        .map(line -> Integer.valueOf(line.replaceAll("\\D", ""))).findFirst();
  }
}
