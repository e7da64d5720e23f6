package org.statewise.controller.source.joints;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes {@code sensor_msgs/JointState}: a header (in ROS 1 with a sequence number before the stamp),
 * names, positions, velocities and efforts. Each of the four arrays has one value a joint or none.
 */
final class RosJointStateDecoder implements JointStateDecoder {
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private final boolean cdr;
  private final RosReader in = new RosReader();
  private final List<String> lastNames = new ArrayList<>();
  private double[] values = {};

  private RosJointStateDecoder(boolean cdr) {
    this.cdr = cdr;
  }

  static RosJointStateDecoder cdr() {
    return new RosJointStateDecoder(true);
  }

  static RosJointStateDecoder ros1() {
    return new RosJointStateDecoder(false);
  }

  @Override
  public String words() {
    return cdr ? "sensor_msgs/JointState in CDR" : "sensor_msgs/JointState as ROS 1 writes it";
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, JointSample into)
      throws DecodeException {
    if (cdr) {
      in.beginCdr(bytes, offset, length);
    } else {
      in.beginRos1(bytes, offset, length);
      in.uint32("header.seq");
    }
    // ROS 2 counts its seconds with a sign, ROS 1 without.
    long seconds = cdr ? in.int32("header.stamp.sec") : in.uint32("header.stamp.secs");
    into.stampNs = seconds * NS_PER_SECOND + in.uint32("header.stamp's nanoseconds");
    in.string("header.frame_id");
    names(into.names);
    int positions = in.sized("position", Double.BYTES);
    into.begin(into.names.isEmpty() ? positions : into.names.size());
    array("position", positions, into, into.position);
    array("velocity", in.sized("velocity", Double.BYTES), into, into.velocity);
    array("effort", in.sized("effort", Double.BYTES), into, into.effort);
  }

  private void names(List<String> names) throws DecodeException {
    // Each has four bytes of length at least.
    int count = in.sized("name", Integer.BYTES);
    names.clear();
    for (int k = 0; k < count; k++) {
      String name = in.string("name");
      // Nearly all messages repeat the names before: keep those strings.
      boolean same = k < lastNames.size() && lastNames.get(k).equals(name);
      names.add(same ? lastNames.get(k) : name);
    }
    lastNames.clear();
    lastNames.addAll(names);
  }

  private void array(String what, int count, JointSample sample, double[] into)
      throws DecodeException {
    if (count != 0 && count != sample.count) {
      throw new DecodeException(what + " must have one value for each of the " + sample.count
          + " joints or none, but has " + count);
    }
    if (values.length < count) {
      values = new double[count];
    }
    in.float64s(what, count, values);
    System.arraycopy(values, 0, into, 0, count);
  }
}
