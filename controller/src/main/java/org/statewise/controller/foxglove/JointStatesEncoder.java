package org.statewise.controller.foxglove;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.statewise.proto.foxglove.JointState;
import org.statewise.proto.foxglove.JointStates;

/**
 * Encodes {@code foxglove.JointStates} of one arm into a buffer that is used again: 750 messages a second
 * would otherwise leave a megabyte of garbage each.
 */
final class JointStatesEncoder {
  private final byte[][] names;
  private final Encoded encoded = new Encoded();

  /** @param names of the joints, from base to flange */
  JointStatesEncoder(List<String> names) {
    this.names = names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  /**
   * Encodes a message; what is null is left out.
   *
   * @param timeNs ns since 1970
   * @param position rad
   * @param velocity rad/s
   * @param acceleration rad/s^2
   * @param effort Nm
   */
  Encoded encode(long timeNs, double[] position, double[] velocity, double[] acceleration,
      double[] effort) {
    int values = Wire.DOUBLE_BYTES * (count(position) + count(velocity) + count(acceleration)
        + count(effort));
    int length = Wire.messageBytes(Wire.timestampBytes(timeNs));
    for (byte[] name : names) {
      length += Wire.messageBytes(Wire.messageBytes(name.length) + values);
    }
    encoded.resize(length);
    CodedOutputStream out = CodedOutputStream.newInstance(encoded.bytes, 0, length);
    try {
      Wire.timestamp(out, JointStates.TIMESTAMP_FIELD_NUMBER, timeNs);
      for (int j = 0; j < names.length; j++) {
        Wire.beginMessage(out, JointStates.JOINTS_FIELD_NUMBER,
            Wire.messageBytes(names[j].length) + values);
        out.writeByteArray(JointState.NAME_FIELD_NUMBER, names[j]);
        value(out, JointState.POSITION_FIELD_NUMBER, position, j);
        value(out, JointState.VELOCITY_FIELD_NUMBER, velocity, j);
        value(out, JointState.ACCELERATION_FIELD_NUMBER, acceleration, j);
        value(out, JointState.EFFORT_FIELD_NUMBER, effort, j);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("the message's length was reckoned wrongly", e);
    }
    return encoded;
  }

  private static int count(double[] values) {
    return values == null ? 0 : 1;
  }

  private static void value(CodedOutputStream out, int field, double[] values, int j)
      throws IOException {
    if (values != null) {
      out.writeDouble(field, values[j]);
    }
  }
}
