package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.app.Program;

/** Runs over FRI, and what the command line says to those that cannot be. */
final class FriRunTest {
  @TempDir
  private static Path folder;

  private static JsonNode motions(String name, String arm) throws IOException {
    String summary = folder.resolve(name + ".json").toString();
    Program run = Program.run("run", "--fast", "--arm", arm, "--rounds", "2", "--metrics", "off",
        "--set", "loop.burnInTicks=0", "--summary", summary, "--record",
        folder.resolve(name + ".mcap").toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode read = new ObjectMapper().readTree(Path.of(summary).toFile());
    if (arm.startsWith("fri")) {
      assertThat(run.out()).contains(" foreign 0, undecodable 0, malformed 0, outOfRange 0,"
          + " duplicated 0, reordered 0, lost 0, sessions 1");
      assertThat(read.get("linkCounts").get("accepted").asLong())
          .isGreaterThanOrEqualTo(read.get("ticks").asLong());
    }
    return read.get("motions");
  }

  @Test
  void shouldTrackOverFriAsTheArmInProcessDoesInEveryDialect() throws IOException {
    JsonNode direct = motions("direct", "sim");
    for (String dialect : new String[]{"1.15", "2.5", "2.7"}) {
      JsonNode overFri = motions("fri" + dialect, "fri-sim://" + dialect);
      assertThat(overFri).hasSameSizeAs(direct);
      for (int k = 0; k < direct.size(); k++) {
        assertThat(overFri.get(k).get("trackingRmseMrad").asDouble())
            .as("%s over FRI %s", direct.get(k).get("name"), dialect)
            .isLessThan(1.1 * direct.get(k).get("trackingRmseMrad").asDouble());
      }
    }
    Program replay = Program.run("replay", folder.resolve("fri2.7.mcap").toString());
    assertThat(replay.out()).contains("bit-exact");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "fri://0.0.0.0:30200 | must name its cabinet, as in fri://0.0.0.0:30200?peer=192.170.10.2",
    "fri://0.0.0.0?peer=127.0.0.1 | arm.link must be HOST:PORT",
    "fri://0.0.0.0:30200?pear=1 | knows peer=, dialect=, gripper=, simulated= and dither=, but not 'pear=1'",
    "fri://0.0.0.0:30200?peer=10.0.0.1&dither=x | dither= must be a number of rad, but is 'x'",
    "fri://0.0.0.0:30200?peer=10.0.0.1&dither=0.01 | dither must be from 0 to 0.001 rad, but is 0.01",
    "fri://0.0.0.0:30200?peer=127.0.0.1&simulated=1 | simulated= must be yes or no, but is '1'",
    "fri://0.0.0.0:30200?peer=192.170.10.2&simulated=yes | must name a peer on this machine",
    "fri://0.0.0.0:30200?peer=127.0.0.1&dialect=9 | must be one of 1.11, 1.14",
    "fri-sim://2.7 | --fast must be given with it",
    "kuka | arm.link must be sim, bridge://HOST:PORT or fri://HOST:PORT?peer=CABINET"})
  void shouldSayWhatIsWrongWithAnAddress(String link, String sentence) {
    Program run = Program.run("run", "--arm", link, "--metrics", "off");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "--dialect=3.0 | the FRI dialect must be one of",
    "--scenario=fire | the scenario must be one of",
    "--receive-multiplier=0 | receiveMultiplier must be positive",
    "--client-mode=wrench | the client mode must be position or torque, since the simulated cabinet"
        + " controls joints and not the tool, but is wrench",
    "--client-mode=force | --client-mode must be one of none, position, wrench, torque",
    "--axis-delta=0 | axisDeltaRad must be finite and positive, but is 0.0",
    "--torque-fraction=-1 | torqueFraction must be finite and positive, but is -1.0",
    "--mode=t3 | --mode must be one of t1, t2, automatic, but is 't3'",
    "--period=11ms | --period must be a whole number of milliseconds from 1ms to 10ms, but is 11.0 ms",
    "--period=1.5ms | --period must be a whole number of milliseconds from 1ms to 10ms",
    "--start-pose=0,1 | q0Rad must",
    "--io=Seconds=number | io: must be NAME=boolean, NAME=digital or NAME=analog",
    "--push=joint=9,nm=1 | push: joint must be at most 7, but is 9",
    "--no-gravity-compensation | must compensate gravity itself"})
  void shouldSayWhatIsWrongWithACabinet(String option, String sentence) {
    Program bridge = Program.run("bridge", "--fri", "127.0.0.1:30200", option);
    assertThat(bridge.code()).isEqualTo(2);
    assertThat(bridge.err()).contains(sentence);
  }

  @Test
  void shouldEndMonitoringAfterItsTimeThoughNoCabinetComes() {
    Program monitor = Program.run("fri-monitor", "fri://127.0.0.1:0?peer=127.0.0.1", "--duration",
        "1200ms");
    assertThat(monitor.code()).isEqualTo(1);
    assertThat(monitor.out()).contains("nothing comes from 127.0.0.1 to 127.0.0.1:0");
    assertThat(monitor.err()).contains("no FRI session came from 127.0.0.1", "within 1.2 s");
  }
}
