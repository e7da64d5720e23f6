package org.statewise.models.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.statewise.models.yaml.PlainYaml;

/**
 * Reads and writes the YAML description of an arm; {@code models/docs/arm-format.md} explains every
 * key. {@code parse(toYaml(arm), any)} equals {@code arm}.
 */
public final class ArmFile {
  private static final String FORMAT = "statewise-arm-1";
  private static final List<String> DRIVE_KEYS = List.of("gearRatio", "stiffnessNmPerRad",
      "dampingNmSPerRad", "motorTorqueLimitNm", "breakawayRad", "loadFrictionRatio");

  private ArmFile() {}

  /**
   * Reads an arm. Friction that is not given is none; where gains are not given, they are derived
   * from the inertia that the joint turns at q = 0.
   *
   * @param source what the text is called in error messages, a file name for example
   * @throws IllegalArgumentException in one sentence with source, key, rule and value
   */
  public static ArmModel parse(String yaml, String source) {
    JsonNode tree;
    try {
      tree = PlainYaml.read(yaml);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
    return new Fields(source, "", tree).read(ArmFile::arm);
  }

  private static ArmModel arm(Fields f) {
    f.only("format", "name", "gravityMPerS2", "joints");
    String format = f.text("format");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("format must be " + FORMAT + ", but is " + format);
    }
    List<JointModel> joints = f.children("joints", ArmFile::joint);
    List<JointGains> derived = DerivedGains.of(joints);
    List<JointModel> complete = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      JointModel joint = joints.get(j);
      complete.add(joint.gains() == null ? joint.withGains(derived.get(j)) : joint);
    }
    return new ArmModel(f.text("name"), f.vec3("gravityMPerS2"), complete);
  }

  /** A joint whose gains are null where the file has none. */
  private static JointModel joint(Fields f) {
    f.only("name", "origin", "axis", "link", "rotorInertiaKgM2", "limits", "friction", "gains",
        "drive");
    return new JointModel(
        f.text("name"),
        f.child("origin", ArmFile::frame),
        f.vec3("axis"),
        f.child("link", ArmFile::link),
        f.numberOr("rotorInertiaKgM2", 0),
        f.child("limits", ArmFile::limits),
        f.has("friction") ? f.child("friction", ArmFile::friction) : JointFriction.NONE,
        f.has("gains") ? f.child("gains", ArmFile::gains) : null,
        f.has("drive") ? f.child("drive", ArmFile::drive) : JointDrive.UNKNOWN);
  }

  private static Frame frame(Fields f) {
    f.only("xyzM", "rpyRad");
    return new Frame(f.vec3("xyzM"), f.vec3("rpyRad"));
  }

  private static LinkInertia link(Fields f) {
    f.only("massKg", "comM", "ixx", "iyy", "izz", "ixy", "ixz", "iyz");
    return new LinkInertia(
        f.number("massKg"), f.vec3("comM"),
        f.number("ixx"), f.number("iyy"), f.number("izz"),
        f.numberOr("ixy", 0), f.numberOr("ixz", 0), f.numberOr("iyz", 0));
  }

  private static JointLimits limits(Fields f) {
    f.only("qMinRad", "qMaxRad", "qdMaxRadPerS", "tauMaxNm");
    return new JointLimits(
        f.number("qMinRad"), f.number("qMaxRad"), f.number("qdMaxRadPerS"), f.number("tauMaxNm"));
  }

  private static JointFriction friction(Fields f) {
    f.only("viscousNmSPerRad", "coulombNm", "staticNm", "stribeckRadPerS");
    return new JointFriction(
        f.number("viscousNmSPerRad"), f.number("coulombNm"),
        f.number("staticNm"), f.number("stribeckRadPerS"));
  }

  private static JointGains gains(Fields f) {
    f.only("kpNmPerRad", "kdNmSPerRad");
    return new JointGains(f.number("kpNmPerRad"), f.number("kdNmSPerRad"));
  }

  private static JointDrive drive(Fields f) {
    f.only(DRIVE_KEYS.toArray(String[]::new));
    return new JointDrive(f.optional("gearRatio"), f.optional("stiffnessNmPerRad"),
        f.optional("dampingNmSPerRad"), f.optional("motorTorqueLimitNm"),
        f.optional("breakawayRad"), f.optional("loadFrictionRatio"));
  }

  /** Writes an arm so that {@link #parse} gives it back, every number to the bit. */
  public static String toYaml(ArmModel arm) {
    StringBuilder out = new StringBuilder(400 + 600 * arm.jointCount());
    out.append("format: ").append(FORMAT).append('\n');
    out.append("name: ").append(quoted(arm.name())).append('\n');
    out.append("gravityMPerS2: ").append(list(arm.gravity())).append('\n');
    out.append("joints:\n");
    for (JointModel joint : arm.joints()) {
      append(out, joint);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, JointModel joint) {
    LinkInertia link = joint.link();
    JointLimits limits = joint.limits();
    JointFriction friction = joint.friction();
    out.append("  - name: ").append(quoted(joint.name())).append('\n')
        .append("    origin: {xyzM: ").append(list(joint.origin().xyzM()))
        .append(", rpyRad: ").append(list(joint.origin().rpyRad())).append("}\n")
        .append("    axis: ").append(list(joint.axis())).append('\n')
        .append("    link: {massKg: ").append(number(link.massKg()))
        .append(", comM: ").append(list(link.comM()))
        .append(", ixx: ").append(number(link.ixx()))
        .append(", iyy: ").append(number(link.iyy()))
        .append(", izz: ").append(number(link.izz()))
        .append(", ixy: ").append(number(link.ixy()))
        .append(", ixz: ").append(number(link.ixz()))
        .append(", iyz: ").append(number(link.iyz())).append("}\n")
        .append("    rotorInertiaKgM2: ").append(number(joint.rotorInertiaKgM2())).append('\n')
        .append("    limits: {qMinRad: ").append(number(limits.qMinRad()))
        .append(", qMaxRad: ").append(number(limits.qMaxRad()))
        .append(", qdMaxRadPerS: ").append(number(limits.qdMaxRadPerS()))
        .append(", tauMaxNm: ").append(number(limits.tauMaxNm())).append("}\n")
        .append("    friction: {viscousNmSPerRad: ").append(number(friction.viscousNmSPerRad()))
        .append(", coulombNm: ").append(number(friction.coulombNm()))
        .append(", staticNm: ").append(number(friction.staticNm()))
        .append(", stribeckRadPerS: ").append(number(friction.stribeckRadPerS())).append("}\n")
        .append("    gains: {kpNmPerRad: ").append(number(joint.gains().kpNmPerRad()))
        .append(", kdNmSPerRad: ").append(number(joint.gains().kdNmSPerRad())).append("}\n");
    if (!joint.drive().equals(JointDrive.UNKNOWN)) {
      out.append("    drive: {").append(known(joint.drive())).append("}\n");
    }
  }

  private static String known(JointDrive drive) {
    List<OptionalDouble> values = List.of(drive.gearRatio(), drive.stiffnessNmPerRad(),
        drive.dampingNmSPerRad(), drive.motorTorqueLimitNm(), drive.breakawayRad(),
        drive.loadFrictionRatio());
    return IntStream.range(0, values.size())
        .filter(i -> values.get(i).isPresent())
        .mapToObj(i -> DRIVE_KEYS.get(i) + ": " + number(values.get(i).getAsDouble()))
        .collect(Collectors.joining(", "));
  }

  /** In double quotes, so that names like {@code 1}, {@code yes} and {@code a: b} stay texts. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String list(Vec3 v) {
    return "[" + number(v.x()) + ", " + number(v.y()) + ", " + number(v.z()) + "]";
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value);
  }
}
