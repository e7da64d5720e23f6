package org.statewise.controller.foxglove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.CompanionTopics;
import org.statewise.controller.record.Recorder;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingParts;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapAttachment;
import org.statewise.controller.record.mcap.McapMessage;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.record.mcap.McapReader;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.UrdfFile;

/** Recordings with messages for other programs are recordings, for whoever reads the ticks alone. */
class FoxgloveTopicsTest {
  private static final long PERIOD_NS = 4_000_000;

  @TempDir
  private Path folder;

  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final List<String> names = arm.joints().stream().map(JointModel::name).toList();
  private final TickRecord tick = new TickRecord(7);

  private RecordingWriter writer(Path file, CompanionTopics companions) throws IOException {
    return new RecordingWriter(McapOutput.file(file), new RecordingInfo(RecordingKind.RUN, "0.1.0",
        Instant.parse("2026-11-22T12:00:00Z"), "iiwa7", names, "", "", Map.of()),
        _ -> new Motion("", 0), companions);
  }

  private FoxgloveTopics topics() {
    return new FoxgloveTopics(new RunSubject(names, Optional.of(arm), List.of("torque")));
  }

  private void fill(int number) {
    tick.tick = number;
    tick.nowNs = number * PERIOD_NS;
    tick.await = AwaitResult.FRESH;
    tick.state.q[2] = Math.sin(0.01 * number);
  }

  private static List<String> ticks(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(file)) {
      while (reader.next()) {
        all.add(reader.tick().tick + " " + reader.logTimeNs() + " " + reader.tick().state.q[2]);
      }
    }
    return all;
  }

  @Test
  void shouldChangeNothingForAReaderOfTicks() throws IOException {
    Path with = folder.resolve("with.mcap");
    Path without = folder.resolve("without.mcap");
    for (Path file : List.of(with, without)) {
      try (RecordingWriter writer = writer(file,
          file.equals(with) ? topics() : CompanionTopics.NONE)) {
        for (int i = 0; i < 3000; i++) {
          fill(i);
          writer.write(tick);
        }
      }
    }
    assertThat(ticks(with)).isEqualTo(ticks(without)).hasSize(3000);
  }

  @Test
  void shouldCountTheTicksAloneOfAFileThatBreaksOff() throws IOException {
    Path file = folder.resolve("killed.mcap");
    RecordingWriter writer = writer(file, topics());
    for (int i = 0; i < 100; i++) {
      fill(i);
      writer.write(tick);
    }
    writer.flush();
    fill(100);
    writer.write(tick);
    assertThat(writer.keptTicks()).isEqualTo(100);
    assertThat(writer.ticks()).isEqualTo(101);
    writer.abandon();

    assertThat(ticks(file)).hasSize(100);
  }

  @Test
  void shouldGiveEveryPartTheArmAndGoOnWithTheEvents() throws IOException {
    TickRing ring = new TickRing(7, 2048);
    FoxgloveTopics topics = topics();
    try (Recorder recorder = new Recorder(ring, new RecordingParts(
        part -> writer(folder.resolve(part.number() + ".mcap"), topics), Long.MAX_VALUE,
        500 * PERIOD_NS), System::nanoTime)) {
      recorder.start();
      for (int i = 0; i < 1000; i++) {
        fill(i);
        ring.awaitSpace();
        ring.offer(tick);
      }
    }
    for (int part = 1; part <= 2; part++) {
      try (McapReader reader = McapReader.open(folder.resolve(part + ".mcap"))) {
        McapAttachment urdf = reader.attachments().stream()
            .filter(attachment -> attachment.name().equals(FoxgloveTopics.URDF)).findFirst()
            .orElseThrow();
        assertThat(UrdfFile.parse(new String(reader.read(urdf), StandardCharsets.UTF_8), "arm")
            .jointCount()).isEqualTo(7);
        List<String> seen = new ArrayList<>();
        McapMessage message = new McapMessage();
        while (reader.next(message)) {
          seen.add(message.channel.topic());
        }
        assertThat(seen).filteredOn("/joint_states"::equals).hasSize(500);
        assertThat(seen).filteredOn("/robot_description"::equals).hasSize(1);
        // The phase was entered, and the link came up, in the first part.
        assertThat(seen).filteredOn("/log"::equals).hasSize(part == 1 ? 2 : 0);
      }
    }
  }
}
