package org.statewise.controller;

import java.util.List;
import java.util.stream.IntStream;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;

/** Arms that tests are about. */
public final class TestArms {
  /** 250 Hz. */
  public static final long PERIOD_NS = 4_000_000;

  private TestArms() {}

  /** Joints A1, A2, ...: +-2 rad, 2 rad/s, and 100 Nm less 10 a joint. */
  public static ArmInfo plain(int joints, boolean gravityCompensated) {
    List<JointInfo> infos = IntStream.range(0, joints)
        .mapToObj(j -> new JointInfo("A" + (j + 1), -2, 2, 2, 100 - 10 * j)).toList();
    return new ArmInfo("plain", infos, PERIOD_NS, gravityCompensated);
  }

  /** The limits of a model, as a link tells them. */
  public static ArmInfo infoOf(ArmModel arm, boolean gravityCompensated) {
    return new ArmInfo(arm.name(), arm.joints().stream()
        .map(j -> new JointInfo(j.name(), j.limits().qMinRad(), j.limits().qMaxRad(),
            j.limits().qdMaxRadPerS(), j.limits().tauMaxNm()))
        .toList(), PERIOD_NS, gravityCompensated);
  }

  /** {@code iiwa7}, {@code iiwa14}, or {@code short}: the first three joints of an iiwa 7. */
  public static ArmModel model(String name) {
    if (!name.equals("short")) {
      return ShippedArms.load(name);
    }
    ArmModel whole = ShippedArms.load("iiwa7");
    List<JointModel> three = whole.joints().subList(0, 3);
    return new ArmModel("short", whole.gravity(), three);
  }
}
