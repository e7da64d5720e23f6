package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.controller.app.Program;
import org.statewise.fixtures.mqtt.BrokerFault;
import org.statewise.fixtures.mqtt.TestBroker;

/**
 * The loop does not notice the broker: whatever that does, the same seed gives the same ticks, misses
 * and torques as without one. The warm-up gives the broker the time to begin.
 */
@Tag("slow")
final class DisturbedRunTest {
  @TempDir
  private static Path folder;

  private static Figures undisturbed;

  /** What must not change. */
  private record Figures(long ticks, long missedStates, long refusedCommands, long lostRecords,
      long lostTelemetry, String phase, String torqueChecksum) {}

  @BeforeAll
  static void runUndisturbed() throws IOException {
    undisturbed = run("undisturbed");
    assertThat(undisturbed.ticks()).isGreaterThan(10_000);
    assertThat(undisturbed.lostTelemetry()).isZero();
  }

  private static Figures run(String name, String... more) throws IOException {
    String recording = folder.resolve(name + ".mcap").toString();
    String summary = folder.resolve(name + ".json").toString();
    List<String> args = new ArrayList<>(List.of("run", "--fast", "--duration", "42s", "--metrics",
        "off", "--set", "mqtt.robot=any", "--record", recording,
        "--summary", summary));
    args.addAll(List.of(more));
    Program run = Program.run(args.toArray(String[]::new));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    Program replay = Program.run("replay", recording, "--summary", summary + ".replay");
    assertThat(replay.code()).as(replay.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(Path.of(summary).toFile());
    return new Figures(figures.get("ticks").asLong(), figures.get("missedStates").asLong(),
        figures.get("refusedCommands").asLong(),
        figures.get("droppedTicks").get("recorder").asLong(),
        figures.get("droppedTicks").get("telemetry").asLong(), figures.get("phase").asText(),
        new ObjectMapper().readTree(Path.of(summary + ".replay").toFile()).get("torqueChecksum")
            .asText());
  }

  @ParameterizedTest
  @EnumSource(BrokerFault.class)
  void shouldNotNoticeTheBroker(BrokerFault fault) throws IOException {
    try (TestBroker broker = TestBroker.start(fault)) {
      assertThat(run(fault.name(), "--mqtt", broker.url())).isEqualTo(undisturbed);
      assertThat(broker.faultsDone()).as("the loop ran while it was disturbed").isPositive();
    }
  }

  @Test
  void shouldNotNoticeThatThereIsNoBroker() throws IOException {
    assertThat(run("absent", "--mqtt", "mqtt://127.0.0.1:1")).isEqualTo(undisturbed);
  }
}
