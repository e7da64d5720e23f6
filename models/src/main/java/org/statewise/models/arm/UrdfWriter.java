package org.statewise.models.arm;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an arm as URDF, for programs that read nothing else. Links are named {@link #ROOT} and {@link #linkName};
 * shapes are cylinders and spheres along the joints' frames, as the description has no others. What URDF cannot
 * say is left out: gravity, gains, static and Stribeck friction, and of the drives all but ratio and rotor.
 * {@link UrdfFile#parse} reads the rest back.
 */
public final class UrdfWriter {
  /** The link that does not move. */
  public static final String ROOT = "base_link";

  /** Radii fall from base to wrist, m. */
  private static final double BASE_RADIUS_M = 0.068;
  private static final double RADIUS_SPAN_M = 0.028;

  /** The last link has no further joint: a stub along its axis stands for its flange. */
  private static final double FLANGE_M = 0.09;
  private static final double SHORTEST_M = 0.01;

  private final ArmModel arm;
  private final XMLStreamWriter xml;

  private UrdfWriter(ArmModel arm, XMLStreamWriter xml) {
    this.arm = arm;
    this.xml = xml;
  }

  /** The link that a joint moves. */
  public static String linkName(JointModel joint) {
    return joint.name() + "_link";
  }

  /** The whole document. */
  public static String toUrdf(ArmModel arm) {
    StringWriter text = new StringWriter(1024 + 2048 * arm.jointCount());
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new UrdfWriter(arm, xml).robot();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("nothing fails that writes to memory", e);
    }
    return text.toString();
  }

  private void robot() throws XMLStreamException {
    xml.writeStartDocument("1.0");
    line(0);
    start(0, "robot", "name", arm.name());
    colour("shell", "0.85 0.86 0.88 1");
    colour("ring", "0.0 0.45 0.7 1");
    link(-1);
    for (int j = 0; j < arm.jointCount(); j++) {
      joint(arm.joints().get(j), j == 0 ? ROOT : linkName(arm.joints().get(j - 1)));
      link(j);
    }
    for (JointModel joint : arm.joints()) {
      transmission(joint);
    }
    end(0);
    xml.writeEndDocument();
  }

  private void colour(String name, String rgba) throws XMLStreamException {
    start(1, "material", "name", name);
    empty(2, "color", "rgba", rgba);
    end(1);
  }

  private void joint(JointModel joint, String parent) throws XMLStreamException {
    JointLimits limits = joint.limits();
    boolean endless = Double.isInfinite(limits.qMinRad()) || Double.isInfinite(limits.qMaxRad());
    start(1, "joint", "name", joint.name(), "type", endless ? "continuous" : "revolute");
    origin(2, joint.origin());
    empty(2, "parent", "link", parent);
    empty(2, "child", "link", linkName(joint));
    empty(2, "axis", "xyz", words(joint.axis()));
    if (endless) {
      empty(2, "limit", "velocity", word(limits.qdMaxRadPerS()), "effort",
          word(limits.tauMaxNm()));
    } else {
      empty(2, "limit", "lower", word(limits.qMinRad()), "upper", word(limits.qMaxRad()),
          "velocity", word(limits.qdMaxRadPerS()), "effort", word(limits.tauMaxNm()));
    }
    empty(2, "dynamics", "damping", word(joint.friction().viscousNmSPerRad()), "friction",
        word(joint.friction().coulombNm()));
    end(1);
  }

  /** The link that joint {@code j} moves, or for -1 the root. */
  private void link(int j) throws XMLStreamException {
    int n = arm.jointCount();
    JointModel moved = j < 0 ? null : arm.joints().get(j);
    start(1, "link", "name", moved == null ? ROOT : linkName(moved));
    if (moved != null) {
      inertial(moved.link());
      visual(Frame.IDENTITY, "shell", "sphere", "radius", word(1.08 * radius(j)));
      visual(new Frame(Vec3.ZERO, turnOfZTo(moved.axis())), "ring", "cylinder", "radius",
          word(1.16 * radius(j)), "length", word(0.3 * radius(j)));
    }
    Vec3 end = j + 1 < n
        ? arm.joints().get(j + 1).origin().xyzM()
        : times(moved == null ? Vec3.ZERO : moved.axis(), FLANGE_M);
    double length = end.norm();
    if (length >= SHORTEST_M) {
      visual(new Frame(times(end, 0.5), turnOfZTo(end)), "shell", "cylinder", "radius",
          word(radius(Math.max(0, j))), "length", word(length));
    }
    end(1);
  }

  private void inertial(LinkInertia link) throws XMLStreamException {
    start(2, "inertial");
    origin(3, new Frame(link.comM(), Vec3.ZERO));
    empty(3, "mass", "value", word(link.massKg()));
    empty(3, "inertia", "ixx", word(link.ixx()), "ixy", word(link.ixy()), "ixz", word(link.ixz()),
        "iyy", word(link.iyy()), "iyz", word(link.iyz()), "izz", word(link.izz()));
    end(2);
  }

  private void visual(Frame place, String material, String shape, String... size)
      throws XMLStreamException {
    start(2, "visual");
    origin(3, place);
    start(3, "geometry");
    empty(4, shape, size);
    end(3);
    empty(3, "material", "name", material);
    end(2);
  }

  /** What {@link UrdfTransmissions} reads; nothing where neither gear nor rotor is known. */
  private void transmission(JointModel joint) throws XMLStreamException {
    double ratio = joint.drive().gearRatio().orElse(1);
    if (joint.rotorInertiaKgM2() == 0 && joint.drive().gearRatio().isEmpty()) {
      return;
    }
    start(1, "transmission", "name", joint.name() + "_transmission");
    text(2, "type", "transmission_interface/SimpleTransmission");
    start(2, "joint", "name", joint.name());
    text(3, "hardwareInterface", "hardware_interface/EffortJointInterface");
    end(2);
    start(2, "actuator", "name", joint.name() + "_motor");
    text(3, "mechanicalReduction", word(ratio));
    text(3, "rotorInertia", word(joint.rotorInertiaKgM2() / (ratio * ratio)));
    end(2);
    end(1);
  }

  private double radius(int j) {
    return BASE_RADIUS_M - RADIUS_SPAN_M * j / Math.max(1, arm.jointCount() - 1);
  }

  /** Roll, pitch and yaw that turn z to {@code to}: Rz(yaw) Ry(pitch) z = to / |to|. */
  private static Vec3 turnOfZTo(Vec3 to) {
    return new Vec3(0, Math.acos(Math.clamp(to.z() / to.norm(), -1, 1)),
        Math.atan2(to.y(), to.x()));
  }

  private static Vec3 times(Vec3 v, double factor) {
    return new Vec3(v.x() * factor, v.y() * factor, v.z() * factor);
  }

  private void origin(int level, Frame frame) throws XMLStreamException {
    empty(level, "origin", "xyz", words(frame.xyzM()), "rpy", words(frame.rpyRad()));
  }

  private void start(int level, String element, String... attributes) throws XMLStreamException {
    line(level);
    xml.writeStartElement(element);
    attributes(attributes);
  }

  private void end(int level) throws XMLStreamException {
    line(level);
    xml.writeEndElement();
  }

  private void empty(int level, String element, String... attributes) throws XMLStreamException {
    line(level);
    xml.writeEmptyElement(element);
    attributes(attributes);
  }

  private void text(int level, String element, String content) throws XMLStreamException {
    line(level);
    xml.writeStartElement(element);
    xml.writeCharacters(content);
    xml.writeEndElement();
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int k = 0; k < attributes.length; k += 2) {
      xml.writeAttribute(attributes[k], attributes[k + 1]);
    }
  }

  private void line(int level) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(level));
  }

  private static String words(Vec3 v) {
    return word(v.x()) + " " + word(v.y()) + " " + word(v.z());
  }

  /** With all digits; some readers of URDF know no exponents without a sign, all know these. */
  private static String word(double value) {
    return Double.toString(value).toLowerCase(Locale.ROOT);
  }
}
