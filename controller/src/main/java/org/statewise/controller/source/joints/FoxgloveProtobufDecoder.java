package org.statewise.controller.source.joints;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Decodes Foxglove's {@code foxglove.JointStates} in protobuf by the definition that the file itself
 * carries, so that other numbers of fields are read as well.
 */
final class FoxgloveProtobufDecoder implements JointStateDecoder {
  static final String MESSAGE = "foxglove.JointStates";
  private static final long NS_PER_SECOND = 1_000_000_000L;

  private final Descriptor type;
  private final FieldDescriptor timestamp;
  private final FieldDescriptor joints;
  private final FieldDescriptor name;

  /** @param schema a serialised FileDescriptorSet */
  FoxgloveProtobufDecoder(ByteBuffer schema) throws DecodeException {
    type = ProtobufSchema.message(schema, MESSAGE);
    timestamp = field(type, "timestamp", FieldDescriptor.JavaType.MESSAGE);
    joints = field(type, "joints", FieldDescriptor.JavaType.MESSAGE);
    if (!joints.isRepeated() || timestamp.isRepeated()) {
      throw new DecodeException("the schema of " + MESSAGE
          + " must have one timestamp and repeated joints");
    }
    name = field(joints.getMessageType(), "name", FieldDescriptor.JavaType.STRING);
    for (String value : List.of("position", "velocity", "acceleration", "effort")) {
      if (joints.getMessageType().findFieldByName(value) != null) {
        field(joints.getMessageType(), value, FieldDescriptor.JavaType.DOUBLE);
      }
    }
  }

  private static FieldDescriptor field(Descriptor message, String name,
      FieldDescriptor.JavaType kind) throws DecodeException {
    FieldDescriptor field = message.findFieldByName(name);
    if (field == null || field.getJavaType() != kind
        || (field.isRepeated() && kind != FieldDescriptor.JavaType.MESSAGE)) {
      throw new DecodeException("the schema of " + message.getFullName() + " must have a field "
          + name + " of type " + kind);
    }
    return field;
  }

  @Override
  public String words() {
    return MESSAGE + " in protobuf";
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, JointSample into)
      throws DecodeException {
    DynamicMessage message;
    try {
      message = DynamicMessage.parseFrom(type,
          CodedInputStream.newInstance(bytes, offset, length));
    } catch (IOException e) {
      throw new DecodeException("the message must be protobuf: " + e.getMessage(), e);
    }
    Message stamp = (Message) message.getField(timestamp);
    into.stampNs = number(stamp, "seconds") * NS_PER_SECOND + number(stamp, "nanos");
    int count = message.getRepeatedFieldCount(joints);
    into.begin(count);
    into.names.clear();
    for (int k = 0; k < count; k++) {
      Message joint = (Message) message.getRepeatedField(joints, k);
      into.names.add((String) joint.getField(name));
      into.position[k] = value(joint, "position");
      into.velocity[k] = value(joint, "velocity");
      into.acceleration[k] = value(joint, "acceleration");
      into.effort[k] = value(joint, "effort");
    }
  }

  private static long number(Message message, String field) {
    FieldDescriptor known = message.getDescriptorForType().findFieldByName(field);
    return known != null && message.getField(known) instanceof Number number
        ? number.longValue()
        : 0;
  }

  /** NaN where the message leaves the value out. */
  private static double value(Message joint, String field) {
    FieldDescriptor known = joint.getDescriptorForType().findFieldByName(field);
    // A field without presence is 0 when it is left out: proto3 writes no zeros.
    return known == null || (known.hasPresence() && !joint.hasField(known))
        ? Double.NaN
        : (double) joint.getField(known);
  }
}
