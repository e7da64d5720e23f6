package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both ends put on the wire, read by protobuf's own compiler in a process of its own. */
final class ProtocDecodeTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"1.15", "2.5", "2.7"})
  void shouldBeReadByProtoc(String dialect) throws Exception {
    Path protoc = Path.of(System.getProperty("statewise.protoc", "protoc"));
    assumeThat(protoc).as("protoc is fetched by the build on Linux x86-64 alone").isRegularFile();
    FriCorpus.Capture capture = FriCorpus.Capture.of(dialect);
    boolean framed = FriDialect.of(dialect).framed();
    for (Map.Entry<String, byte[]> sent : capture.robot.entrySet()) {
      String text = decode(protoc, "FRIMonitoringMessage", message(sent.getValue(), framed));
      assertThat(text).contains("messageIdentifier: 2380098", "measuredTorque {",
          "sendPeriod: 4", "numberOfJoints: 7", "nanosec: ");
      assertThat(text.lines().filter(line -> line.contains("driveState: DRIVE_ACTIVE")))
          .hasSize(7);
      assertThat(text.contains("commandedJointPosition {"))
          .isEqualTo(FriDialect.of(dialect).echoes());
      assertThat(text).contains(switch (sent.getKey()) {
        case "waiting" -> "sessionState: COMMANDING_WAIT";
        case "active" -> "sessionState: COMMANDING_ACTIVE";
        default -> "sessionState: MONITORING_READY";
      });
    }
    String active = decode(protoc, "FRICommandMessage",
        message(capture.client.get("active"), framed));
    assertThat(active).contains("messageIdentifier: 212993", "jointPosition {", "jointTorque {",
        "name: \"Gripper.Close\"", "digitalValue: 0");
  }

  private static byte[] message(byte[] datagram, boolean framed) {
    return framed ? Arrays.copyOfRange(datagram, 4, datagram.length - 4) : datagram;
  }

  private String decode(Path protoc, String type, byte[] bytes) throws Exception {
    Path schema = Path.of(System.getProperty("statewise.root"), "proto/src/main/protobuf");
    Path in = Files.write(folder.resolve("in"), bytes);
    // A copy, since the repository's may not be executable.
    Path program = folder.resolve("protoc");
    if (!Files.exists(program)) {
      Files.copy(protoc, program);
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    Process process = new ProcessBuilder(program.toString(), "--proto_path=" + schema,
        "--decode=statewise.fri.v1." + type, "fri.proto").redirectInput(in.toFile())
        .redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
