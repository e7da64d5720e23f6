package org.statewise.controller.record;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.LinkedHashSet;
import java.util.Set;

/** The definition of a protobuf message as MCAP and Foxglove want it. */
public final class SchemaSet {
  private SchemaSet() {}

  /** A serialised FileDescriptorSet with every file that is imported, so that a reader needs no other file. */
  public static byte[] of(Descriptor message) {
    Set<FileDescriptor> files = new LinkedHashSet<>();
    collect(message.getFile(), files);
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    files.forEach(file -> set.addFile(file.toProto()));
    return set.build().toByteArray();
  }

  private static void collect(FileDescriptor file, Set<FileDescriptor> into) {
    // What is imported stands before what imports it.
    file.getDependencies().forEach(dependency -> collect(dependency, into));
    into.add(file);
  }
}
