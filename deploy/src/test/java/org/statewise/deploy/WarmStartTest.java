package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run has learned survives it, however it ends. */
@Tag("system")
final class WarmStartTest {
  private static final int KILLS = 6;

  @TempDir
  private Path folder;

  @Test
  void shouldGoOnFromAFileThatAKilledRunLeft() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < KILLS; i++) {
      kill(random.nextLong(500_000_000));
      Finished next = new Program(folder).run("run", "--fast", "--duration", "1s", "--metrics",
          "off", "--set", "loop.burnInTicks=0", "--warm-start", "state.pb", "--overwrite",
          "--record",
          "w.mcap");
      assertThat(next.code()).as("%s", next).isZero();
      assertThat(next.out()).contains("warm start: ");
      Recordings.checksumOfExactReplay(folder, "w.mcap");
    }
  }

  /** A run that saves all the time, killed some time after its first save. */
  private void kill(long afterNs) throws Exception {
    try (Running run = new Program(folder).start("run", "--fast", "--metrics", "off", "--set",
        "loop.burnInTicks=0", "--set", "adaptation.saveSeconds=0.002", "--save-state",
        "state.pb", "--overwrite")) {
      run.awaitLine("^statewise ");
      while (!Files.exists(folder.resolve("state.pb"))) {
        LockSupport.parkNanos(1_000_000);
      }
      // Not to wait for something, but to kill it at no particular moment.
      LockSupport.parkNanos(afterNs);
      run.signal("KILL");
    }
  }
}
