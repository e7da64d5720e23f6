package org.statewise.controller.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * By what a stream's torques are to be divided before a network sees them. To add a way: add a
 * record here.
 */
public sealed interface TorqueScale {
  /** The largest |tau| of each joint in the stream's first 5 s, but at least 1 Nm. */
  record FirstSeconds() implements TorqueScale {
    static final double SECONDS = 5;
    static final double FLOOR_NM = 1;

    @Override
    public String source() {
      return "largest |tau| of the first 5 s, at least 1 Nm";
    }
  }

  /** Given by hand, one a joint. */
  record Explicit(List<Double> scaleNm) implements TorqueScale {
    public Explicit {
      scaleNm = checked(scaleNm);
    }

    @Override
    public String source() {
      return "given at the import";
    }
  }

  /** The torque limits of a known arm, one a joint. */
  record ArmLimits(String arm, List<Double> tauMaxNm) implements TorqueScale {
    public ArmLimits {
      tauMaxNm = checked(tauMaxNm);
    }

    @Override
    public String source() {
      return "torque limits of " + arm;
    }
  }

  /** Where the scale comes from, in words. */
  String source();

  private static List<Double> checked(List<Double> scaleNm) {
    for (int j = 0; j < scaleNm.size(); j++) {
      double value = scaleNm.get(j);
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("the torque scale of joint " + (j + 1)
            + " must be positive and finite, but is " + value + " Nm");
      }
    }
    return List.copyOf(scaleNm);
  }

  /** The given scale; empty if it is to be taken from the stream. */
  default List<Double> given() {
    List<Double> values = new ArrayList<>();
    switch (this) {
      case FirstSeconds ignored -> {
        // From the stream.
      }
      case Explicit explicit -> values.addAll(explicit.scaleNm);
      case ArmLimits limits -> values.addAll(limits.tauMaxNm);
    }
    return values;
  }
}
