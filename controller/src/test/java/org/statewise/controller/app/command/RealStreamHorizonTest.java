package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;

/** Which models have learned something along a stream of a real LBR iiwa 14, where it is at hand. */
final class RealStreamHorizonTest {
  private static final String AS_IT_COMES = "network:loss=learned-state-dependent,kappa=0.1";
  private static final String WIDE_AND_SLOW = "network:loss=learned-state-dependent,hidden=256,alpha=1e-6+observer:q=10";
  private static final int PERSISTENCE = 1;

  @TempDir
  private Path folder;

  private JsonNode replay() throws Exception {
    Path csv = Path.of(System.getProperty("statewise.shared", "../shared"), "data",
        "harvard-iiwa14", "j67_dynamic_200hz.csv");
    assumeThat(Files.exists(csv)).as("the streams of a real arm are not at %s", csv).isTrue();
    String stream = folder.resolve("stream.mcap").toString();
    Path summary = folder.resolve("summary.json");
    assertThat(Program.run("import", csv.toString(), "-o", stream, "--arm-model", "iiwa14")
        .code()).isZero();
    Program replay = Program.run("replay", stream, "--prior", "none", "--compare",
        AS_IT_COMES + "," + WIDE_AND_SLOW, "--summary", summary.toString());
    assertThat(replay.code()).as(replay.err()).isZero();
    return new ObjectMapper().readTree(summary.toFile()).at("/comparisons");
  }

  private static double error(JsonNode controller, int horizon, int row) {
    return controller.at("/horizon/" + horizon + "/rows/" + row + "/mseNm2").asDouble();
  }

  @Tag("slow")
  @Test
  void shouldBeatPersistenceFrom25SamplesOnWhereTheNetworkIsWideAndSlow() throws Exception {
    JsonNode controllers = replay();
    JsonNode asItComes = controllers.get(0);
    JsonNode wide = controllers.get(1);
    assertThat(wide.at("/horizon/1/ahead").asText()).isEqualTo("25");
    assertThat(wide.at("/horizon/3/ahead").asText()).isEqualTo("next segment");
    for (int horizon = 1; horizon < 4; horizon++) {
      assertThat(error(wide, horizon, 0)).as("horizon %d", horizon)
          .isLessThan(0.95 * error(wide, horizon, PERSISTENCE))
          .isLessThan(error(asItComes, horizon, 0));
    }
    assertThat(error(asItComes, 1, 0)).as("it follows the last torque, and worse than persistence")
        .isGreaterThan(error(asItComes, 1, PERSISTENCE));
  }
}
