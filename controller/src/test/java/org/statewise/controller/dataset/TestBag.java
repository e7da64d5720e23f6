package org.statewise.controller.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.statewise.controller.record.mcap.McapCompression;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.record.mcap.McapWriter;

/** A bag with joint states and pictures, message by message. */
final class TestBag implements Closeable {
  private static final int CHUNK_BYTES = 1 << 20;

  private final McapWriter mcap;
  private final int joints;
  private final int pictures;
  private long count;

  TestBag(Path file) throws IOException {
    mcap = new McapWriter(McapOutput.file(file), "test", McapCompression.ZSTD, CHUNK_BYTES);
    joints = mcap.addChannel(mcap.addSchema("sensor_msgs/msg/JointState", "ros2msg", new byte[1]),
        "/joint_states", "cdr", Map.of());
    pictures = mcap.addChannel(mcap.addSchema("sensor_msgs/msg/Image", "ros2msg", new byte[1]),
        "/camera", "cdr", Map.of());
  }

  /** The message with q, qd and tau the same for all joints. */
  static byte[] cdr(long stampNs, List<String> names, double q, double qd, double tau) {
    ByteBuffer out = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[]{0, 1, 0, 0});
    ByteBuffer body = out.slice().order(ByteOrder.LITTLE_ENDIAN);
    body.putInt((int) (stampNs / 1_000_000_000)).putInt((int) (stampNs % 1_000_000_000));
    string(body, "base");
    align(body, 4).putInt(names.size());
    names.forEach(name -> string(body, name));
    for (double value : new double[]{q, qd, tau}) {
      align(body, 4).putInt(names.size());
      align(body, 8);
      names.forEach(_ -> body.putDouble(value));
    }
    byte[] bytes = new byte[4 + body.position()];
    out.rewind().get(bytes);
    return bytes;
  }

  private static void string(ByteBuffer body, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    align(body, 4).putInt(ascii.length + 1).put(ascii).put((byte) 0);
  }

  private static ByteBuffer align(ByteBuffer body, int size) {
    while (body.position() % size != 0) {
      body.put((byte) 0);
    }
    return body;
  }

  void jointState(byte[] message) throws IOException {
    mcap.message(joints, count, count * 1000, message, message.length);
    count++;
  }

  void picture(byte[] message) throws IOException {
    mcap.message(pictures, count, count * 1000, message, message.length);
    count++;
  }

  @Override
  public void close() throws IOException {
    mcap.close();
  }
}
