package org.statewise.bridge.fri;

import org.statewise.bridge.fri.FriEnums.IoType;
import org.statewise.models.HotPath;

/** What the declared inputs and outputs of a simulated cabinet are at. One thread. */
@HotPath
final class CabinetIos {
  private final DeclaredIos declared;
  private final long[] digital;
  private final double[] analog;

  CabinetIos(DeclaredIos declared) {
    this.declared = declared;
    digital = new long[declared.count()];
    analog = new double[declared.count()];
    for (int k = 0; k < digital.length; k++) {
      digital[k] = declared.get(k).digital();
      analog[k] = declared.get(k).analog();
    }
  }

  /** Takes what a client writes. */
  void take(IoWrites writes) {
    for (int k = 0; k < digital.length; k++) {
      if (writes.written[k]) {
        digital[k] = writes.digital[k];
        analog[k] = writes.analog[k];
      }
    }
  }

  /** Writes all of them, a field each. */
  void write(WireWriter out, int field) {
    for (int k = 0; k < digital.length; k++) {
      DeclaredIo io = declared.get(k);
      int start = out.begin(field);
      out.text(1, declared.name(k));
      out.enumeration(2, io.type());
      out.enumeration(3, io.direction());
      if (io.type() == IoType.ANALOG) {
        out.real(5, analog[k]);
      } else {
        out.number(4, digital[k]);
      }
      out.end(start);
    }
  }
}
