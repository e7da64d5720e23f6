package org.statewise.controller.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingReader;

/**
 * A fixed set of runs, and the replays of what they recorded, give the checksums of the file {@code
 * fixed-runs.txt}: whoever only moves code about changes none of them.
 *
 * <p>A checksum that differs says that the controller, the simulated arm or the arithmetic of a model
 * behaves differently. Where that is the purpose of a change, {@code mvn -pl controller test
 * -Dtest=FixedRunsTest -Dstatewise.regenerate} writes the file anew, and the change says why.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64",
    disabledReason = "the checksums are those of amd64: elsewhere sine and exponential may be"
        + " rounded otherwise")
final class FixedRunsTest {
  private static final Path FILE = Path.of(System.getProperty("statewise.root"),
      "controller/src/test/resources/fixed-runs.txt");

  /** A name and the options of a run. */
  private static final List<String> RUNS = List.of(
      "off --adaptation off",
      "network --adaptation network --loss structured --seed 2",
      "adam --adaptation network --loss mlp --update-rule adam --seed 3",
      "trend --adaptation trend --arm-model iiwa14",
      "observer --adaptation observer --arm-profile lbr",
      "kalman --adaptation kalman --arm-profile lbr --arm-model iiwa14 --seed 4",
      "precision --adaptation precision-kalman:loss=structured",
      "rls --adaptation rls --task sine",
      "rigid-body --adaptation rigid-body --payload-times 0.5",
      "local --adaptation local --arm-model iiwa14 --task sine",
      "doomed --adaptation doomed --prior gravity",
      "sum --adaptation kalman+observer --arm-profile lbr --gain-scale 0.5",
      // The same as sum, to the bit.
      "apart --adaptation kalman --set adaptation.observer=observer --arm-profile lbr"
          + " --gain-scale 0.5",
      "heavy --no-gravity-compensation --set law.prior=none --seed 5",
      "cabinet --arm fri-sim://2.7 --adaptation trend --arm-profile lbr");

  @TempDir
  private static Path folder;

  @Test
  void shouldComputeWhatItComputedBefore() throws IOException {
    List<String> now = new ArrayList<>();
    for (String run : RUNS) {
      List<String> words = List.of(run.split(" "));
      now.add(checksums(words.getFirst(), words.subList(1, words.size())));
    }
    for (JsonNode other : replay("trend", "--compare",
        "squared/adam@0.001,learned-structured,kalman:leak=0.01,observer").get("comparisons")) {
      now.add("trend as %s: replayed %s".formatted(other.get("name").asText(),
          other.get("torqueChecksum").asText()));
    }
    if (System.getProperty("statewise.regenerate") != null) {
      Files.write(FILE, now);
    }
    assertThat(now).as("checksums of runs and of their replays: a run that differs computes, "
        + "moves or records something else than before. If that is intended, run this test with"
        + " -Dstatewise.regenerate, and say in the change why")
        .containsExactlyElementsOf(Files.readAllLines(FILE));
  }

  /** The line of a run: its name, its ticks, their checksum, and the checksum of their replay. */
  private static String checksums(String name, List<String> options) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "--fast", "--duration", "3s", "--metrics",
        "off", "--set", "loop.burnInTicks=0", "--record", recording(name).toString(),
        "--set", "adaptation.commandDelayMillis=1", "--set", "adaptation.lowPassHz=0"));
    words.addAll(options);
    if (!options.contains("--arm-profile")) {
      words.addAll(List.of("--arm-profile", "tidy"));
    }
    Program run = Program.run(words.toArray(String[]::new));
    assertThat(run.code()).as(name + ": " + run.err()).isZero();
    return "%s: %s, replayed %s".formatted(name, ticks(recording(name)),
        replay(name).get("torqueChecksum").asText());
  }

  private static JsonNode replay(String name, String... options) throws IOException {
    Path summary = folder.resolve(name + ".json");
    List<String> words = new ArrayList<>(List.of("replay", recording(name).toString(),
        "--overwrite", "--summary",
        summary.toString()));
    words.addAll(List.of(options));
    Program replay = Program.run(words.toArray(String[]::new));
    assertThat(replay.code()).as(name + ": " + replay.out() + replay.err()).isZero();
    return new ObjectMapper().readTree(summary.toFile());
  }

  private static Path recording(String name) {
    return folder.resolve(name + ".mcap");
  }

  /** Number and checksum of the ticks of a recording: all that no clock of the machine decides. */
  private static String ticks(Path recording) throws IOException {
    CRC32C checksum = new CRC32C();
    long count = 0;
    try (RecordingReader reader = RecordingReader.open(recording)) {
      while (reader.next()) {
        TickRecord tick = reader.tick();
        add(checksum, "%d %d %s %s %s %s %x".formatted(tick.tick, tick.state.armTimeNs, tick.phase,
            tick.outcome, tick.intervention, tick.learned, tick.trips));
        for (double[] values : List.of(tick.state.q, tick.state.qd, tick.state.tau,
            tick.qDes, tick.qdDes, tick.qddDes, tick.uPrior, tick.uModel, tick.uFb, tick.u)) {
          for (double value : values) {
            add(checksum, Long.toHexString(Double.doubleToLongBits(value)));
          }
        }
        count++;
      }
    }
    return "%d ticks %08x".formatted(count, checksum.getValue());
  }

  private static void add(CRC32C checksum, String text) {
    checksum.update(text.getBytes(StandardCharsets.US_ASCII));
  }
}
