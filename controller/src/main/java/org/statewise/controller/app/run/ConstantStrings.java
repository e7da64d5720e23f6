package org.statewise.controller.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the constant strings of classes before the loop runs. The JVM makes those of a class when a method
 * of it is compiled for good, on the thread that asked for it; for the control thread that would be an
 * allocation in the midst of its ticks, some thousand of them after the start.
 */
final class ConstantStrings {
  /** The JVM forgets a constant string that nobody refers to. */
  private static final Set<String> KEPT = ConcurrentHashMap.newKeySet();

  private ConstantStrings() {}

  /** Those of all classes in the packages of {@code samples}, from the jars or folders where these come from. */
  static void makeOfPackages(List<Class<?>> samples) {
    Map<Path, List<Class<?>>> byLibrary = samples.stream()
        .collect(Collectors.groupingBy(ConstantStrings::library));
    byLibrary.forEach((library, ofLibrary) -> {
      try {
        make(library, ofLibrary);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /**
   * Those of single classes, the JDK's own too, in which nothing need be public.
   *
   * @param names as {@link Class#getName} has them
   * @throws IllegalArgumentException if there is no such class
   */
  static void makeOfClasses(List<String> names) {
    for (String name : names) {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalArgumentException("there is no class " + name);
        }
        keep(in.readAllBytes(), ClassLoader.getSystemClassLoader());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Path library(Class<?> sample) {
    try {
      return Path.of(sample.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(Path library, List<Class<?>> samples) throws IOException {
    if (Files.isDirectory(library)) {
      makeBelow(library, samples);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(library)) {
      makeBelow(jar.getPath("/"), samples);
    }
  }

  private static void makeBelow(Path root, List<Class<?>> samples) throws IOException {
    for (Class<?> sample : samples) {
      Path folder = root.resolve(sample.getPackageName().replace('.', '/'));
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
        for (Path file : files) {
          keep(Files.readAllBytes(file), sample.getClassLoader());
        }
      }
    }
  }

  private static void keep(byte[] classFile, ClassLoader loader) {
    ClassModel model = ClassFile.of().parse(classFile);
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof StringEntry string) {
        KEPT.add(string.stringValue().intern());
      }
    }
    if (model.flags().has(AccessFlag.ABSTRACT)) {
      String name = model.thisClass().asInternalName().replace('/', '.');
      try {
        textsOfOpenMethods(Class.forName(name, false, loader)).forEach(
            text -> KEPT.add(text.intern()));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("the class that was just read is not there: " + name, e);
      }
    }
  }

  /**
   * Constants that no class file has. Where interfaces declare methods that a class leaves open, and other methods by
   * default, HotSpot gives the class methods of its own making in their place, which throw an
   * {@link AbstractMethodError} with these texts (defaultMethods.cpp).
   */
  static List<String> textsOfOpenMethods(Class<?> type) {
    if (type.isInterface()) {
      return List.of();
    }
    String prefix = "Method " + type.getName().replace('.', '/') + ".";
    return Stream.of(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> method.getDeclaringClass().isInterface())
        .map(method -> prefix + method.getName() + MethodType.methodType(method.getReturnType(),
            method.getParameterTypes()).descriptorString() + " is abstract")
        .toList();
  }
}
