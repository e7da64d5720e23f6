package org.statewise.bridge.fri;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The enumerations of FRI. A constant's ordinal is its number on the wire, so their order must not
 * change.
 */
public final class FriEnums {
  private FriEnums() {}

  /** A value as it is written on the command line: its name in small letters, with hyphens. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The value of a word.
   *
   * @param key what is named by it, for the message
   * @throws IllegalArgumentException if there is none
   */
  public static <E extends Enum<E>> E of(String key, E[] values, String word) {
    for (E value : values) {
      if (word(value).equals(word.toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    throw new IllegalArgumentException(key + " must be one of "
        + Arrays.stream(values).map(FriEnums::word).collect(Collectors.joining(", "))
        + ", but is '" + word + "'");
  }

  /** How far the session is. */
  public enum SessionState {
    IDLE, MONITORING_WAIT, MONITORING_READY, COMMANDING_WAIT, COMMANDING_ACTIVE;

    /** Whether a motion of the robot waits for commands or takes them. */
    boolean isCommanding() {
      return compareTo(COMMANDING_WAIT) >= 0;
    }
  }

  /** How punctual the cabinet finds its client; it takes commands from GOOD on. */
  public enum Quality {
    POOR, FAIR, GOOD, EXCELLENT;

    /** Whether the cabinet takes commands at this quality. */
    boolean permitsCommands() {
      return compareTo(GOOD) >= 0;
    }
  }

  /** What the cabinet's safety does: nothing, STOP 0 or 1, STOP 1 on the path, STOP 2. */
  public enum SafetyState {
    NORMAL_OPERATION, STOP_LEVEL_0, STOP_LEVEL_1, STOP_LEVEL_2
  }

  /** Which mode the operator chose. */
  public enum OperationMode {
    T1, T2, AUTOMATIC
  }

  /** What the drives do. */
  public enum DriveState {
    OFF, TRANSITIONING, ACTIVE
  }

  /** The cabinet's own controller. */
  public enum ControlMode {
    POSITION, CARTESIAN_IMPEDANCE, JOINT_IMPEDANCE, NONE
  }

  /** What the cabinet wants from its client. */
  public enum ClientCommandMode {
    NONE, POSITION, WRENCH, TORQUE, CARTESIAN_POSE
  }

  /** What an input or output is of. */
  public enum IoType {
    BOOLEAN, DIGITAL, ANALOG
  }

  /** Who writes it: as KUKA has it, a client writes outputs and reads both. */
  public enum IoDirection {
    INPUT, OUTPUT
  }

  /** On what the client's commands are laid. */
  public enum OverlayType {
    NONE, JOINT, CARTESIAN
  }
}
