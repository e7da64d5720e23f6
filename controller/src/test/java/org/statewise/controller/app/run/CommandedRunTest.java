package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.app.Program;
import org.statewise.controller.train.LossFile;
import org.statewise.fixtures.mqtt.BrokerFault;
import org.statewise.fixtures.mqtt.TestBroker;
import org.statewise.models.loss.LossSpec;

/** A run that is told what to do, and its replay. */
final class CommandedRunTest {
  @TempDir
  private Path folder;

  private final TestBroker broker = TestBroker.start(BrokerFault.NONE);
  private final RemoteRun run = new RemoteRun(broker);

  @AfterEach
  void end() {
    run.close();
    broker.close();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void shouldObeyEveryCommandAndReplayTheRunToTheBit() throws Exception {
    run.start("--adaptation", "network", "--record", file("run.mcap"), "--save-state",
        file("state.pb"));
    run.accepts("start", "");
    run.accepts("save-state", "");
    assertThat(folder.resolve("state.pb")).isNotEmptyFile();
    run.accepts("task", ", \"task\": {\"kind\": \"sine\", \"frequencyHz\": 0.2,"
        + " \"amplitudeRad\": [0.1]}");
    run.accepts("adaptation", ", \"adaptation\": {\"mode\": \"off\"}");
    run.accepts("adaptation", ", \"adaptation\": {\"mode\": \"on\"}");
    run.accepts("loss", ", \"loss\": {\"name\": \"learned-structured\"}");
    String loss = Base64.getEncoder().encodeToString(LossFile.shipped("mlp").toBytes());
    run.accepts("loss", ", \"loss\": {\"file\": \"" + loss + "\"}");
    run.accepts("payload-hint", ", \"payloadHint\": {\"massKg\": 0.5}");
    run.accepts("hold", "");
    run.accepts("task", ", \"task\": {\"kind\": \"path\", \"path\":"
        + " \"q1,q2,q3,q4,q5,q6,q7\\n0,0.3,0,-1.2,0,0.8,0\\n\"}");
    run.accepts("hold", "");
    run.accepts("start", "");
    run.accepts("stop", "");
    Program ended = run.end();
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("ended STOPPED", "approach", "sine", "waypoint-1");
    Program replay = Program.run("replay", file("run.mcap"));
    assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
    assertThat(replay.out()).contains("bit-exact", "sine", "waypoint-1");
    Program compared = Program.run("replay", file("run.mcap"), "--compare", "squared,none");
    assertThat(compared.code()).as(compared.err()).isZero();
  }

  @Test
  void shouldSayWhyItRefuses() throws Exception {
    run.start();
    assertThat(run.refuses("task", ", \"task\": {\"kind\": \"dance\"}"))
        .contains("task.kind must be one of");
    assertThat(run.refuses("task", ", \"task\": {\"kind\": \"sine\", \"amplitudeRad\": [9]}"))
        .contains("malformed: task: motion 'sine'");
    assertThat(run.refuses("task", ", \"task\": {\"kind\": \"sine\", \"frequencyHz\": -1}"))
        .contains("frequency must be above 0");
    assertThat(run.refuses("adaptation", ", \"adaptation\": {\"mode\": \"maybe\"}"))
        .contains("mode must be on, off or freeze");
    assertThat(run.refuses("loss", ", \"loss\": {\"name\": \"/etc/passwd.pb\"}"))
        .contains("must be one of squared").doesNotContain("there is no readable file");
    assertThat(run.refuses("loss", ", \"loss\": {}"))
        .contains("must have one of name and file, but has none");
    String broken = Base64.getEncoder()
        .encodeToString(ByteString.copyFromUtf8("not a loss").toByteArray());
    assertThat(run.refuses("loss", ", \"loss\": {\"file\": \"" + broken + "\"}"))
        .startsWith("malformed: loss: ");
    assertThat(run.refuses("payload-hint", ", \"payloadHint\": {\"massKg\": 70}"))
        .contains("massKg must be in 0 to 7.0 (mqtt.heaviestPayloadKg), but is 70");
    assertThat(run.refuses("payload-hint", ", \"payloadHint\": {}")).contains("massKg must be");
    assertThat(run.refuses("save-state", "")).startsWith("not available");
    run.accepts("start", "");
    assertThat(run.refuses("start", "")).contains("a task runs already");
    run.accepts("stop", "");
    assertThat(run.end().code()).isZero();
  }

  /** The rest of a command that sends a file. */
  private static String loss(byte[] bytes) {
    return ", \"loss\": {\"file\": \"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
  }

  @Test
  void shouldCheckALossLikeOneOfAFile() throws Exception {
    run.start("--adaptation", "network");
    LossFile own = LossFile.shipped("structured");
    assertThat(run.command("loss", loss(own.toBytes())).get("reason").asText())
        .isEqualTo("loss exchanged");
    byte[] damaged = own.toBytes();
    damaged[damaged.length / 2] ^= 1;
    assertThat(run.refuses("loss", loss(damaged)))
        .startsWith("malformed: loss: 'the command's file' is damaged");
    LossFile shorter = new LossFile(new LossSpec.Trained(new LossSpec.Structured(),
        new LossSpec.Structured().build(2, new SplittableRandom(1)).phi()),
        ModelScaling.of(List.of(100.0, 50.0)), List.of("A1", "A2"), "two-joint", own.training());
    assertThat(run.refuses("loss", loss(shorter.toBytes())))
        .isEqualTo(
            "malformed: loss: the structured loss must be of an arm of 7 joints, but was trained"
                + " for 2");
    LossFile weaker = new LossFile(own.loss(),
        ModelScaling.of(Collections.nCopies(7, 40.0)), own.jointNames(), own.arm(),
        own.training());
    assertThat(run.command("loss", loss(weaker.toBytes())).get("reason").asText())
        .startsWith(
            "loss exchanged; warning: the loss 'the command's file' was trained on iiwa7 with"
                + " the torque scale [40.0, ")
        .contains("(A1 by a factor of ");
    run.accepts("stop", "");
    assertThat(run.end().code()).isZero();
  }

  @Test
  void shouldSayThatACommandedLossIsAnotherArms() throws Exception {
    run.start("--adaptation", "network", "--arm-model", "iiwa14", "--set", "mqtt.robot=iiwa7");
    assertThat(run.command("loss", ", \"loss\": {\"name\": \"learned-structured\"}")
        .get("reason").asText())
        .startsWith("loss exchanged; warning: the loss 'learned-structured' was trained on iiwa7")
        .contains("but is used on iiwa14", "(A1 by a factor of 1.82)");
    run.accepts("stop", "");
    assertThat(run.end().code()).isZero();
  }

  @Test
  void shouldWaitForNobodyWhereNobodyCanCommand() {
    Program program = Program.run("run", "--fast", "--start-on-command", "--metrics", "off");
    assertThat(program.code()).isEqualTo(2);
    assertThat(program.err()).contains("run.start must be now where mqtt.broker is empty");
  }
}
