package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests ask of recordings and summaries. */
final class Recordings {
  private static final Pattern TICKS = Pattern.compile("run of 7 joints: (\\d+) ticks");

  private Recordings() {}

  /** Records a run on a virtual clock, of so long, in {@code run.mcap}. */
  static Path ofRun(Path folder, String duration) throws Exception {
    Finished run = new Program(folder).run("run", "--fast", "--duration", duration, "--metrics",
        "off", "--page", "off", "--record", "run.mcap");
    assertThat(run.code()).as(run.err()).isZero();
    return folder.resolve("run.mcap");
  }

  static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** Replays a run as it was recorded, which must be bit-exact, and gives its torques' checksum. */
  static String checksumOfExactReplay(Path folder, String recording) throws Exception {
    String summary = recording + ".replay.json";
    Finished replay = new Program(folder).run("replay", recording, "--summary", summary,
        "--overwrite");
    assertThat(replay.code()).as("%s", replay).isZero();
    assertThat(replay.out()).contains("bit-exact");
    JsonNode figures = json(folder.resolve(summary));
    assertThat(figures.get("bitExact").asBoolean()).isTrue();
    return figures.get("torqueChecksum").asText();
  }

  /** How many ticks {@code inspect} finds. */
  static long ticks(Path folder, String recording) throws Exception {
    Finished inspect = new Program(folder).run("inspect", recording);
    assertThat(inspect.code()).as("%s", inspect).isZero();
    Matcher ticks = TICKS.matcher(inspect.out());
    assertThat(ticks.find()).as(inspect.out()).isTrue();
    return Long.parseLong(ticks.group(1));
  }
}
