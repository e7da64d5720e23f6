package org.statewise.bridge.fri;

import org.statewise.bridge.fri.FriEnums.IoDirection;
import org.statewise.bridge.fri.FriEnums.IoType;
import org.statewise.models.HotPath;

/** What one command writes of the declared outputs. A reused carrier with one writer. */
@HotPath
final class IoWrites {
  /** So much of a refused name is kept. */
  static final int MAX_NAME_BYTES = 64;

  final DeclaredIos declared;
  final boolean[] written;
  final long[] digital;
  final double[] analog;

  /** Why the first of the values that could not be written could not; null if every one could. */
  ClientNotice refusal;
  private final byte[] refusedName = new byte[MAX_NAME_BYTES];
  private int refusedNameLength;

  IoWrites(DeclaredIos declared) {
    this.declared = declared;
    written = new boolean[declared.count()];
    digital = new long[declared.count()];
    analog = new double[declared.count()];
  }

  void clear() {
    for (int k = 0; k < written.length; k++) {
      written[k] = false;
    }
    refusal = null;
  }

  /** The name of a value to be offered, as a reader has entered it; gives which of those declared it is. */
  int find(WireReader name) {
    if (refusal == null) {
      refusedNameLength = name.peek(refusedName);
    }
    return declared.indexOf(name);
  }

  /** Copies the name of what was refused into {@code name}; gives its length in bytes. */
  int refusedNameInto(byte[] name) {
    System.arraycopy(refusedName, 0, name, 0, refusedNameLength);
    return refusedNameLength;
  }

  /**
   * Takes a value, or refuses it.
   *
   * @param k which of those declared; -1 for none of them
   * @param type null if it is none that is known
   * @param number a digital value; anything where it has none
   * @param real an analog value; not finite where it has none
   */
  void offer(int k, IoType type, IoDirection direction, boolean hasNumber, long number,
      double real) {
    if (k < 0) {
      refuse(ClientNotice.IO_IS_NOT_DECLARED);
    } else if (declared.get(k).direction() == IoDirection.INPUT) {
      refuse(ClientNotice.IO_IS_AN_INPUT);
    } else if (type != declared.get(k).type() || direction != IoDirection.OUTPUT) {
      refuse(ClientNotice.IO_IS_OF_ANOTHER_KIND);
    } else if (type == IoType.ANALOG ? !Double.isFinite(real) : !hasNumber) {
      refuse(ClientNotice.IO_HAS_NO_VALUE);
    } else {
      written[k] = true;
      digital[k] = type == IoType.BOOLEAN && number != 0 ? 1 : number;
      analog[k] = real;
    }
  }

  private void refuse(ClientNotice why) {
    refusal = refusal == null ? why : refusal;
  }
}
