package org.statewise.bridge.fri;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.statewise.proto.fri.DriveState;
import org.statewise.proto.fri.FRICommandMessage;
import org.statewise.proto.fri.FRIMonitoringMessage;
import org.statewise.proto.fri.FriIODirection;
import org.statewise.proto.fri.FriIOType;

/** What messages hold, as text that is the same for our carriers and for generated classes. */
final class OracleFields {
  private OracleFields() {}

  /** What a command writes of them, and what it has that a cabinet has no use for. */
  @SuppressWarnings("EnumOrdinal") // FriEnums keeps the numbers of the wire as its ordinals
  static List<String> toldBeside(FRICommandMessage m) {
    var d = m.getCommandData();
    List<String> all = new ArrayList<>();
    all.add("" + (d.hasCartesianWrenchFeedForward() || d.hasCartesianPose()) + " "
        + (d.getCommandedTransformationsCount() > 0));
    for (int k = 0; k < Oracle.IOS.count(); k++) {
      DeclaredIo io = Oracle.IOS.get(k);
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
    for (int k = 0; k < Oracle.IOS.count(); k++) {
      String value = Oracle.IOS.get(k).type() == FriEnums.IoType.ANALOG
          ? "" + m.ios.analog[k]
          : "" + m.ios.digital[k];
      all.add(m.ios.written[k] ? value : "-");
    }
    return all;
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
        ? values.getValueCount() + " "
            + values.getValueList().stream().limit(Oracle.JOINTS).toList()
        : "-";
  }

  private static String vector(JointValues values) {
    return values.present
        ? values.count + " " + Arrays.toString(
            Arrays.copyOf(values.value, Math.min(values.count, Oracle.JOINTS)))
        : "-";
  }

  @SuppressWarnings("EnumOrdinal") // FriEnums keeps the numbers of the wire as its ordinals
  private static String number(Enum<?> value) {
    return value == null ? "-" : "" + value.ordinal();
  }
}
