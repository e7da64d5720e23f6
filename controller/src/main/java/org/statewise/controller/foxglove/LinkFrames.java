package org.statewise.controller.foxglove;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.UrdfWriter;
import org.statewise.models.arm.Vec3;
import org.statewise.proto.foxglove.FrameTransform;
import org.statewise.proto.foxglove.FrameTransforms;
import org.statewise.proto.foxglove.Quaternion;
import org.statewise.proto.foxglove.Vector3;

/**
 * Encodes {@code foxglove.FrameTransforms} of an arm's links, each in the one that carries it, under the names of
 * {@link UrdfWriter}: T_j(q_j) = origin_j Rot(axis_j, q_j), whose product from base to flange is the forward
 * kinematics. Into a buffer that is used again.
 */
final class LinkFrames {
  private static final int VECTOR_BYTES = 3 * Wire.DOUBLE_BYTES;
  private static final int QUATERNION_BYTES = 4 * Wire.DOUBLE_BYTES;

  private final byte[][] names;
  private final double[][] places;
  /** w, x, y, z of each joint's origin, and the axes that they turn about. */
  private final double[][] origins;
  private final double[][] axes;
  private final double[] turn = new double[4];
  private final Encoded encoded = new Encoded();

  LinkFrames(ArmModel arm) {
    int n = arm.jointCount();
    names = new byte[n + 1][];
    places = new double[n][];
    origins = new double[n][];
    axes = new double[n][];
    names[0] = UrdfWriter.ROOT.getBytes(StandardCharsets.UTF_8);
    for (int j = 0; j < n; j++) {
      JointModel joint = arm.joints().get(j);
      names[j + 1] = UrdfWriter.linkName(joint).getBytes(StandardCharsets.UTF_8);
      places[j] = joint.origin().xyzM().toArray();
      origins[j] = ofRpy(joint.origin().rpyRad());
      axes[j] = joint.axis().toArray();
    }
  }

  /** q = q_yaw q_pitch q_roll, of half angles each. */
  private static double[] ofRpy(Vec3 rpyRad) {
    double cr = Math.cos(rpyRad.x() / 2);
    double sr = Math.sin(rpyRad.x() / 2);
    double cp = Math.cos(rpyRad.y() / 2);
    double sp = Math.sin(rpyRad.y() / 2);
    double cy = Math.cos(rpyRad.z() / 2);
    double sy = Math.sin(rpyRad.z() / 2);
    return new double[]{cy * cp * cr + sy * sp * sr, cy * cp * sr - sy * sp * cr,
      cy * sp * cr + sy * cp * sr, sy * cp * cr - cy * sp * sr};
  }

  /**
   * Encodes a message.
   *
   * @param timeNs ns since 1970
   * @param q rad, one a joint
   */
  Encoded encode(long timeNs, double[] q) {
    int length = 0;
    for (int j = 0; j < places.length; j++) {
      length += Wire.messageBytes(transformBytes(timeNs, j));
    }
    encoded.resize(length);
    CodedOutputStream out = CodedOutputStream.newInstance(encoded.bytes, 0, length);
    try {
      for (int j = 0; j < places.length; j++) {
        transform(out, timeNs, j, q[j]);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("the message's length was reckoned wrongly", e);
    }
    return encoded;
  }

  private int transformBytes(long timeNs, int j) {
    return Wire.messageBytes(Wire.timestampBytes(timeNs)) + Wire.messageBytes(names[j].length)
        + Wire.messageBytes(names[j + 1].length) + Wire.messageBytes(VECTOR_BYTES)
        + Wire.messageBytes(QUATERNION_BYTES);
  }

  private void transform(CodedOutputStream out, long timeNs, int j, double angle)
      throws IOException {
    Wire.beginMessage(out, FrameTransforms.TRANSFORMS_FIELD_NUMBER, transformBytes(timeNs, j));
    Wire.timestamp(out, FrameTransform.TIMESTAMP_FIELD_NUMBER, timeNs);
    out.writeByteArray(FrameTransform.PARENT_FRAME_ID_FIELD_NUMBER, names[j]);
    out.writeByteArray(FrameTransform.CHILD_FRAME_ID_FIELD_NUMBER, names[j + 1]);
    Wire.beginMessage(out, FrameTransform.TRANSLATION_FIELD_NUMBER, VECTOR_BYTES);
    out.writeDouble(Vector3.X_FIELD_NUMBER, places[j][0]);
    out.writeDouble(Vector3.Y_FIELD_NUMBER, places[j][1]);
    out.writeDouble(Vector3.Z_FIELD_NUMBER, places[j][2]);
    turn(origins[j], axes[j], angle);
    Wire.beginMessage(out, FrameTransform.ROTATION_FIELD_NUMBER, QUATERNION_BYTES);
    out.writeDouble(Quaternion.X_FIELD_NUMBER, turn[1]);
    out.writeDouble(Quaternion.Y_FIELD_NUMBER, turn[2]);
    out.writeDouble(Quaternion.Z_FIELD_NUMBER, turn[3]);
    out.writeDouble(Quaternion.W_FIELD_NUMBER, turn[0]);
  }

  /** turn = origin (cos(angle/2), sin(angle/2) axis), the product of quaternions. */
  private void turn(double[] o, double[] axis, double angle) {
    double c = Math.cos(angle / 2);
    double s = Math.sin(angle / 2);
    double x = s * axis[0];
    double y = s * axis[1];
    double z = s * axis[2];
    turn[0] = o[0] * c - o[1] * x - o[2] * y - o[3] * z;
    turn[1] = o[0] * x + o[1] * c + o[2] * z - o[3] * y;
    turn[2] = o[0] * y - o[1] * z + o[2] * c + o[3] * x;
    turn[3] = o[0] * z + o[1] * y - o[2] * x + o[3] * c;
  }
}
