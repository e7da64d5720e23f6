package org.statewise.models.arm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Reads a serial arm from a URDF. Revolute and continuous joints become joints; whatever hangs on a
 * link by fixed joints is merged into it, so that its mass moves along. Damping and friction of
 * {@code <dynamics>} become viscous and Coulomb friction, static friction being equal to the
 * latter. Gear ratios and rotor inertias are those of {@link UrdfTransmissions}; a joint without any
 * has a rotor inertia of zero. URDF has no gravity (taken as 9.81 m/s^2 along -z of the root link) and
 * no gains (derived as {@link ArmFile#parse} does). Shapes, colours and vendors' other extensions are
 * passed over.
 */
public final class UrdfFile {
  private static final Vec3 GRAVITY = new Vec3(0, 0, -9.81);

  private final Element robot;
  private final Map<String, Element> links = new HashMap<>();
  private final Map<String, List<Element>> jointsByParent = new HashMap<>();
  private final Set<String> children = new HashSet<>();
  private final List<JointModel> chain = new ArrayList<>();
  private final UrdfTransmissions transmissions;

  private UrdfFile(Element robot) {
    this.robot = robot;
    transmissions = new UrdfTransmissions(robot);
  }

  /**
   * Reads an arm.
   *
   * @param source what the text is called in error messages, a file name for example
   * @throws IllegalArgumentException in one sentence with source, element, rule and value
   */
  public static ArmModel parse(String xml, String source) {
    try {
      return new UrdfFile(UrdfXml.root(xml)).read();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
  }

  private ArmModel read() {
    String name = UrdfXml.text(robot, "name");
    for (Element link : UrdfXml.children(robot, "link")) {
      if (links.put(UrdfXml.text(link, "name"), link) != null) {
        throw new IllegalArgumentException(UrdfXml.label(link) + " comes twice");
      }
    }
    for (Element joint : UrdfXml.children(robot, "joint")) {
      index(joint);
    }
    List<String> roots = links.keySet().stream().filter(l -> !children.contains(l)).sorted()
        .toList();
    if (roots.size() != 1) {
      throw new IllegalArgumentException(
          "exactly one link must be without a parent, but there are " + roots.size() + ": "
              + roots);
    }
    follow(roots.get(0));
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("there is no revolute or continuous joint");
    }
    List<JointGains> gains = DerivedGains.of(chain);
    List<JointModel> joints = new ArrayList<>();
    for (int j = 0; j < chain.size(); j++) {
      joints.add(chain.get(j).withGains(gains.get(j)));
    }
    return new ArmModel(name, GRAVITY, joints);
  }

  private void index(Element joint) {
    String parent = linkOf(joint, "parent");
    String child = linkOf(joint, "child");
    if (!children.add(child)) {
      throw new IllegalArgumentException(
          "link " + child + " must be the child of one joint only, but " + UrdfXml.label(joint)
              + " moves it too");
    }
    jointsByParent.computeIfAbsent(parent, key -> new ArrayList<>()).add(joint);
  }

  private String linkOf(Element joint, String role) {
    String link = UrdfXml.text(UrdfXml.child(joint, role), "link");
    if (!links.containsKey(link)) {
      throw new IllegalArgumentException(
          UrdfXml.label(joint) + " names the " + role + " link " + link + ", which does not exist");
    }
    return link;
  }

  /** Goes from the root along the moving joints, one body at a time. */
  private void follow(String root) {
    UrdfBody body = collect(root);
    while (body.movingJoint() != null) {
      Element joint = body.movingJoint();
      UrdfBody next = collect(linkOf(joint, "child"));
      if (!next.hasInertial()) {
        throw new IllegalArgumentException(
            "link " + linkOf(joint, "child") + ", which " + UrdfXml.label(joint)
                + " moves, has no <inertial>");
      }
      chain.add(jointModel(joint, body.movingOrigin(), next.inertia()));
      body = next;
    }
  }

  /** The link with all that is fixed to it. */
  private UrdfBody collect(String link) {
    UrdfBody body = new UrdfBody();
    addTo(body, link, Frame.IDENTITY);
    return body;
  }

  private void addTo(UrdfBody body, String link, Frame place) {
    body.add(links.get(link), place);
    for (Element joint : jointsByParent.getOrDefault(link, List.of())) {
      Frame origin = UrdfBody.compose(place, UrdfXml.origin(joint));
      String type = UrdfXml.text(joint, "type");
      switch (type) {
        case "fixed" -> addTo(body, linkOf(joint, "child"), origin);
        case "revolute", "continuous" -> body.moveBy(joint, origin);
        default -> throw new IllegalArgumentException(
            UrdfXml.label(joint) + " must be revolute, continuous or fixed, but is " + type);
      }
    }
  }

  private JointModel jointModel(Element joint, Frame origin, LinkInertia link) {
    Vec3 axis = UrdfXml.has(joint, "axis")
        ? UrdfXml.vec3(UrdfXml.child(joint, "axis"), "xyz")
        : new Vec3(1, 0, 0);
    double length = axis.norm();
    if (length == 0) {
      throw new IllegalArgumentException("axis of " + UrdfXml.label(joint) + " must not be zero");
    }
    Vec3 unit = length == 1
        ? axis
        : new Vec3(axis.x() / length, axis.y() / length, axis.z() / length);
    String name = UrdfXml.text(joint, "name");
    try {
      return new JointModel(
          name, origin, unit, link, transmissions.rotorInertiaKgM2(name),
          limits(joint), friction(joint), null, transmissions.drive(name));
    } catch (IllegalArgumentException e) {
      throw UrdfXml.located(joint, e);
    }
  }

  private static JointLimits limits(Element joint) {
    Element limit = UrdfXml.child(joint, "limit");
    boolean endless = UrdfXml.text(joint, "type").equals("continuous");
    return new JointLimits(
        endless ? Double.NEGATIVE_INFINITY : UrdfXml.number(limit, "lower"),
        endless ? Double.POSITIVE_INFINITY : UrdfXml.number(limit, "upper"),
        UrdfXml.number(limit, "velocity"),
        UrdfXml.number(limit, "effort"));
  }

  private static JointFriction friction(Element joint) {
    if (!UrdfXml.has(joint, "dynamics")) {
      return JointFriction.NONE;
    }
    Element dynamics = UrdfXml.child(joint, "dynamics");
    double dry = UrdfXml.numberOr(dynamics, "friction", 0);
    return new JointFriction(
        UrdfXml.numberOr(dynamics, "damping", 0), dry, dry, JointFriction.NONE.stribeckRadPerS());
  }
}
