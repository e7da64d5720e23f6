package org.statewise.models.arm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.w3c.dom.Element;

/**
 * What the {@code <transmission>} elements of a URDF say of the drives: the gear ratio as
 * {@code <mechanicalReduction>} (ROS) or {@code <drake:gear_ratio value>}, and the rotor's inertia before
 * the gear as {@code <rotorInertia>} or {@code <drake:rotor_inertia value>}, each in the transmission or
 * its actuator. Transmissions of several joints or actuators are passed over.
 */
final class UrdfTransmissions {
  private static final List<String> RATIO = List.of("mechanicalReduction", "drake:gear_ratio");
  private static final List<String> ROTOR = List.of("rotorInertia", "drake:rotor_inertia");

  private final Map<String, OptionalDouble> ratios = new HashMap<>();
  private final Map<String, OptionalDouble> rotors = new HashMap<>();

  UrdfTransmissions(Element robot) {
    for (Element transmission : UrdfXml.children(robot, "transmission")) {
      List<Element> joints = UrdfXml.children(transmission, "joint");
      List<Element> actuators = UrdfXml.children(transmission, "actuator");
      if (joints.size() == 1 && actuators.size() == 1) {
        String joint = UrdfXml.text(joints.get(0), "name");
        note(ratios, joint, number(transmission, actuators.get(0), RATIO), "gear ratios");
        note(rotors, joint, number(transmission, actuators.get(0), ROTOR), "rotor inertias");
      }
    }
  }

  /** The rotor's inertia behind the gear, kg m^2; 0 where none is given. */
  double rotorInertiaKgM2(String joint) {
    double ratio = ratio(joint).orElse(1);
    return ratio * ratio * rotors.getOrDefault(joint, OptionalDouble.empty()).orElse(0);
  }

  /** What else is known of a drive. A ratio of 1 is what templates carry, and says nothing of a gear. */
  JointDrive drive(String joint) {
    OptionalDouble ratio = ratio(joint);
    return JointDrive.ofGearRatio(ratio.orElse(1) == 1 ? OptionalDouble.empty() : ratio);
  }

  private OptionalDouble ratio(String joint) {
    return ratios.getOrDefault(joint, OptionalDouble.empty());
  }

  private static void note(Map<String, OptionalDouble> known, String joint, OptionalDouble value,
      String what) {
    if (value.isEmpty()) {
      return;
    }
    OptionalDouble other = known.put(joint, value);
    if (other != null && !other.equals(value)) {
      throw new IllegalArgumentException("the transmissions of joint " + joint
          + " must agree, but have the " + what + " " + other.getAsDouble() + " and "
          + value.getAsDouble());
    }
  }

  private static OptionalDouble number(Element transmission, Element actuator,
      List<String> tags) {
    for (Element place : List.of(actuator, transmission)) {
      for (String tag : tags) {
        for (Element found : UrdfXml.children(place, tag)) {
          // A reduction below zero turns the other way; the inertia does not care.
          double size = Math.abs(found.hasAttribute("value")
              ? UrdfXml.number(found, "value")
              : UrdfXml.content(found));
          if (size == 0 && tags.equals(RATIO)) {
            throw new IllegalArgumentException(UrdfXml.label(found) + " must not be zero");
          }
          return OptionalDouble.of(size);
        }
      }
    }
    return OptionalDouble.empty();
  }
}
