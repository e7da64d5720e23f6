package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.app.Program;

/** Tool and payload that the prior is told of. */
@Tag("slow")
final class KnownLoadTest {
  private static final String CARRIES = "--payload 2,0,0,0.12 --payload-times 0";

  @TempDir
  private Path folder;

  /** RMS of the first motion without adaptation, mrad. */
  private double error(String words) throws IOException {
    Path summary = folder.resolve("summary.json");
    List<String> all = new ArrayList<>(
        List.of("run", "--fast", "--duration", "4s", "--task", "sine",
            "--adaptation", "off", "--metrics", "off", "--page", "off", "--arm-profile", "tidy",
            "--set",
            "loop.burnInTicks=0", "--record", folder.resolve("run.mcap").toString(), "--summary",
            summary.toString(), "--overwrite"));
    all.addAll(List.of(words.split(" ", -1)));
    Program run = Program.run(all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(summary.toFile()).get("motions").get(0)
        .get("trackingRmseMrad")
        .asDouble();
  }

  @Test
  void shouldFollowWithATool() throws IOException {
    double bare = error("--payload 0");

    assertThat(error("--payload 0 --tool 2,0,0,0.12")).isCloseTo(bare, within(0.1 * bare));

    String recording = folder.resolve("run.mcap").toString();
    assertThat(Program.run("replay", recording).out()).contains("bit-exact: ");
    assertThat(Program.run("replay", recording, "--tool", "1").out()).doesNotContain("bit-exact: ");
  }

  @Test
  void shouldBearAPayloadThatThePriorKnowsAndNoLoadDataDo() throws IOException {
    double bare = error("--payload 0");

    assertThat(error(CARRIES)).isGreaterThan(4 * bare);
    assertThat(error(CARRIES + " --prior-payload 2,0,0,0.12")).isCloseTo(bare, within(0.1 * bare));
    assertThat(Program.run("replay", folder.resolve("run.mcap").toString()).out())
        .contains("bit-exact: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "--tool 1,2|--tool must be a mass, or a mass and three coordinates, but is '1,2'",
    "--tool heavy|--tool must be numbers with commas between, but is 'heavy'",
    "--tool 1,0,0,3|arm.tool.comM must be 3 numbers of at most 1 m, but is [0.0, 0.0, 3.0]",
    "--prior-payload 2000|law.payload.massKg must be in 0 to 1000, but is 2000.0",
    "--prior none --prior-payload 1|prior 'none' knows no masses, so a payload means nothing"})
  void shouldSayWhatIsNoLoad(String words, String sentence) {
    List<String> all = new ArrayList<>(
        List.of("run", "--fast", "--metrics", "off", "--page", "off"));
    all.addAll(List.of(words.split(" ", -1)));
    Program run = Program.run(all.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(sentence);
  }
}
