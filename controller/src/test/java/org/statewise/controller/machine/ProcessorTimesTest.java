package org.statewise.controller.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kernel tells of its processors' time. */
final class ProcessorTimesTest {
  @TempDir
  private Path root;

  private ProcessorTimes told(String stat) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/stat"), stat);
    return ProcessorTimes.now(new KernelFiles(root));
  }

  @Test
  void shouldTellWhatWasWorkedAndWhatOthersHad() throws IOException {
    // user nice system idle iowait irq softirq steal guest guest_nice: the last two are in the first ones.
    ProcessorTimes before = told("cpu  100 0 50 800 50 0 0 0 10 0\ncpu0 1 2 3\n");
    ProcessorTimes since = told("cpu  150 0 60 1200 70 10 10 100 40 0\n").since(before);
    assertThat(since).isEqualTo(new ProcessorTimes(600, 420, 100));
    assertThat(since.stolenShare()).isEqualTo(100 / 600.);
    assertThat(since.busyShare()).isEqualTo(1 - 520 / 600.);
  }

  @Test
  void shouldTellNothingOfAKernelThatTellsNothing() throws IOException {
    assertThat(ProcessorTimes.now(new KernelFiles(root)).busyShare()).isZero();
    assertThat(told("intr 5\n")).isEqualTo(new ProcessorTimes(0, 0, 0));
    assertThat(told("").stolenShare()).isZero();
  }
}
