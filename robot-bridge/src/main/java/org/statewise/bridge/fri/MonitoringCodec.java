package org.statewise.bridge.fri;

import org.statewise.bridge.fri.FriEnums.ClientCommandMode;
import org.statewise.bridge.fri.FriEnums.ControlMode;
import org.statewise.bridge.fri.FriEnums.DriveState;
import org.statewise.bridge.fri.FriEnums.OperationMode;
import org.statewise.bridge.fri.FriEnums.OverlayType;
import org.statewise.bridge.fri.FriEnums.Quality;
import org.statewise.bridge.fri.FriEnums.SafetyState;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.models.HotPath;

/**
 * {@link MonitoringMessage} from and to its protobuf form, without allocation. Fields that the
 * carrier does not hold are skipped, as unknown ones are. One thread.
 */
@HotPath
final class MonitoringCodec {
  private static final SessionState[] SESSION_STATES = SessionState.values();
  private static final Quality[] QUALITIES = Quality.values();
  private static final SafetyState[] SAFETY_STATES = SafetyState.values();
  private static final OperationMode[] OPERATION_MODES = OperationMode.values();
  private static final ControlMode[] CONTROL_MODES = ControlMode.values();
  private static final DriveState[] DRIVE_STATES = DriveState.values();
  private static final ClientCommandMode[] COMMAND_MODES = ClientCommandMode.values();
  private static final OverlayType[] OVERLAY_TYPES = OverlayType.values();
  private static final int BOTH_OF_TIME = 0b110;

  private final WireReader in = new WireReader();
  private final MonitoringWriter writer = new MonitoringWriter();

  /** Which fields of the time stamp came. */
  private int timeSeen;

  /**
   * Reads the message in {@code bytes[from..to)}.
   *
   * @param message what it holds is meaningless if the result is false
   * @return whether it was a whole message
   */
  boolean decode(byte[] bytes, int from, int to, MonitoringMessage message) {
    in.reset(bytes, from, to);
    message.clear();
    timeSeen = 0;
    int header = 0;
    boolean connected = false;
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if ((tag & 7) != WireReader.LENGTH_DELIMITED) {
        in.skip(tag);
        continue;
      }
      switch (tag >>> 3) {
        case HeaderCodec.HEADER_FIELD -> header |= HeaderCodec.read(in, message.header);
        case 2 -> readRobot(message);
        case 3 -> readMonitorData(message);
        case 4 -> {
          connected = true;
          readConnection(message);
        }
        case 5 -> readIpo(message);
        default -> in.skip(tag);
      }
    }
    boolean whole = (!connected || (message.sessionState != null && message.quality != null))
        && (!message.hasTimestamp || timeSeen == BOTH_OF_TIME);
    return !in.failed() && HeaderCodec.isWhole(header) && whole;
  }

  private void readRobot(MonitoringMessage message) {
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      int field = tag >>> 3;
      boolean number = (tag & 7) == WireReader.VARINT;
      if (field == 5 && (tag & 7) == WireReader.LENGTH_DELIMITED) {
        int packed = in.enter();
        while (in.hasMore()) {
          addDrive(message);
        }
        in.leave(packed);
      } else if (number && field == 5) {
        addDrive(message);
      } else if (number && field == 1) {
        message.numberOfJoints = (int) in.varint();
      } else if (number && field == 2) {
        message.safetyState = oneOf(SAFETY_STATES, message.safetyState);
      } else if (number && field == 6) {
        message.operationMode = oneOf(OPERATION_MODES, message.operationMode);
      } else if (number && field == 7) {
        message.controlMode = oneOf(CONTROL_MODES, message.controlMode);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void addDrive(MonitoringMessage message) {
    DriveState drive = oneOf(DRIVE_STATES, null);
    if (drive != null
        && (message.weakestDrive == null || drive.compareTo(message.weakestDrive) < 0)) {
      message.weakestDrive = drive;
    }
  }

  private void readMonitorData(MonitoringMessage message) {
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if ((tag & 7) != WireReader.LENGTH_DELIMITED) {
        in.skip(tag);
        continue;
      }
      switch (tag >>> 3) {
        case 1 -> HeaderCodec.readJoints(in, message.measuredQ);
        case 2 -> HeaderCodec.readJoints(in, message.measuredTau);
        case 3 -> HeaderCodec.readJoints(in, message.commandedQ);
        case 4 -> HeaderCodec.readJoints(in, message.commandedTau);
        case 5 -> HeaderCodec.readJoints(in, message.externalTau);
        case 15 -> readTimestamp(message);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void readTimestamp(MonitoringMessage message) {
    message.hasTimestamp = true;
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == WireReader.tag(1, WireReader.VARINT)) {
        message.seconds = (int) in.varint();
        timeSeen |= 1 << 1;
      } else if (tag == WireReader.tag(2, WireReader.VARINT)) {
        message.nanoseconds = (int) in.varint();
        timeSeen |= 1 << 2;
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void readConnection(MonitoringMessage message) {
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      int field = tag >>> 3;
      if ((tag & 7) != WireReader.VARINT || field > 4) {
        in.skip(tag);
        continue;
      }
      switch (field) {
        case 1 -> message.sessionState = oneOf(SESSION_STATES, message.sessionState);
        case 2 -> message.quality = oneOf(QUALITIES, message.quality);
        case 3 -> message.sendPeriodMillis = (int) in.varint();
        default -> message.receiveMultiplier = (int) in.varint();
      }
    }
    in.leave(outer);
  }

  private void readIpo(MonitoringMessage message) {
    int outer = in.enter();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == WireReader.tag(1, WireReader.LENGTH_DELIMITED)) {
        HeaderCodec.readJoints(in, message.ipoQ);
      } else if (tag == WireReader.tag(10, WireReader.VARINT)) {
        message.clientCommandMode = oneOf(COMMAND_MODES, message.clientCommandMode);
      } else if (tag == WireReader.tag(11, WireReader.VARINT)) {
        message.overlayType = oneOf(OVERLAY_TYPES, message.overlayType);
      } else if (tag == WireReader.tag(12, WireReader.FIXED64)) {
        message.trackingPerformance = in.fixed64();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  /** A value of an enumeration; an unknown one counts as not sent, as in proto2. */
  private <E> E oneOf(E[] values, E otherwise) {
    int number = (int) in.varint();
    return number >= 0 && number < values.length ? values[number] : otherwise;
  }

  /**
   * Writes a message at {@code bytes[from]}.
   *
   * @return where it ends, or -1 if it does not fit
   */
  int encode(MonitoringMessage message, byte[] bytes, int from) {
    return writer.write(message, bytes, from);
  }
}
