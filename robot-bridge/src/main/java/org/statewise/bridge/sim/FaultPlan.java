package org.statewise.bridge.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that goes wrong in a run: the same plan over the same states gives the same faults.
 *
 * @param seed of what strikes at random
 * @param faults any number, several of a kind too
 */
public record FaultPlan(long seed, List<Fault> faults) {
  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(0, List.of());

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /**
   * Reads {@code KIND:KEY=VALUE,..} with semicolons between faults, for example {@code
   * drop:p=0.3;silent:at=3,for=0.05}. Keys are {@code at}, {@code for}, {@code p}, {@code joint} and
   * the size's own ({@link FaultKind#sizeKey}).
   *
   * @throws IllegalArgumentException in one sentence
   */
  public static FaultPlan parse(String text, long seed) {
    List<Fault> faults = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        faults.add(fault(part.strip()));
      }
    }
    return new FaultPlan(seed, faults);
  }

  /**
   * This plan, if it is one for an arm of {@code joints} joints.
   *
   * @throws IllegalArgumentException if a fault is about a joint that the arm does not have
   */
  public FaultPlan checkedFor(int joints) {
    for (Fault fault : faults) {
      if (fault.joint() >= joints) {
        throw new IllegalArgumentException("fault " + fault.kind().word() + ": joint must be below "
            + joints + ", but is " + fault.joint());
      }
    }
    return this;
  }

  /** The most periods that a state may come late. */
  int longestDelay() {
    int most = 0;
    for (Fault fault : faults) {
      most = Math.max(most, fault.kind() == FaultKind.DELAY ? (int) fault.size() : 0);
    }
    return most;
  }

  private static Fault fault(String text) {
    int colon = text.indexOf(':');
    Fault fault = Fault.of(kind(colon < 0 ? text : text.substring(0, colon)), 0);
    if (colon < 0) {
      return fault;
    }
    for (String setting : text.substring(colon + 1).split(",", -1)) {
      int equals = setting.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("fault " + fault.kind().word()
            + ": settings must be KEY=VALUE with commas between, but one is '" + setting + "'");
      }
      String key = setting.substring(0, equals).strip();
      fault = with(fault, key, number(fault.kind(), key, setting.substring(equals + 1)));
    }
    return fault;
  }

  private static FaultKind kind(String word) {
    for (FaultKind kind : FaultKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a fault must be one of "
        + Arrays.stream(FaultKind.values()).map(FaultKind::word).collect(Collectors.joining(", "))
        + ", but is '" + word + "'");
  }

  private static double number(FaultKind kind, String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "fault " + kind.word() + ": " + key + " must be a number, but is '" + text + "'", e);
    }
  }

  private static Fault with(Fault fault, String key, double value) {
    FaultKind kind = fault.kind();
    if (!kind.sizeKey().isEmpty() && key.equals(kind.sizeKey())) {
      return fault.ofSize(value);
    }
    return switch (key) {
      case "at" -> new Fault(kind, value, fault.forSeconds(), fault.probability(), fault.joint(),
          fault.size());
      case "for" -> fault.lasting(value);
      case "p" -> fault.withProbability(value);
      case "joint" -> fault.atJoint(wholeNumber(kind, value));
      default -> throw new IllegalArgumentException("fault " + kind.word()
          + ": a setting must be one of at, for, p, joint"
          + (kind.sizeKey().isEmpty() ? "" : ", " + kind.sizeKey()) + ", but is '" + key + "'");
    };
  }

  private static int wholeNumber(FaultKind kind, double value) {
    if (value != Math.rint(value) || Math.abs(value) > 1e6) {
      throw new IllegalArgumentException(
          "fault " + kind.word() + ": joint must be a whole number, but is " + value);
    }
    return (int) value;
  }
}
