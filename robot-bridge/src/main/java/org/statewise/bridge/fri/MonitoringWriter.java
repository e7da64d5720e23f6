package org.statewise.bridge.fri;

import org.statewise.models.HotPath;

/** Writes a {@link MonitoringMessage} in its protobuf form, without allocation. One thread. */
@HotPath
final class MonitoringWriter {
  private final WireWriter out = new WireWriter();

  /**
   * Writes a message at {@code bytes[from]}.
   *
   * @return where it ends, or -1 if it does not fit
   */
  int write(MonitoringMessage message, byte[] bytes, int from) {
    out.reset(bytes, from);
    HeaderCodec.write(out, message.header);
    writeRobot(message);
    int monitor = out.begin(3);
    HeaderCodec.writeJoints(out, 1, message.measuredQ);
    HeaderCodec.writeJoints(out, 2, message.measuredTau);
    HeaderCodec.writeJoints(out, 3, message.commandedQ);
    HeaderCodec.writeJoints(out, 4, message.commandedTau);
    HeaderCodec.writeJoints(out, 5, message.externalTau);
    if (message.ios != null) {
      message.ios.write(out, 8);
    }
    if (message.measuredPose != null) {
      message.measuredPose.write(out, 9, 10);
    }
    if (message.hasTimestamp) {
      int time = out.begin(15);
      out.number(1, Integer.toUnsignedLong(message.seconds));
      out.number(2, Integer.toUnsignedLong(message.nanoseconds));
      out.end(time);
    }
    out.end(monitor);
    if (message.sessionState != null && message.quality != null) {
      int connection = out.begin(4);
      out.enumeration(1, message.sessionState);
      out.enumeration(2, message.quality);
      out.number(3, message.sendPeriodMillis);
      out.number(4, message.receiveMultiplier);
      out.end(connection);
    }
    writeIpo(message);
    return out.overflowed() ? -1 : out.position();
  }

  private void writeRobot(MonitoringMessage message) {
    int robot = out.begin(2);
    out.number(1, message.numberOfJoints);
    if (message.safetyState != null) {
      out.enumeration(2, message.safetyState);
    }
    for (int j = 0; message.weakestDrive != null && j < message.numberOfJoints; j++) {
      out.enumeration(5, message.weakestDrive);
    }
    if (message.operationMode != null) {
      out.enumeration(6, message.operationMode);
    }
    if (message.controlMode != null) {
      out.enumeration(7, message.controlMode);
    }
    out.end(robot);
  }

  private void writeIpo(MonitoringMessage message) {
    int ipo = out.begin(5);
    HeaderCodec.writeJoints(out, 1, message.ipoQ);
    if (message.ipoPose != null) {
      message.ipoPose.write(out, 2, 3);
    }
    if (message.clientCommandMode != null) {
      out.enumeration(10, message.clientCommandMode);
    }
    if (message.overlayType != null) {
      out.enumeration(11, message.overlayType);
    }
    out.real(12, message.trackingPerformance);
    out.end(ipo);
  }
}
