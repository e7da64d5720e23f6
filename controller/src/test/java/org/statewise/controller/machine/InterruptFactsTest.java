package org.statewise.controller.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as kernels write them, and words as ethtool prints them. */
final class InterruptFactsTest {
  private static final String AFFINITY = "/smp_affinity_list";

  @TempDir
  private Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }

  private Finding finding(int row, Map<String, String> adapters) {
    return new InterruptFacts(new KernelFiles(root), name -> adapters.getOrDefault(name, ""))
        .findings().get(row);
  }

  private Finding interrupts() {
    return finding(0, Map.of());
  }

  @Test
  void shouldFindInterruptsThatMayComeToIsolatedProcessors() throws IOException {
    file("sys/devices/system/cpu/isolated", "2-3");
    file("proc/irq/24" + AFFINITY, "0-3");
    file("proc/irq/25" + AFFINITY, "0-1");
    file("proc/irq/26" + AFFINITY, "3");
    assertThat(interrupts().verdict()).isEqualTo(Verdict.HURTS);
    assertThat(interrupts().value()).isEqualTo("2 may come to isolated processors");
    file("proc/irq/24" + AFFINITY, "0-1");
    file("proc/irq/26" + AFFINITY, "0,1");
    assertThat(interrupts()).isEqualTo(Finding.good("interrupts", "none on isolated processors"));
  }

  @Test
  void shouldNotAskWhereNoProcessorIsIsolated() throws IOException {
    file("sys/devices/system/cpu/isolated", "");
    file("proc/irq/24" + AFFINITY, "0-3");
    assertThat(interrupts().verdict()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void shouldJudgeHowLongAdaptersKeepPackets() throws IOException {
    file("sys/class/net/eth0/device/vendor", "0x8086");
    file("sys/class/net/lo/mtu", "65536");
    assertThat(adapter("Adaptive RX: off  TX: off\nrx-usecs:\t0\n").verdict())
        .isEqualTo(Verdict.GOOD);
    assertThat(adapter("Adaptive RX: off  TX: off\nrx-usecs: 50\n")).isEqualTo(new Finding(
        "network adapters", "keep packets for eth0 50 us", Verdict.WORKS,
        "ethtool -C eth0 adaptive-rx off rx-usecs 0"));
    assertThat(adapter("Adaptive RX: on  TX: on\nrx-usecs: 8\n").value())
        .isEqualTo("keep packets for eth0 8 us or more, adaptive");
    assertThat(adapter("rx-usecs: 1000\n").verdict()).isEqualTo(Verdict.HURTS);
    assertThat(adapter("netlink error: Operation not supported"))
        .isEqualTo(Finding.untold("network adapters"));
  }

  private Finding adapter(String told) {
    return finding(1, Map.of("eth0", told, "lo", "rx-usecs: 9\n"));
  }
}
