package org.statewise.controller.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as kernels write them. */
final class MachineFactsTest {
  private static final String CPU = "sys/devices/system/cpu/";
  private static final String CLOCK = "sys/devices/system/clocksource/clocksource0/current_clocksource";

  @TempDir
  private Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }

  private Finding finding(String what) {
    return new MachineFacts(new KernelFiles(root), 4).findings().stream()
        .filter(f -> f.what().equals(what))
        .findFirst().orElseThrow();
  }

  private void idle(int state, String name, int latency, int disable) throws IOException {
    String folder = CPU + "cpu0/cpuidle/state" + state + "/";
    file(folder + "name", name);
    file(folder + "latency", Integer.toString(latency));
    file(folder + "disable", Integer.toString(disable));
  }

  @Test
  void shouldFindNothingToMendOnAMachineThatWasPrepared() throws IOException {
    file("sys/kernel/realtime", "1");
    file("proc/loadavg", "0.12 0.20 0.30 1/200 4711");
    for (int cpu = 0; cpu < 2; cpu++) {
      file(CPU + "cpu" + cpu + "/cpufreq/scaling_governor", "performance");
    }
    file(CPU + "cpufreq/policy0/scaling_governor", "powersave");
    idle(0, "POLL", 0, 0);
    idle(1, "C1", 2, 0);
    idle(2, "C6", 133, 1);
    file(CPU + "isolated", "2-3");
    file("proc/swaps", "Filename Type Size Used Priority");
    file(CLOCK, "tsc");
    List<Finding> findings = new MachineFacts(new KernelFiles(root), 4).findings();
    assertThat(findings).hasSize(8)
        .allSatisfy(f -> assertThat(f.verdict()).as("%s", f).isEqualTo(Verdict.GOOD))
        .allSatisfy(f -> assertThat(f.mend()).isEmpty());
    assertThat(finding("sleep states").value()).isEqualTo("as deep as C1, 2 us to wake");
  }

  @Test
  void shouldHurtWhereTheMachineIsLeftAsItCame() throws IOException {
    file("proc/version", "Linux version 6.1.0 (gcc) #1 SMP Debian");
    file("proc/loadavg", "3.90 3.00 2.00 5/200 4711");
    file(CPU + "cpu0/cpufreq/scaling_governor", "performance");
    file(CPU + "cpu1/cpufreq/scaling_governor", "powersave");
    idle(0, "POLL", 0, 0);
    idle(1, "C6", 133, 0);
    file("proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2");
    file(CLOCK, "hpet");
    assertThat(finding("kernel").value()).isEqualTo("not preemptible");
    assertThat(finding("load").value()).isEqualTo("3.90 over the last minute");
    assertThat(finding("frequency").value()).isEqualTo("performance, powersave");
    for (String what : List.of("kernel", "load", "frequency", "sleep states", "swap",
        "clock")) {
      assertThat(finding(what).verdict()).as(what).isEqualTo(Verdict.HURTS);
      assertThat(finding(what).mend()).as(what).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, HURTS", "2, WORKS", "3, WORKS", "4, GOOD"})
  void shouldWantFourProcessors(int processors, Verdict verdict) {
    assertThat(new MachineFacts(new KernelFiles(root), processors).findings().getFirst().verdict())
        .isEqualTo(verdict);
  }

  @Test
  void shouldTellAPreemptibleKernelFromARealTimeOne() throws IOException {
    file("proc/version", "Linux version 6.12 #1 SMP PREEMPT_DYNAMIC");
    assertThat(finding("kernel").verdict()).isEqualTo(Verdict.WORKS);
    file("sys/kernel/realtime", "0");
    assertThat(finding("kernel").verdict()).isEqualTo(Verdict.WORKS);
    file("proc/version", "Linux version 6.12 #1 SMP PREEMPT_RT");
    assertThat(finding("kernel").verdict()).isEqualTo(Verdict.GOOD);
  }

  @Test
  void shouldSayWhatItIsNotTold() throws IOException {
    file("proc/loadavg", "much");
    for (String what : List.of("kernel", "load", "frequency", "sleep states", "swap",
        "clock")) {
      assertThat(finding(what)).isEqualTo(Finding.untold(what));
    }
    assertThat(finding("isolated processors").value()).isEqualTo("none");
  }
}
