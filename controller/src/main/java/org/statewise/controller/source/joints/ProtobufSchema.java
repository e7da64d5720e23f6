package org.statewise.controller.source.joints;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds a message in the definition that a file carries, a serialised FileDescriptorSet. */
final class ProtobufSchema {
  /** More than any definition nests its imports. */
  private static final int MAX_DEPTH = 50;

  private final Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
  private final Map<String, FileDescriptor> built = new HashMap<>();

  private ProtobufSchema() {}

  static Descriptor message(ByteBuffer schema, String fullName) throws DecodeException {
    ProtobufSchema all = new ProtobufSchema();
    try {
      FileDescriptorSet set = FileDescriptorSet.parseFrom(schema.duplicate());
      set.getFileList().forEach(file -> all.files.put(file.getName(), file));
      for (String file : all.files.keySet()) {
        for (Descriptor message : all.build(file, 0).getMessageTypes()) {
          if (message.getFullName().equals(fullName)) {
            return message;
          }
        }
      }
    } catch (InvalidProtocolBufferException | DescriptorValidationException e) {
      throw new DecodeException(
          "the schema must be a FileDescriptorSet: " + e.getMessage(), e);
    }
    throw new DecodeException("the schema must define the message " + fullName);
  }

  private FileDescriptor build(String name, int depth)
      throws DecodeException, DescriptorValidationException {
    FileDescriptor ready = built.get(name);
    if (ready != null) {
      return ready;
    }
    FileDescriptorProto file = files.get(name);
    if (file == null || depth > MAX_DEPTH) {
      throw new DecodeException("the schema must contain every file that it imports, each below "
          + MAX_DEPTH + " others, but for " + name + " it does not");
    }
    FileDescriptor[] imports = new FileDescriptor[file.getDependencyCount()];
    for (int i = 0; i < imports.length; i++) {
      imports[i] = build(file.getDependency(i), depth + 1);
    }
    FileDescriptor descriptor = FileDescriptor.buildFrom(file, imports);
    built.put(name, descriptor);
    return descriptor;
  }
}
