package org.statewise.controller.source.joints;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Decodes the messages of one channel that holds joint states. */
public interface JointStateDecoder {
  /**
   * Decodes a message into a reused carrier.
   *
   * @throws DecodeException if the bytes are no such message; the carrier's content is undefined then
   */
  void decode(byte[] bytes, int offset, int length, JointSample into) throws DecodeException;

  /** What is decoded, in words: {@code sensor_msgs/JointState in CDR}. */
  String words();

  /**
   * The decoder of a channel; empty if it holds no joint states that are known here.
   *
   * @param schema the schema's name
   * @param schemaData the schema's definition
   * @param encoding the messages' encoding: cdr, ros1, protobuf or json
   * @throws DecodeException if the schema's definition itself is damaged
   */
  static Optional<JointStateDecoder> of(String schema, ByteBuffer schemaData, String encoding)
      throws DecodeException {
    boolean ros = schema.equals("sensor_msgs/msg/JointState")
        || schema.equals("sensor_msgs/JointState");
    boolean foxglove = schema.equals("foxglove.JointStates");
    return switch (encoding) {
      case "cdr" -> ros ? Optional.of(RosJointStateDecoder.cdr()) : Optional.empty();
      case "ros1" -> ros ? Optional.of(RosJointStateDecoder.ros1()) : Optional.empty();
      case "protobuf" -> foxglove
          ? Optional.of(new FoxgloveProtobufDecoder(schemaData))
          : Optional.empty();
      case "json" -> foxglove ? Optional.of(new FoxgloveJsonDecoder()) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
