package org.statewise.bridge.fri;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.statewise.proto.fri.ClientCommandMode;
import org.statewise.proto.fri.ConnectionInfo;
import org.statewise.proto.fri.ControlMode;
import org.statewise.proto.fri.DriveState;
import org.statewise.proto.fri.FRICommandMessage;
import org.statewise.proto.fri.FRIMonitoringMessage;
import org.statewise.proto.fri.FriIODirection;
import org.statewise.proto.fri.FriIOType;
import org.statewise.proto.fri.FriIOValue;
import org.statewise.proto.fri.MessageCommandData;
import org.statewise.proto.fri.MessageEndOf;
import org.statewise.proto.fri.MessageIpoData;
import org.statewise.proto.fri.MessageMonitorData;
import org.statewise.proto.fri.OperationMode;
import org.statewise.proto.fri.OverlayType;
import org.statewise.proto.fri.Quality;
import org.statewise.proto.fri.QuaternionTransformation;
import org.statewise.proto.fri.RobotInfo;
import org.statewise.proto.fri.SafetyState;
import org.statewise.proto.fri.SessionState;
import org.statewise.proto.fri.TimeStamp;
import org.statewise.proto.fri.Transformation;

/** Messages as protobuf's own classes, made from the schema, see them: what ours must agree with. */
final class Oracle {
  static final int JOINTS = 7;

  /** Declares what {@link #command} writes, and one that cannot be written. */
  static final DeclaredIos IOS = new DeclaredIos(List.of(DeclaredIo.parse("Media.Other=boolean"),
      DeclaredIo.parse("Media.Count=digital"), DeclaredIo.parse("Media.Level=analog"),
      DeclaredIo.parse("Media.Input1=boolean-input")));

  private Oracle() {}

  static org.statewise.proto.fri.JointValues joints(double... values) {
    return org.statewise.proto.fri.JointValues.newBuilder()
        .addAllValue(DoubleStream.of(values).boxed().toList()).build();
  }

  static double[] drawn(Random random) {
    return random.doubles(JOINTS, -200, 200).toArray();
  }

  static org.statewise.proto.fri.MessageHeader header(int id, int sequence, int reflected) {
    return org.statewise.proto.fri.MessageHeader.newBuilder().setMessageIdentifier(id)
        .setSequenceCounter(sequence).setReflectedSequenceCounter(reflected).build();
  }

  private static FriIOValue output(String name, long value) {
    return FriIOValue.newBuilder().setName(name).setType(FriIOType.IO_BOOLEAN)
        .setDirection(FriIODirection.IO_OUTPUT).setDigitalValue(value).build();
  }

  /** A message with everything that some version sends, numbers drawn. */
  static FRIMonitoringMessage monitoring(Random random) {
    RobotInfo.Builder robot = RobotInfo.newBuilder().setNumberOfJoints(JOINTS)
        .setSafetyState(SafetyState.forNumber(random.nextInt(4)))
        .setOperationMode(OperationMode.forNumber(random.nextInt(3)))
        .setControlMode(ControlMode.forNumber(random.nextInt(4)));
    for (int j = 0; j < JOINTS; j++) {
      robot.addDriveState(DriveState.forNumber(random.nextInt(3)));
    }
    MessageMonitorData.Builder data = MessageMonitorData.newBuilder()
        .setMeasuredJointPosition(joints(drawn(random)))
        .setMeasuredTorque(joints(drawn(random)))
        .setCommandedJointPosition(joints(drawn(random)))
        .setCommandedTorque(joints(drawn(random)))
        .setExternalTorque(joints(drawn(random)))
        .addReadIORequest(output("Media.Input1", random.nextLong()))
        .setMeasuredCartesianPose(QuaternionTransformation.newBuilder().setName("flange")
            .addAllElement(DoubleStream.of(drawn(random)).boxed().toList()))
        .setTimestamp(TimeStamp.newBuilder().setSec(random.nextInt())
            .setNanosec(random.nextInt(1_000_000_000)));
    return FRIMonitoringMessage.newBuilder()
        .setHeader(header(MessageHeader.MONITORING, random.nextInt(), random.nextInt()))
        .setRobotInfo(robot).setMonitorData(data)
        .setConnectionInfo(ConnectionInfo.newBuilder()
            .setSessionState(SessionState.forNumber(random.nextInt(5)))
            .setQuality(Quality.forNumber(random.nextInt(4)))
            .setSendPeriod(random.nextInt(101)).setReceiveMultiplier(random.nextInt(5)))
        .setIpoData(MessageIpoData.newBuilder().setJointPosition(joints(drawn(random)))
            .setClientCommandMode(ClientCommandMode.forNumber(random.nextInt(5)))
            .setOverlayType(OverlayType.forNumber(random.nextInt(3)))
            .setTrackingPerformance(random.nextDouble()))
        .addRequestedTransformations(Transformation.newBuilder().setName("tool")
            .addAllMatrix(DoubleStream.of(drawn(random)).boxed().toList()))
        .setEndOfMessageData(MessageEndOf.newBuilder().setMessageLength(17))
        .build();
  }

  /** A command with everything that some version sends, numbers drawn. */
  static FRICommandMessage command(Random random, String outputName) {
    return FRICommandMessage.newBuilder()
        .setHeader(header(MessageHeader.COMMAND, random.nextInt(), random.nextInt()))
        .setCommandData(MessageCommandData.newBuilder()
            .setJointPosition(joints(drawn(random)))
            .setJointTorque(joints(drawn(random)))
            .addWriteIORequest(output("Media.Other", 1))
            .addWriteIORequest(output(outputName, random.nextInt(2)))
            .addWriteIORequest(output("Media.Count", random.nextLong())
                .toBuilder().setType(FriIOType.IO_DIGITAL))
            .addWriteIORequest(FriIOValue.newBuilder().setName("Media.Level")
                .setType(FriIOType.IO_ANALOG).setDirection(FriIODirection.IO_OUTPUT)
                .setAnalogValue(random.nextDouble())))
        .build();
  }

  /** What a command writes of them, and what it has that a cabinet has no use for. */
  @SuppressWarnings("EnumOrdinal") // FriEnums keeps the numbers of the wire as its ordinals
  static List<String> toldBeside(FRICommandMessage m) {
    var d = m.getCommandData();
    List<String> all = new ArrayList<>();
    all.add("" + (d.hasCartesianWrenchFeedForward() || d.hasCartesianPose()) + " "
        + (d.getCommandedTransformationsCount() > 0));
    for (int k = 0; k < IOS.count(); k++) {
      DeclaredIo io = IOS.get(k);
      all.add(d.getWriteIORequestList().stream()
          .filter(value -> value.getName().equals(io.name())
              && value.getType().getNumber() == io.type().ordinal()
              && value.getDirection() == FriIODirection.IO_OUTPUT
              && io.direction() == FriEnums.IoDirection.OUTPUT)
          .filter(value -> io.type() == FriEnums.IoType.ANALOG
              ? value.hasAnalogValue() && Double.isFinite(value.getAnalogValue())
              : value.hasDigitalValue())
          .map(value -> switch (io.type()) {
            case BOOLEAN -> value.getDigitalValue() == 0 ? "0" : "1";
            case DIGITAL -> "" + value.getDigitalValue();
            case ANALOG -> "" + value.getAnalogValue();
          }).reduce((a, b) -> b).orElse("-"));
    }
    return all;
  }

  static List<String> toldBeside(CommandMessage m) {
    List<String> all = new ArrayList<>();
    all.add(m.commandsTool + " " + m.sendsTransformations);
    for (int k = 0; k < IOS.count(); k++) {
      String value = IOS.get(k).type() == FriEnums.IoType.ANALOG
          ? "" + m.ios.analog[k]
          : "" + m.ios.digital[k];
      all.add(m.ios.written[k] ? value : "-");
    }
    return all;
  }

  static Optional<FRIMonitoringMessage> parseMonitoring(byte[] bytes) {
    try {
      return Optional.of(FRIMonitoringMessage.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  static Optional<FRICommandMessage> parseCommand(byte[] bytes) {
    try {
      return Optional.of(FRICommandMessage.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /** What of a monitoring message our carrier holds, as text that is the same for both sides. */
  static List<String> fieldsOf(FRIMonitoringMessage m) {
    var c = m.getConnectionInfo();
    var r = m.getRobotInfo();
    var d = m.getMonitorData();
    var i = m.getIpoData();
    return List.of(
        header(m.getHeader()),
        m.hasConnectionInfo()
            ? c.getSessionState().getNumber() + " " + c.getQuality().getNumber() + " "
                + c.getSendPeriod() + " " + c.getReceiveMultiplier()
            : "-",
        r.hasNumberOfJoints() ? "" + r.getNumberOfJoints() : "-1",
        r.hasSafetyState() ? "" + r.getSafetyState().getNumber() : "-",
        r.hasOperationMode() ? "" + r.getOperationMode().getNumber() : "-",
        r.hasControlMode() ? "" + r.getControlMode().getNumber() : "-",
        r.getDriveStateList().stream().map(DriveState::getNumber).min(Integer::compare)
            .map(String::valueOf).orElse("-"),
        vector(d.hasMeasuredJointPosition(), d.getMeasuredJointPosition()),
        vector(d.hasMeasuredTorque(), d.getMeasuredTorque()),
        vector(d.hasCommandedJointPosition(), d.getCommandedJointPosition()),
        vector(d.hasCommandedTorque(), d.getCommandedTorque()),
        vector(d.hasExternalTorque(), d.getExternalTorque()),
        d.hasTimestamp() ? d.getTimestamp().getSec() + " " + d.getTimestamp().getNanosec() : "-",
        vector(i.hasJointPosition(), i.getJointPosition()),
        i.hasClientCommandMode() ? "" + i.getClientCommandMode().getNumber() : "-",
        i.hasOverlayType() ? "" + i.getOverlayType().getNumber() : "-",
        "" + i.getTrackingPerformance());
  }

  static List<String> fieldsOf(MonitoringMessage m) {
    return List.of(
        header(m.header),
        m.sessionState == null
            ? "-"
            : number(m.sessionState) + " " + number(m.quality) + " " + m.sendPeriodMillis + " "
                + m.receiveMultiplier,
        "" + m.numberOfJoints, number(m.safetyState), number(m.operationMode),
        number(m.controlMode), number(m.weakestDrive), vector(m.measuredQ),
        vector(m.measuredTau), vector(m.commandedQ), vector(m.commandedTau),
        vector(m.externalTau), m.hasTimestamp ? m.seconds + " " + m.nanoseconds : "-",
        vector(m.ipoQ), number(m.clientCommandMode), number(m.overlayType),
        "" + m.trackingPerformance);
  }

  static List<String> fieldsOf(FRICommandMessage m, String outputName) {
    var d = m.getCommandData();
    String written = d.getWriteIORequestList().stream()
        .filter(io -> io.getName().equals(outputName) && io.getType() == FriIOType.IO_BOOLEAN
            && io.getDirection() == FriIODirection.IO_OUTPUT)
        .map(io -> "" + (io.getDigitalValue() != 0)).reduce((a, b) -> b).orElse("-");
    return List.of(header(m.getHeader()), "" + m.hasCommandData(),
        vector(d.hasJointPosition(), d.getJointPosition()),
        vector(d.hasJointTorque(), d.getJointTorque()), written);
  }

  static List<String> fieldsOf(CommandMessage m) {
    return List.of(header(m.header), "" + m.hasCommandData, vector(m.jointPosition),
        vector(m.jointTorque), m.outputWritten ? "" + m.output : "-");
  }

  private static String header(org.statewise.proto.fri.MessageHeader h) {
    return h.getMessageIdentifier() + " " + h.getSequenceCounter() + " "
        + h.getReflectedSequenceCounter();
  }

  private static String header(MessageHeader h) {
    return h.messageIdentifier + " " + h.sequenceCounter + " " + h.reflectedSequenceCounter;
  }

  private static String vector(boolean present, org.statewise.proto.fri.JointValues values) {
    return present
        ? values.getValueCount() + " " + values.getValueList().stream().limit(JOINTS).toList()
        : "-";
  }

  private static String vector(JointValues values) {
    return values.present
        ? values.count + " " + Arrays.toString(
            Arrays.copyOf(values.value, Math.min(values.count, JOINTS)))
        : "-";
  }

  @SuppressWarnings("EnumOrdinal") // FriEnums keeps the numbers of the wire as its ordinals
  private static String number(Enum<?> value) {
    return value == null ? "-" : "" + value.ordinal();
  }
}
