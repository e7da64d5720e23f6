package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.foxglove.FoxgloveTopics;
import org.statewise.controller.foxglove.RunSubject;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapChannel;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.record.mcap.McapReader;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.proto.foxglove.FrameTransforms;
import org.statewise.proto.foxglove.JointStates;
import org.statewise.proto.foxglove.Log;
import org.statewise.proto.recording.Tick;
import org.statewise.proto.ros.StdMsgs;

/** What a recording holds beside its ticks, in the hands of the readers of MCAP, Foxglove and URDF. */
@Tag("system")
final class FoxgloveFileTest {
  private static final int TICKS = 250;
  private static final long PERIOD_NS = 4_000_000;

  private static final Map<String, Descriptor> MESSAGES = Stream.of(Tick.getDescriptor(),
      JointStates.getDescriptor(), FrameTransforms.getDescriptor(), Log.getDescriptor(),
      StdMsgs.String.getDescriptor())
      .collect(Collectors.toMap(Descriptor::getFullName, message -> message));

  @TempDir
  private Path folder;

  private final ArmModel arm = ShippedArms.load("iiwa14");
  private final List<String> names = arm.joints().stream().map(JointModel::name).toList();
  private final TickRecord tick = new TickRecord(arm.jointCount());

  @BeforeAll
  static void installTheReaders() throws Exception {
    NodeScripts.install();
  }

  private Path record() throws IOException {
    Path file = folder.resolve("run.mcap");
    RecordingInfo info = new RecordingInfo(RecordingKind.RUN, "0.1.0",
        Instant.parse("2026-11-22T12:00:00Z"), arm.name(), names, "", "",
        Map.of());
    try (RecordingWriter writer = new RecordingWriter(McapOutput.file(file), info,
        _ -> new Motion("", 0), new FoxgloveTopics(new RunSubject(names, Optional.of(arm),
            List.of("torque"))))) {
      for (int i = 0; i < TICKS; i++) {
        tick.tick = i;
        tick.nowNs = 77_000_000_000L + i * PERIOD_NS;
        tick.await = AwaitResult.FRESH;
        tick.phase = i < 100 ? LoopPhase.ENGAGING : LoopPhase.RUNNING;
        for (int j = 0; j < names.size(); j++) {
          tick.state.q[j] = 0.001 * i + j;
          tick.state.qd[j] = 0.25;
          tick.state.tau[j] = -10.5 - j;
          tick.qDes[j] = 0.002 * i + j;
          tick.u[j] = 20 + j;
        }
        writer.write(tick);
      }
    }
    return file;
  }

  @Test
  void shouldHoldTheMessagesThatFoxglovePublishes() throws Exception {
    JsonNode found = new ObjectMapper().readTree(NodeScripts.run("read-recording.mjs", "indexed",
        record().toString()));

    JsonNode topics = found.get("topics");
    for (String topic : List.of("/joint_states", "/joint_states_desired",
        "/joint_torques_commanded", "/tf", "/log")) {
      assertThat(topics.at("/" + topic.replace("/", "~1") + "/differences")).as(topic).isEmpty();
    }
    JsonNode measured = topics.get("/joint_states");
    assertThat(measured.get("messages").asInt()).isEqualTo(TICKS);
    JsonNode last = measured.get("last");
    assertThat(last.at("/joints/1/name").asText()).isEqualTo("A2");
    assertThat(last.at("/joints/1/position").doubleValue()).isEqualTo(0.001 * (TICKS - 1) + 1);
    assertThat(last.at("/joints/1/effort").doubleValue()).isEqualTo(-11.5);
    // 2026-11-22T12:00:00Z
    assertThat(last.at("/timestamp/seconds").asLong()).isEqualTo(1_795_348_800L);
    assertThat(last.at("/timestamp/nanos").asLong()).isEqualTo((TICKS - 1) * PERIOD_NS);
    assertThat(topics.at("/~1joint_states_desired/last/joints/2/position").doubleValue())
        .isEqualTo(0.002 * (TICKS - 1) + 2);
    assertThat(topics.at("/~1joint_torques_commanded/last/joints/6/effort").doubleValue())
        .isEqualTo(26);
    assertThat(topics.at("/~1tf/last/transforms")).hasSize(7);
    assertThat(topics.at("/~1tf/messages").asInt()).isBetween(30, 50);
    assertThat(topics.at("/~1log/last/message").asText()).isEqualTo("running");
    assertThat(topics.at("/~1log/last/level").asText()).isEqualTo("INFO");
    assertThat(found.get("ticks").asInt()).isEqualTo(TICKS);
  }

  @Test
  void shouldHoldAnArmThatTheReaderOfRosUnderstands() throws Exception {
    Tool.assumeOnPath("check_urdf", "liburdfdom-tools");
    JsonNode found = new ObjectMapper().readTree(NodeScripts.run("read-recording.mjs", "stream",
        record().toString()));
    String urdf = found.get("attachments").get(FoxgloveTopics.URDF).asText();
    assertThat(found.at("/topics/~1robot_description/schema").asText())
        .isEqualTo("ros.std_msgs.String");
    assertThat(found.at("/topics/~1robot_description/first/data").asText()).isEqualTo(urdf);
    Path file = Files.writeString(folder.resolve("arm.urdf"), urdf);

    Tool.Result checked = Tool.run(folder, "check_urdf", file.toString());

    assertThat(checked.code()).as(checked.output()).isZero();
    assertThat(checked.output()).contains("robot name is: iiwa14", "Successfully Parsed XML",
        "root Link: base_link", "child(1):  A1_link", "child(1):  A7_link");
    // Viewers join the poses with the shapes by the names of the links.
    List<String> frames = StreamSupport.stream(found.at("/topics/~1tf/first/transforms")
        .spliterator(), false).map(frame -> frame.get("child_frame_id").asText()).toList();
    assertThat(frames).allMatch(frame -> checked.output().contains(frame));
  }

  /** A layout that names what is not there shows empty panels, and nobody says why. */
  @Test
  void shouldHoldEveryTopicFieldAndJointOfTheLayout() throws Exception {
    Map<String, Descriptor> messages = new TreeMap<>();
    try (McapReader reader = McapReader.open(record())) {
      for (McapChannel channel : reader.channels()) {
        messages.put(channel.topic(), MESSAGES.get(reader.schema(channel).orElseThrow().name()));
      }
    }
    JsonNode layout = new ObjectMapper().readTree(Path.of(System.getProperty("statewise.root"),
        "deploy/foxglove/statewise-layout.json").toFile());
    Set<String> used = new TreeSet<>();
    for (JsonNode panel : layout.get("configById")) {
      panel.path("paths").forEach(path -> used.add(path.get("value").asText()));
      panel.path("topics").fieldNames().forEachRemaining(used::add);
      if (panel.has("topicToRender")) {
        used.add(panel.get("topicToRender").asText());
      }
    }
    assertThat(used).hasSizeGreaterThan(20);
    for (String path : used) {
      String[] words = path.split("\\.", -1);
      assertThat(messages).containsKey(words[0]);
      Descriptor message = messages.get(words[0]);
      for (int k = 1; k < words.length; k++) {
        FieldDescriptor field = message.findFieldByName(words[k].replaceAll("[\\[{].*", ""));
        assertThat(field).as("%s of %s", words[k], path).isNotNull();
        message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            ? field.getMessageType()
            : null;
        if (words[k].contains("{")) {
          assertThat(words[k]).matches("joints\\[:\\]\\{name==\"(" + String.join("|", names)
              + ")\"\\}");
        }
      }
    }
    layout.get("configById").fieldNames()
        .forEachRemaining(panel -> assertThat(layout.get("layout").toString()).contains(panel));
  }
}
