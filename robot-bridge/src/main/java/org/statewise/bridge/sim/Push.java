package org.statewise.bridge.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * An external torque on one joint of a simulated arm.
 *
 * @param joint from 1, as KUKA's A1
 * @param torqueNm external torque, Nm; positive accelerates positively
 * @param atSeconds when it begins, on the arm's clock since the first command, not negative
 * @param forSeconds how long it lasts, positive
 */
public record Push(int joint, double torqueNm, double atSeconds, double forSeconds) {
  public Push {
    require(joint >= 1, "joint", "1 or more", joint);
    require(Double.isFinite(torqueNm), "nm", "finite", torqueNm);
    require(atSeconds >= 0 && Double.isFinite(atSeconds), "at", "finite and not negative",
        atSeconds);
    require(forSeconds > 0, "for", "positive", forSeconds);
  }

  private static void require(boolean holds, String key, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException("push: " + key + " must be " + rule + ", but is " + value);
    }
  }

  /** Whether it acts at that time since the first command. */
  boolean acts(double seconds) {
    return seconds >= atSeconds && seconds - atSeconds < forSeconds;
  }

  /**
   * Reads {@code joint=3,nm=20,at=5s,for=0.5s} with semicolons between pushes; {@code at} is 0 and
   * {@code for} is for good where they are left out.
   *
   * @throws IllegalArgumentException in one sentence
   */
  public static List<Push> parse(String text) {
    List<Push> pushes = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        pushes.add(one(part.strip()));
      }
    }
    return pushes;
  }

  private static Push one(String text) {
    double joint = 0;
    double torque = Double.NaN;
    double at = 0;
    double lasting = Double.POSITIVE_INFINITY;
    for (String setting : text.split(",", -1)) {
      int equals = setting.indexOf('=');
      String key = equals < 0 ? setting : setting.substring(0, equals).strip();
      double value = number(key, equals < 0 ? "" : setting.substring(equals + 1).strip());
      switch (key) {
        case "joint" -> joint = value;
        case "nm" -> torque = value;
        case "at" -> at = value;
        case "for" -> lasting = value;
        default -> throw new IllegalArgumentException(
            "push: a setting must be one of joint, nm, at, for, but is '" + key + "'");
      }
    }
    require(joint == Math.rint(joint) && joint < 1000, "joint", "a whole number", joint);
    return new Push((int) joint, torque, at, lasting);
  }

  private static double number(String key, String text) {
    boolean isTime = key.equals("at") || key.equals("for");
    String digits = isTime && text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("push: " + key + " must be a number"
          + (isTime ? " of seconds" : "") + ", but is '" + text + "'", e);
    }
  }
}
