package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.DatagramSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cabinet and its clients in processes of their own, over FRI. */
@Tag("system")
final class FriTest {
  /** An answer that the cabinet waited for in vain costs so much; on a virtual clock there is none. */
  private static final double LOST_STATES_MRAD = 0.1;

  private static JsonNode direct;

  @TempDir
  private Path folder;

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      return socket.getLocalPort();
    }
  }

  private static String address(int port, String more) {
    return "fri://127.0.0.1:" + port + "?peer=127.0.0.1&simulated=yes" + more;
  }

  private Running cabinet(int port, String... options) throws Exception {
    String[] all = new String[options.length + 5];
    all[0] = "bridge";
    all[1] = "--fri";
    all[2] = "127.0.0.1:" + port;
    all[3] = "--stiffness";
    all[4] = "0";
    System.arraycopy(options, 0, all, 5, options.length);
    return new Program(folder).start(all);
  }

  private static void awaitServing(Running cabinet) throws Exception {
    cabinet.awaitLine("^bridge: cabinet of iiwa7, FRI ");
  }

  private static JsonNode motions(Path summary) throws Exception {
    return new ObjectMapper().readTree(summary.toFile()).get("motions");
  }

  /** The same run on an arm in the same process, which is the same for every dialect. */
  @BeforeAll
  static void runDirectly(@TempDir Path at) throws Exception {
    Finished end = new Program(at).run("run", "--fast", "--task", "sine", "--duration", "4s",
        "--metrics", "off", "--summary", "direct.json");
    assertThat(end.code()).as("%s", end).isZero();
    direct = motions(at.resolve("direct.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.15", "2.5", "2.7"})
  void shouldTrackAcrossProcessesAsInOne(String dialect) throws Exception {
    int port = freePort();
    try (Running cabinet = cabinet(port, "--dialect", dialect);
        Running run = new Program(folder).start("run", "--arm",
            address(port, "&gripper=Gripper.Close"), "--task", "sine", "--duration", "4s",
            "--metrics", "off", "--summary", "fri.json")) {
      awaitServing(cabinet);
      Finished end = run.awaitEnd();
      assertThat(end.code()).as("%s", end).isZero();
      assertThat(end.out()).contains("priors leave gravity out").contains("ended STOPPED");
      JsonNode overFri = motions(folder.resolve("fri.json"));
      for (int k = 0; k < direct.size(); k++) {
        assertThat(overFri.get(k).get("trackingRmseMrad").asDouble())
            .as("%s of %s", direct.get(k).get("name"), end)
            .isLessThan(LOST_STATES_MRAD
                + 1.1 * direct.get(k).get("trackingRmseMrad").asDouble());
      }
      cabinet.signal("TERM");
      assertThat(cabinet.awaitEnd().code()).isZero();
    }
  }

  @Test
  void shouldSayWhyTheCabinetEndedARun() throws Exception {
    int port = freePort();
    try (Running cabinet = cabinet(port, "--scenario", "safety-stop");
        Running run = new Program(folder).start("run", "--arm", address(port, ""),
            "--task", "sine", "--metrics", "off")) {
      awaitServing(cabinet);
      Finished end = run.awaitEnd();
      assertThat(end.code()).as("%s", end).isEqualTo(1);
      assertThat(end.err()).contains("the cabinet's safety stopped the arm");
      assertThat(end.out()).contains("ended FAULT: the arm stopped itself");
      cabinet.signal("TERM");
      assertThat(cabinet.awaitEnd().code()).isZero();
    }
  }

  @Test
  void shouldRideOutAFewFaultsOfTheNetwork() throws Exception {
    int port = freePort();
    try (FaultProxy network = new FaultProxy(port);
        Running cabinet = cabinet(network.port());
        Running run = new Program(folder).start("run", "--arm", address(port, ""),
            "--task", "sine", "--frequency", "0.2", "--duration", "4s", "--metrics", "off")) {
      awaitServing(cabinet);
      Finished end = run.awaitEnd();
      assertThat(end.code()).as("%s", end).isZero();
      assertThat(network.late()).isEqualTo(2 * FaultProxy.LATE_EACH_WAY);
      cabinet.signal("TERM");
      assertThat(cabinet.awaitEnd().out())
          .containsPattern("[1-9]\\d* repeated, [1-9]\\d* overtaken; [1-9]\\d* lost")
          .contains(" 0 undecodable");
    }
  }

  @Test
  void shouldMonitorAndRecordWithoutCommanding() throws Exception {
    int port = freePort();
    try (Running cabinet = cabinet(port, "--dialect", "1.15")) {
      awaitServing(cabinet);
      Finished monitor = new Program(folder).run("fri-monitor", address(port, ""),
          "--duration", "3s", "--record", "monitor.mcap");
      assertThat(monitor.code()).as("%s", monitor).isZero();
      assertThat(monitor.out()).contains("priors leave gravity out").contains("FRI 1.15")
          .contains("quality").contains("jitter").contains("tau Nm");
      cabinet.signal("TERM");
      assertThat(cabinet.awaitEnd().out()).doesNotContain("COMMANDING_ACTIVE");
    }
    Finished inspection = new Program(folder).run("inspect", "monitor.mcap");
    assertThat(inspection.code()).as("%s", inspection).isZero();
  }
}
