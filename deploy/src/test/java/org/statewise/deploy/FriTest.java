package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.DatagramSocket;
import java.nio.file.Path;
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
    Running cabinet = RealTime.program(folder).start(all);
    cabinet.awaitLine("^bridge: cabinet of iiwa7, FRI ");
    return cabinet;
  }

  private JsonNode motions(String name) throws Exception {
    return new ObjectMapper().readTree(folder.resolve(name).toFile()).get("motions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.15", "2.5", "2.7"})
  void shouldTrackAcrossProcessesAsInOne(String dialect) throws Exception {
    assertThat(RealTime.program(folder).run("run", "--fast", "--task", "sine", "--duration", "4s",
        "--metrics", "off", "--summary", "direct.json").code()).isZero();
    int port = freePort();
    try (Running cabinet = cabinet(port, "--dialect", dialect);
        Running run = RealTime.program(folder).start("run", "--arm",
            address(port, "&gripper=Gripper.Close"), "--task", "sine", "--duration", "4s",
            "--metrics", "off", "--summary", "fri.json")) {
      Finished end = run.awaitEnd();
      assertThat(end.code()).as("%s", end).isZero();
      assertThat(end.out()).contains("priors leave gravity out").contains("ended STOPPED");
      JsonNode direct = motions("direct.json");
      JsonNode overFri = motions("fri.json");
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
        Running run = RealTime.program(folder).start("run", "--arm", address(port, ""),
            "--task", "hold", "--metrics", "off")) {
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
        Running run = RealTime.program(folder).start("run", "--arm", address(port, ""),
            "--task", "sine", "--frequency", "0.2", "--duration", "4s", "--metrics", "off")) {
      Finished end = run.awaitEnd();
      assertThat(end.code()).as("%s", end).isZero();
      assertThat(network.faults()).isPositive();
      cabinet.signal("TERM");
      assertThat(cabinet.awaitEnd().out())
          .containsPattern("[1-9]\\d* repeated, [1-9]\\d* overtaken")
          .contains(" 0 undecodable");
    }
  }

  @Test
  void shouldMonitorAndRecordWithoutCommanding() throws Exception {
    int port = freePort();
    try (Running cabinet = cabinet(port, "--dialect", "1.15")) {
      Finished monitor = RealTime.program(folder).run("fri-monitor", address(port, ""),
          "--duration", "3s", "--record", "monitor.mcap");
      assertThat(monitor.code()).as("%s", monitor).isZero();
      assertThat(monitor.out()).contains("priors leave gravity out").contains("FRI 1.15")
          .contains("quality").contains("jitter").contains("tau Nm");
      cabinet.signal("TERM");
      assertThat(cabinet.awaitEnd().out()).doesNotContain("COMMANDING_ACTIVE");
    }
    Finished inspection = RealTime.program(folder).run("inspect", "monitor.mcap");
    assertThat(inspection.code()).as("%s", inspection).isZero();
  }
}
