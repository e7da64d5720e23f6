package org.statewise.controller.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each call against what the kernel itself says afterwards in {@code /proc}, proc(5). */
final class LinuxKernelTest {
  private static final Path SELF = Path.of("/proc/thread-self");
  private static final int POLICY = 38;
  private static final int PRIORITY = 37;

  private Kernel kernel;

  @BeforeEach
  void requireLinux() {
    Optional<Kernel> linux = LinuxKernel.ofThisMachine();
    assumeThat(linux).as("this is no Linux on a known processor").isPresent();
    kernel = linux.get();
  }

  private static String stat(int field) throws IOException {
    String stat = Files.readString(SELF.resolve("stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[field];
  }

  private static String status(String key) throws IOException {
    return Files.readAllLines(SELF.resolve("status")).stream()
        .filter(line -> line.startsWith(key + ":")).findFirst().orElseThrow()
        .substring(key.length() + 1).strip();
  }

  @Test
  void shouldKnowItsThreadsByName() {
    assertThat(kernel.threads()).extracting(Kernel.ThreadId::name).contains("VM Thread");
  }

  @Test
  void shouldRaiseOneThreadAlone() throws Exception {
    onAThreadOfItsOwn(() -> {
      assumeThat(kernel.tryFifo(10)).as("FIFO is refused to this user").isZero();
      assertThat(stat(POLICY)).as("put back").isEqualTo("0");

      assertThat(kernel.fifo(Kernel.THIS_THREAD, 10)).isZero();

      assertThat(stat(POLICY)).isEqualTo("1");
      assertThat(stat(PRIORITY)).isEqualTo("10");
      assertThat(kernel.isRealTime(Kernel.THIS_THREAD)).isTrue();
      String[] child = new String[1];
      onAThreadOfItsOwn(() -> child[0] = stat(POLICY));
      assertThat(child[0]).as("a thread that it begins").isEqualTo("0");
    });
    assertThat(stat(POLICY)).isEqualTo("0");
  }

  @Test
  void shouldLetAThreadGiveWayToAllOthers() throws Exception {
    onAThreadOfItsOwn(() -> {
      assertThat(kernel.idle(Kernel.THIS_THREAD)).isZero();
      assertThat(stat(POLICY)).isEqualTo("5");
      assertThat(kernel.isRealTime(Kernel.THIS_THREAD)).isFalse();
    });
  }

  @Test
  void shouldBindAThreadToAProcessorThatItMayUse() throws Exception {
    onAThreadOfItsOwn(() -> {
      int first = Integer.parseInt(status("Cpus_allowed_list").split("[,-]", 2)[0]);

      assertThat(kernel.bind(Kernel.THIS_THREAD, List.of(first))).isZero();

      assertThat(status("Cpus_allowed_list")).isEqualTo(Integer.toString(first));
      assertThat(kernel.bind(Kernel.THIS_THREAD, List.of(1023))).as("none is there").isEqualTo(22);
    });
  }

  @Test
  void shouldMakeTimersPunctual() throws Exception {
    onAThreadOfItsOwn(() -> {
      assumeThat(kernel.timerSlack(Kernel.THIS_THREAD, 1)).as("the kernel refuses").isZero();
      Path task = Path.of("/proc").resolve(SELF.toRealPath().getFileName());
      assertThat(Files.readString(task.resolve("timerslack_ns")).strip()).isEqualTo("1");
    });
  }

  @Test
  void shouldOpenTheLatencyDeviceWhereThereIsOne() throws IOException {
    Path device = Path.of("/dev/cpu_dma_latency");
    Optional<Closeable> limit = kernel.limitCpuLatency(0);

    assertThat(limit.isPresent()).isEqualTo(Files.isWritable(device));
    if (limit.isPresent()) {
      limit.get().close();
    }
  }

  @Test
  void shouldTakeListsOfProcessorsAsLinuxWritesThem() {
    assertThat(new RealTimeSettings(0, "0, 2-4", false, -1).processorList())
        .isEqualTo(Arrays.asList(0, 2, 3, 4));
  }

  /** Code that may throw. */
  private interface Work {
    void run() throws Exception;
  }

  private static void onAThreadOfItsOwn(Work work) throws Exception {
    Throwable[] thrown = new Throwable[1];
    Thread thread = Thread.ofPlatform().start(() -> {
      try {
        work.run();
      } catch (Throwable e) {
        thrown[0] = e;
      }
    });
    thread.join();
    if (thrown[0] instanceof Exception e) {
      throw e;
    }
    if (thrown[0] instanceof Error e) {
      throw e;
    }
  }
}
