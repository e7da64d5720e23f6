package org.statewise.models.arm;

import java.util.Arrays;
import org.w3c.dom.Element;

/**
 * One rigid body of a URDF while it is put together: a link and all that is fixed to it, in the
 * frame of that first link.
 */
final class UrdfBody {
  private double massKg;
  /** Sum of mass times position, kg m. */
  private Vec3 moment = Vec3.ZERO;
  /** Inertia about the body's origin, row-major, kg m^2. */
  private final double[] aboutOrigin = new double[9];
  /** The only inertia so far, in its own words: an unmerged link keeps its numbers to the bit. */
  private LinkInertia single;
  private int inertials;
  private Element movingJoint;
  private Frame movingOrigin;

  /** Adds a link that sits at {@code place} in this body; nothing if it has no inertial. */
  void add(Element link, Frame place) {
    if (!UrdfXml.has(link, "inertial")) {
      return;
    }
    Element inertial = UrdfXml.child(link, "inertial");
    Frame at = compose(place, UrdfXml.origin(inertial));
    double mass = UrdfXml.number(UrdfXml.child(inertial, "mass"), "value");
    Element i = UrdfXml.child(inertial, "inertia");
    double[] tensor = {
      UrdfXml.number(i, "ixx"), UrdfXml.numberOr(i, "ixy", 0), UrdfXml.numberOr(i, "ixz", 0),
      UrdfXml.numberOr(i, "ixy", 0), UrdfXml.number(i, "iyy"), UrdfXml.numberOr(i, "iyz", 0),
      UrdfXml.numberOr(i, "ixz", 0), UrdfXml.numberOr(i, "iyz", 0), UrdfXml.number(i, "izz")};
    if (!at.rpyRad().equals(Vec3.ZERO)) {
      tensor = Rotation.turnTensor(at.rotation(), tensor);
    }
    try {
      single = inertiaOf(mass, at.xyzM(), tensor);
    } catch (IllegalArgumentException e) {
      throw UrdfXml.located(link, e);
    }
    inertials++;
    addPointwise(mass, at.xyzM(), tensor);
  }

  private void addPointwise(double mass, Vec3 c, double[] tensor) {
    // I_origin = I_com + m (|c|^2 1 - c c^T)
    double[] shift = steiner(mass, c);
    for (int k = 0; k < 9; k++) {
      aboutOrigin[k] += tensor[k] + shift[k];
    }
    massKg += mass;
    moment = new Vec3(
        moment.x() + mass * c.x(), moment.y() + mass * c.y(), moment.z() + mass * c.z());
  }

  boolean hasInertial() {
    return inertials > 0;
  }

  /** The merged inertia about the common centre of mass. */
  LinkInertia inertia() {
    if (inertials == 1 || massKg == 0) {
      return single;
    }
    Vec3 com = new Vec3(moment.x() / massKg, moment.y() / massKg, moment.z() / massKg);
    double[] shift = steiner(massKg, com);
    double[] tensor = Arrays.copyOf(aboutOrigin, 9);
    for (int k = 0; k < 9; k++) {
      tensor[k] -= shift[k];
    }
    return inertiaOf(massKg, com, tensor);
  }

  /** Notes the joint that leaves this body. */
  void moveBy(Element joint, Frame origin) {
    if (movingJoint != null) {
      throw new IllegalArgumentException(
          "the arm must be one serial chain, but " + UrdfXml.label(movingJoint) + " and "
              + UrdfXml.label(joint) + " branch off the same body");
    }
    movingJoint = joint;
    movingOrigin = origin;
  }

  /** The joint that leaves this body, or null at the end of the chain. */
  Element movingJoint() {
    return movingJoint;
  }

  Frame movingOrigin() {
    return movingOrigin;
  }

  /**
   * The frame {@code inner}, given in {@code outer}, in outer's parent; identities change nothing.
   */
  static Frame compose(Frame outer, Frame inner) {
    if (outer.equals(Frame.IDENTITY)) {
      return inner;
    }
    double[] r = outer.rotation();
    Vec3 o = outer.xyzM();
    Vec3 turned = Rotation.apply(r, inner.xyzM());
    return new Frame(
        new Vec3(o.x() + turned.x(), o.y() + turned.y(), o.z() + turned.z()),
        Rotation.toRpy(Rotation.multiply(r, inner.rotation())));
  }

  private static double[] steiner(double m, Vec3 c) {
    double x = c.x();
    double y = c.y();
    double z = c.z();
    return new double[]{
      m * (y * y + z * z), -m * x * y, -m * x * z,
      -m * x * y, m * (x * x + z * z), -m * y * z,
      -m * x * z, -m * y * z, m * (x * x + y * y)};
  }

  private static LinkInertia inertiaOf(double mass, Vec3 com, double[] i) {
    return new LinkInertia(mass, com, i[0], i[4], i[8], i[1], i[2], i[5]);
  }
}
