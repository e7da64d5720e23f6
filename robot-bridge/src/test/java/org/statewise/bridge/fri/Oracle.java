package org.statewise.bridge.fri;

import com.google.protobuf.InvalidProtocolBufferException;
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
}
