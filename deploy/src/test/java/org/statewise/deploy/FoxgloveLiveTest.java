package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program, seen live by Foxglove's own client library. The run's clock is virtual. */
@Tag("system")
final class FoxgloveLiveTest {
  private static final int MESSAGES = 500;

  @TempDir
  private Path folder;

  @BeforeAll
  static void installTheClient() throws Exception {
    NodeScripts.install();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foxglove.websocket.v1", "foxglove.sdk.v1"})
  void shouldShowARunToFoxglovesOwnClient(String protocol) throws Exception {
    try (Running run = new Program(folder).start("run", "--fast", "--metrics", "off", "--page",
        "off", "--foxglove", "127.0.0.1:0")) {
      String address = run.awaitLine("^foxglove: (\\S+)").group(1);

      JsonNode found = new ObjectMapper().readTree(NodeScripts.run("watch-live.mjs", address,
          protocol, Integer.toString(MESSAGES)));

      assertThat(found.get("protocol").asText()).isEqualTo(protocol);
      assertThat(found.get("errors")).isEmpty();
      assertThat(found.at("/info/name").asText()).isEqualTo("statewise iiwa7");
      assertThat(found.at("/statuses/0/message").asText()).contains("no channel 9999");
      assertThat(found.get("times").asInt()).isPositive();
      JsonNode topics = found.get("topics");
      JsonNode measured = topics.get("/joint_states");
      assertThat(measured.get("messages").asInt()).isGreaterThanOrEqualTo(MESSAGES);
      assertThat(measured.get("differences")).isEmpty();
      assertThat(measured.at("/last/joints/0/name").asText()).isEqualTo("A1");
      assertThat(topics.at("/~1tf/last/transforms")).hasSize(7);
      assertThat(topics.at("/~1robot_description/first/data").asText()).contains("<robot");
      assertThat(topics.at("/~1statewise~1tick/last/q")).hasSize(7);
      assertThat(topics.at("/~1joint_torques_commanded/last/joints/6/effort").isNumber()).isTrue();
    }
  }
}
