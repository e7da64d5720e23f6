package org.statewise.controller.warm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.adapt.ModelSnapshots;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;

final class StateSaverTest {
  private static final int KILLS = 25;
  private static final long NEVER_NS = 0;

  @TempDir
  private Path folder;

  private final ModelSnapshots snapshots = new ModelSnapshots(
      new OnlineModelSpec.DirectOffset(0.1, 0, 0).build(2, Scaling.none(2),
          new SplittableRandom(1)));

  @Test
  void shouldSaveWhatTheModelRemembersAtTheEnd() throws Exception {
    Path file = folder.resolve("s.pb");
    snapshots.goOnFrom(new double[]{1, 2, 3, 4});
    StateSaver saver = new StateSaver(snapshots, file, Map.of("arm", "a"), "1", NEVER_NS);
    saver.close();
    assertThat(file).doesNotExist();
    saver.saveLast();
    assertThat(saver.failure()).isEmpty();
    assertThat(WarmState.read(file).values()).containsExactly(1, 2, 3, 4);
    assertThat(WarmState.read(file).identity()).containsEntry("arm", "a");
  }

  @Test
  void shouldKeepWhatLearnedMoreWhenAModelHasBegunAnew() throws Exception {
    Path file = folder.resolve("s.pb");
    snapshots.goOnFrom(new double[]{1, 2, 3, 4}, 10_000);
    StateSaver saver = new StateSaver(snapshots, file, Map.of(), "1", NEVER_NS);
    saver.close();
    assertThat(saver.saveLast()).isEmpty();
    assertThat(WarmState.read(file).samples()).isEqualTo(10_000);

    snapshots.goOnFrom(new double[]{0, 0, 0, 0}, StateSaver.YOUNG_SAMPLES - 1);
    assertThat(saver.saveLast()).contains("the model began anew 2499 samples ago, and '" + file
        + "' holds one that had learned 10000");
    assertThat(WarmState.read(file).values()).containsExactly(1, 2, 3, 4);

    snapshots.countSample();
    assertThat(saver.saveLast()).isEmpty();
    assertThat(WarmState.read(file).samples()).isEqualTo(StateSaver.YOUNG_SAMPLES);
  }

  @Test
  void shouldSaveNowAndThenWhileTheOwnerTicks() {
    try (StateSaver saver = new StateSaver(snapshots, folder.resolve("s.pb"), Map.of(), "1", 1)) {
      while (saver.saves() < 5) {
        snapshots.serve();
        Thread.onSpinWait();
      }
      assertThat(saver.failure()).isEmpty();
    }
  }

  @Test
  void shouldSayWhyItCouldNotSaveAndLeaveTheLastFileAlone() throws Exception {
    Path file = folder.resolve("s.pb");
    StateSaver saver = new StateSaver(snapshots, file, Map.of(), "1", NEVER_NS);
    saver.close();
    saver.saveLast();
    byte[] before = Files.readAllBytes(file);
    // A folder stands where the new file would be written first.
    Files.createDirectory(folder.resolve("s.pb.part"));
    Files.writeString(folder.resolve("s.pb.part").resolve("x"), "x");
    saver.saveLast();
    assertThat(saver.failure().orElseThrow())
        .startsWith("the learned state could not be saved to '" + file + "': ");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  @Tag("system")
  void shouldLeaveAFileThatLoadsWheneverItIsKilled() throws Exception {
    Path file = folder.resolve("killed.pb");
    SplittableRandom random = new SplittableRandom(20_261_122);
    long saves = 0;
    for (int i = 0; i < KILLS; i++) {
      Process child = new ProcessBuilder(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
          "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
          SaverChild.class.getName(), file.toString()).redirectErrorStream(true).start();
      try (BufferedReader out = new BufferedReader(
          new InputStreamReader(child.getInputStream(), UTF_8))) {
        assertThat(out.readLine()).isEqualTo("saved");
        // Not to wait for something, but to kill it at no particular moment.
        LockSupport.parkNanos(random.nextLong(20_000_000));
      } finally {
        child.destroyForcibly().waitFor();
      }
      WarmState state = WarmState.read(file);
      assertThat(Arrays.stream(state.values()).distinct().toArray()).hasSize(1);
      saves += state.samples();
    }
    System.out.printf("killed %d times, after %d saves%n", KILLS, saves);
  }
}
