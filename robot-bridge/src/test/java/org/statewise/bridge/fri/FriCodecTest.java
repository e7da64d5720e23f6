package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.proto.fri.ConnectionInfo;
import org.statewise.proto.fri.FRICommandMessage;
import org.statewise.proto.fri.FRIMonitoringMessage;
import org.statewise.proto.fri.MessageCommandData;
import org.statewise.proto.fri.Quality;

/** Our codec and protobuf's own classes must agree on every message. */
final class FriCodecTest {
  private static final String OUTPUT = "Gripper.Close";

  private final Random random = new Random(815);
  private final MonitoringCodec monitoringCodec = new MonitoringCodec();
  private final CommandCodec commandCodec = new CommandCodec(
      OUTPUT.getBytes(StandardCharsets.UTF_8));
  private final MonitoringMessage monitoring = new MonitoringMessage(Oracle.JOINTS);
  private final CommandMessage command = new CommandMessage(Oracle.JOINTS, Oracle.IOS);
  private final byte[] buffer = new byte[Framing.MAX_DATAGRAM_BYTES];

  private boolean decodeMonitoring(byte[] bytes) {
    return monitoringCodec.decode(bytes, 0, bytes.length, monitoring);
  }

  private boolean decodeCommand(byte[] bytes) {
    return commandCodec.decode(bytes, 0, bytes.length, command);
  }

  private byte[] written(int end) {
    assertThat(end).isPositive();
    return Arrays.copyOf(buffer, end);
  }

  @Test
  void shouldReadWhatProtobufWrites() {
    for (int k = 0; k < 1000; k++) {
      FRIMonitoringMessage sent = Oracle.monitoring(random);
      assertThat(decodeMonitoring(sent.toByteArray())).isTrue();
      assertThat(OracleFields.fieldsOf(monitoring)).isEqualTo(OracleFields.fieldsOf(sent));
      FRICommandMessage answer = Oracle.command(random, OUTPUT);
      assertThat(decodeCommand(answer.toByteArray())).isTrue();
      assertThat(OracleFields.fieldsOf(command)).isEqualTo(OracleFields.fieldsOf(answer, OUTPUT));
      assertThat(OracleFields.toldBeside(command)).isEqualTo(OracleFields.toldBeside(answer));
    }
  }

  @Test
  void shouldWriteWhatProtobufReads() {
    for (int k = 0; k < 1000; k++) {
      decodeMonitoring(Oracle.monitoring(random).toByteArray());
      byte[] bytes = written(monitoringCodec.encode(monitoring, buffer, 0));
      FRIMonitoringMessage read = Oracle.parseMonitoring(bytes).orElseThrow();
      assertThat(OracleFields.fieldsOf(read)).isEqualTo(OracleFields.fieldsOf(monitoring));
      assertThat(read.toByteArray()).as("the shortest form, in order").isEqualTo(bytes);
      decodeCommand(Oracle.command(random, OUTPUT).toByteArray());
      byte[] answer = written(commandCodec.encode(command, buffer, 0));
      FRICommandMessage answered = Oracle.parseCommand(answer).orElseThrow();
      assertThat(OracleFields.fieldsOf(answered, OUTPUT)).isEqualTo(OracleFields.fieldsOf(command));
      assertThat(answered.toByteArray()).isEqualTo(answer);
    }
  }

  @Test
  void shouldWriteAHeaderOfTenBytesAndATorqueCommandOf143() {
    command.header.messageIdentifier = MessageHeader.COMMAND;
    assertThat(commandCodec.encode(command, buffer, 0)).isEqualTo(10);
    command.hasCommandData = true;
    command.jointPosition.set(new double[Oracle.JOINTS]);
    command.jointTorque.set(new double[Oracle.JOINTS]);
    assertThat(commandCodec.encode(command, buffer, 0)).isEqualTo(143);

    int end = commandCodec.encode(command, buffer, Framing.MARGIN_BYTES);
    assertThat(new Framing().close(buffer, end)).isEqualTo(151);
  }

  @Test
  void shouldReadPackedValuesToo() {
    double[] tau = Oracle.drawn(random);
    UnknownFieldSet.Field packed = UnknownFieldSet.Field.newBuilder()
        .addLengthDelimited(org.statewise.proto.fri.CartesianVector.newBuilder()
            .addAllElement(Arrays.stream(tau).boxed().toList()).build().toByteString()
            .substring(2))
        .build();
    FRICommandMessage sent = FRICommandMessage.newBuilder().setHeader(Oracle.header(1, 2, 3))
        .setCommandData(MessageCommandData.newBuilder()
            .setJointTorque(org.statewise.proto.fri.JointValues.newBuilder().setUnknownFields(
                UnknownFieldSet.newBuilder().addField(1, packed).build())))
        .build();
    assertThat(decodeCommand(sent.toByteArray())).isTrue();
    assertThat(command.jointTorque.isWhole()).isTrue();
    assertThat(command.jointTorque.value).isEqualTo(tau);
  }

  @Test
  void shouldSkipWhatNobodyKnows() {
    UnknownFieldSet strange = UnknownFieldSet.newBuilder()
        .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(-1).addFixed32(7)
            .addFixed64(8).addLengthDelimited(Oracle.header(1, 2, 3).toByteString())
            .addGroup(UnknownFieldSet.newBuilder()
                .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(5).build()).build())
            .build())
        .build();
    FRIMonitoringMessage plain = Oracle.monitoring(random);
    FRIMonitoringMessage sent = plain.toBuilder().setUnknownFields(strange)
        .setMonitorData(plain.getMonitorData().toBuilder().setUnknownFields(strange))
        .setRobotInfo(plain.getRobotInfo().toBuilder().setUnknownFields(strange)).build();
    assertThat(decodeMonitoring(sent.toByteArray())).isTrue();
    assertThat(OracleFields.fieldsOf(monitoring)).isEqualTo(OracleFields.fieldsOf(plain));
  }

  @Test
  void shouldDemandRequiredFieldsAndKeepThoseThatAreZero() {
    FRIMonitoringMessage zeros = FRIMonitoringMessage.newBuilder()
        .setHeader(Oracle.header(0, 0, 0))
        .setConnectionInfo(ConnectionInfo.newBuilder()
            .setSessionState(org.statewise.proto.fri.SessionState.IDLE)
            .setQuality(Quality.POOR))
        .build();
    assertThat(decodeMonitoring(zeros.toByteArray())).isTrue();
    assertThat(monitoring.sessionState).isEqualTo(SessionState.IDLE);
    byte[] bytes = written(monitoringCodec.encode(monitoring, buffer, 0));
    assertThat(Oracle.parseMonitoring(bytes).orElseThrow().getConnectionInfo()
        .hasSessionState()).isTrue();

    assertThat(decodeMonitoring(FRIMonitoringMessage.newBuilder().setConnectionInfo(
        zeros.getConnectionInfo()).buildPartial().toByteArray())).isFalse();
    assertThat(decodeMonitoring(FRIMonitoringMessage.newBuilder().setHeader(zeros.getHeader())
        .setConnectionInfo(ConnectionInfo.newBuilder().setQuality(Quality.GOOD).buildPartial())
        .buildPartial().toByteArray())).isFalse();
    assertThat(decodeMonitoring(new byte[0])).isFalse();
  }

  @Test
  void shouldNotWriteMoreThanThereIsRoomFor() {
    decodeMonitoring(Oracle.monitoring(random).toByteArray());
    int whole = monitoringCodec.encode(monitoring, new byte[Framing.MAX_DATAGRAM_BYTES], 0);
    for (int room = 0; room < whole; room++) {
      assertThat(monitoringCodec.encode(monitoring, new byte[room], 0)).isEqualTo(-1);
    }
    assertThat(monitoringCodec.encode(monitoring, new byte[whole], 0)).isEqualTo(whole);
    assertThat(new Framing().close(new byte[whole + 7], whole + 4)).isEqualTo(-1);
  }

  @Test
  void shouldKnowAFrameByItsLengthAndItsChecksum() {
    Framing framing = new Framing();
    byte[] frame = written(
        framing.close(buffer, commandCodec.encode(command, buffer, Framing.MARGIN_BYTES)));
    assertThat(framing.isFrame(frame, frame.length)).isTrue();
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      frame[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(framing.isFrame(frame, frame.length)).as("bit %d", bit).isFalse();
      frame[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (int length = 0; length < frame.length; length++) {
      assertThat(framing.isFrame(frame, length)).isFalse();
    }
  }

  @Test
  void shouldAllocateNothing() {
    byte[] sent = Oracle.monitoring(random).toByteArray();
    byte[] answer = Oracle.command(random, OUTPUT).toByteArray();
    Framing framing = new Framing();
    assertThat(AllocationProbe.bytesPerCall(20_000, 1000, () -> {
      decodeMonitoring(sent);
      decodeCommand(answer);
      monitoringCodec.encode(monitoring, buffer, Framing.MARGIN_BYTES);
      int end = framing.close(buffer,
          commandCodec.encode(command, buffer, Framing.MARGIN_BYTES));
      framing.isFrame(buffer, end);
    })).isZero();
  }

  @Test
  void shouldNameTheDialectsThatItKnows() {
    assertThat(FriDialect.of("2.7").framed()).isTrue();
    assertThat(FriDialect.of("1.15").echoes()).isTrue();
    assertThatThrownBy(() -> FriDialect.of("3.0"))
        .hasMessage(
            "the FRI dialect must be one of 1.11, 1.14, 1.15, 1.16, 2.5, 2.7, but is '3.0'");
  }
}
