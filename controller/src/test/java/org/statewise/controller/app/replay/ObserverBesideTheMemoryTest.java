package org.statewise.controller.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.statewise.controller.app.Program;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.record.RecordingReader;

/** A memory with an observer beside it: in the loop, in the recording and in what a run reports. */
final class ObserverBesideTheMemoryTest extends RunAndReplayFixture {
  private static final String OBSERVER = "adaptation.observer=trend:order=1,gain=0.05,lead=0";

  private JsonNode replayed(String name) throws IOException {
    Program replay = replay(name);
    assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
    assertThat(replay.out()).contains("bit-exact");
    return json(name + "-replay").get("torqueChecksum");
  }

  @Test
  void shouldDriveAsTheSumOfTheTwoInOneTextDoes() throws IOException {
    assertThat(run("sum", "--adaptation", "kalman+trend:order=1,gain=0.05,lead=0").code()).isZero();
    assertThat(run("apart", "--adaptation", "kalman", "--set", OBSERVER).code()).isZero();
    assertThat(run("alone", "--adaptation", "kalman").code()).isZero();
    JsonNode sum = replayed("sum");
    assertThat(replayed("apart")).isEqualTo(sum);
    assertThat(replayed("alone")).isNotEqualTo(sum);
  }

  @Test
  void shouldRecordTheTorqueOfEachAndTellTheirShares() throws IOException {
    Program run = run("network", "--adaptation", "network", "--set", OBSERVER);
    assertThat(run.out()).contains("observer trend:order=1,gain=0.05,lead=0", "memory observer");
    JsonNode summary = json("network");
    assertThat(summary.get("adaptation").toString()).isEqualTo(
        "{\"model\":\"network\",\"observer\":\"trend:order=1,gain=0.05,lead=0\",\"loss\":\"learned-state-dependent\","
            + "\"rule\":\"sgd\"}");
    JsonNode row = summary.get("allMotions");
    assertThat(row.get("memoryShare").asDouble()).isPositive();
    assertThat(row.get("observerShare").asDouble()).isPositive();

    double memory = 0;
    double observer = 0;
    try (RecordingReader reader = RecordingReader.open(Path.of(file("network", ".mcap")))) {
      while (reader.next()) {
        if (reader.tick().learned && reader.tick().phase == LoopPhase.RUNNING) {
          for (int j = 0; j < 7; j++) {
            memory += Math.pow(reader.tick().uMemory(j), 2);
            observer += Math.pow(reader.tick().uObserver[j], 2);
          }
        }
      }
    }
    assertThat(memory / observer).isCloseTo(
        row.get("memoryShare").asDouble() / row.get("observerShare").asDouble(),
        withinPercentage(1e-6));
  }

  @Test
  void shouldAdaptByTheObserverAloneAndSwitchBothOff() throws IOException {
    assertThat(run("observer", "--adaptation", "none", "--set", OBSERVER).code()).isZero();
    JsonNode row = json("observer").get("allMotions");
    assertThat(row.get("memoryShare").asDouble()).isZero();
    assertThat(row.get("observerShare").asDouble()).isPositive();
    replayed("observer");
    Program off = run("off", "--adaptation", "off");
    assertThat(off.out()).contains("no adaptation");
    assertThat(json("off").get("allMotions").get("observerShare").asDouble()).isZero();
  }
}
