package org.statewise.controller.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Makes the constant strings of whole libraries before the loop runs. The JVM makes those of a class when a method
 * of it is compiled for good, on the thread that asked for it; for the control thread that would be an
 * allocation in the midst of its ticks, some thousand of them after the start.
 */
final class ConstantStrings {
  /** The JVM forgets a constant string that nobody refers to. */
  private static final Set<String> KEPT = ConcurrentHashMap.newKeySet();

  private ConstantStrings() {}

  /** Those of all classes in the jars or folders where {@code samples} come from. */
  static void make(List<Class<?>> samples) {
    for (Class<?> sample : samples) {
      try {
        make(Path.of(sample.getProtectionDomain().getCodeSource().getLocation().toURI()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void make(Path library) throws IOException {
    if (Files.isDirectory(library)) {
      makeAll(library);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(library)) {
      makeAll(jar.getPath("/"));
    }
  }

  private static void makeAll(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files
          .filter(path -> path.toString().endsWith(".class"))::iterator) {
        for (PoolEntry entry : ClassFile.of().parse(Files.readAllBytes(file)).constantPool()) {
          if (entry instanceof StringEntry string) {
            KEPT.add(string.stringValue().intern());
          }
        }
      }
    }
  }
}
