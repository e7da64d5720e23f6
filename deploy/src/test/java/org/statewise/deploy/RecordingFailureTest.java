package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of runs that are interrupted, killed, or whose disk is full. */
@Tag("system")
final class RecordingFailureTest {
  private static final int TICKS_A_SECOND = 250;

  @TempDir
  private Path folder;

  @Test
  void shouldEndAtRestWithAWholeRecordingOnInterrupt() throws Exception {
    String file = "interrupted.mcap";
    try (Running run = new Program(folder).start("run", "--metrics", "127.0.0.1:0",
        "--record", file, "--summary", "run.json")) {
      URI metrics = URI.create(run.awaitLine("^metrics: (\\S+)").group(1));
      Scrape.awaitTicks(metrics, 2 * TICKS_A_SECOND);
      run.signal("INT");
      Finished end = run.awaitEnd();

      assertThat(end.code()).as("%s", end).isZero();
      assertThat(end.out()).contains("ended STOPPED");
      JsonNode summary = Recordings.json(folder.resolve("run.json"));
      assertThat(summary.get("phase").asText()).isEqualTo("STOPPED");
      Recordings.checksumOfExactReplay(folder, file);
      assertThat(Recordings.ticks(folder, file)).isEqualTo(summary.get("ticks").asLong());
    }
  }

  @Test
  void shouldKeepAllButTheLastSecondOfAKilledRun() throws Exception {
    String file = "killed.mcap";
    try (Running run = new Program(folder).start("run", "--metrics", "127.0.0.1:0",
        "--record", file)) {
      URI metrics = URI.create(run.awaitLine("^metrics: (\\S+)").group(1));
      long seen = Scrape.awaitTicks(metrics, 2 * TICKS_A_SECOND);
      run.signal("KILL");
      run.awaitEnd();

      assertThat(Recordings.ticks(folder, file)).isGreaterThanOrEqualTo(seen - TICKS_A_SECOND);
      Finished inspect = new Program(folder).run("inspect", file);
      assertThat(inspect.out()).contains("truncated: the file was not closed");
      Recordings.checksumOfExactReplay(folder, file);
    }
  }

  @Test
  void shouldControlToTheEndWhenTheDiskIsFull() throws Exception {
    // The largest file that may be written stands for the disk; the arm's 20 s need twice as much.
    // The heap of ZGC would count as a file too; this machine has none.
    Finished run = new Program(folder).by("sh", "-c", "ulimit -f 4000; exec \"$0\" \"$@\"")
        .run("run", "--fast", "--metrics", "off", "--duration", "20s", "--record", "full.mcap",
            "--summary", "full.json");

    assertThat(run.code()).as("%s", run).isEqualTo(1);
    assertThat(run.out()).contains("ended STOPPED");
    assertThat(run.complaints()).singleElement().asString()
        .containsPattern("recording stopped after \\d+ ticks: File too large");
    JsonNode summary = Recordings.json(folder.resolve("full.json"));
    assertThat(summary.get("durationSeconds").asDouble()).isGreaterThanOrEqualTo(20);
    assertThat(summary.get("phase").asText()).isEqualTo("STOPPED");
    Recordings.checksumOfExactReplay(folder, "full.mcap");
    assertThat(Recordings.ticks(folder, "full.mcap")).isPositive()
        .isLessThan(summary.get("ticks").asLong())
        .isEqualTo(summary.at("/recording/ticks").asLong());
  }

  @Test
  void shouldNotEngageTheArmWhenTheDiskIsFullAlready() throws Exception {
    assumeThat(Files.isWritable(Path.of("/dev/full"))).as("there is no /dev/full here").isTrue();

    Finished run = new Program(folder).run("run", "--fast", "--metrics", "off", "--duration",
        "1s", "--record", "/dev/full");

    assertThat(run.code()).as("%s", run).isEqualTo(2);
    assertThat(run.complaints()).containsExactly(
        "statewise: recording.file: '/dev/full' cannot be written: No space left on device");
    assertThat(run.out()).doesNotContain("ended");
  }
}
