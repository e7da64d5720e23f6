package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.management.ManagementFactory;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConstantStringsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  @TempDir
  private Path folder;

  /** A class in {@code root} that gives a constant string, which no other class has. */
  private static void write(Path root, String name) throws Exception {
    String constant = "the constant of ".concat(name);
    byte[] bytes = ClassFile.of().build(ClassDesc.of(name), type -> type
        .withInterfaceSymbols(ClassDesc.of("java.util.function.Supplier"))
        .withMethodBody("<init>", ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, code -> code
            .aload(0)
            .invokespecial(ConstantDescs.CD_Object, "<init>", ConstantDescs.MTD_void).return_())
        .withMethodBody("get", MethodTypeDesc.of(ConstantDescs.CD_Object), ClassFile.ACC_PUBLIC,
            code -> code.ldc(constant).areturn()));
    Files.write(root.resolve(name.replace('.', '/') + ".class"), bytes);
  }

  private static Supplier<?> load(Path library, String name) throws Exception {
    URLClassLoader loader = new URLClassLoader(new URL[]{library.toUri().toURL()});
    return (Supplier<?>) loader.loadClass(name).getDeclaredConstructor().newInstance();
  }

  /** Bytes that the first use of a constant takes. */
  private static long bytes(Supplier<?> constant) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Object got = constant.get();
    long spent = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(got).isInstanceOf(String.class);
    return spent;
  }

  @Test
  void shouldMakeTheStringsOfAFolderBeforeTheyAreFirstUsed() throws Exception {
    write(folder, "Before");
    // The first reading of the counter allocates itself.
    bytes(() -> "");
    assertThat(bytes(load(folder, "Before"))).isPositive();
    write(folder, "After");
    Supplier<?> after = load(folder, "After");
    ConstantStrings.makeOfPackages(List.of(after.getClass()));
    assertThat(bytes(after)).isZero();
  }

  @Test
  void shouldMakeTheStringsOfAJar() throws Exception {
    Path jar = folder.resolve("library.jar");
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      write(inside.getPath("/"), "Packed");
    }
    Supplier<?> packed = load(jar, "Packed");
    bytes(() -> "");
    ConstantStrings.makeOfPackages(List.of(packed.getClass()));
    assertThat(bytes(packed)).isZero();
  }

  /** {@link String#intern} gives another string than this one only if there was an equal constant before. */
  @Test
  void shouldMakeTheStringsOfTheClassesOfOthersThatATickRunsThrough() {
    String ofFdLibm = "No FdLibm ".concat("instances for you.");
    TickConstants.make();
    assertThat(ofFdLibm.intern()).isNotSameAs(ofFdLibm);
  }

  /** Declares {@code open}, and by default nothing but that it has a default. */
  private static void writeInterface(Path root) throws Exception {
    byte[] bytes = ClassFile.of().build(ClassDesc.of("Declared"), type -> type
        .withFlags(AccessFlag.PUBLIC, AccessFlag.INTERFACE, AccessFlag.ABSTRACT)
        .withMethod("open", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_String),
            ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT, method -> {})
        .withMethodBody("other", ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC,
            code -> code.return_()));
    Files.write(root.resolve("Declared.class"), bytes);
  }

  /** A class without the method can be made and asked for it, though no compiler would let it pass. */
  @Test
  void shouldKnowTheTextsThatTheMachineMakesForMethodsThatAreLeftOpen() throws Exception {
    writeInterface(folder);
    byte[] bytes = ClassFile.of().build(ClassDesc.of("Lacking"), type -> type
        .withInterfaceSymbols(ClassDesc.of("Declared")).withFlags(AccessFlag.PUBLIC)
        .withMethodBody("<init>", ConstantDescs.MTD_void, ClassFile.ACC_PUBLIC, code -> code
            .aload(0)
            .invokespecial(ConstantDescs.CD_Object, "<init>", ConstantDescs.MTD_void).return_()));
    Files.write(folder.resolve("Lacking.class"), bytes);
    Class<?> type = new URLClassLoader(new URL[]{folder.toUri().toURL()}).loadClass("Lacking");
    Object lacking = type.getDeclaredConstructor().newInstance();

    assertThatThrownBy(() -> type.getMethod("open", String.class).invoke(lacking, "x"))
        .cause().isInstanceOf(AbstractMethodError.class)
        .hasMessage(ConstantStrings.textsOfOpenMethods(type).getFirst());
  }

  /** Seen as 136 bytes in one tick of every second run. */
  @Test
  void shouldMakeTheTextsOfAbstractModels() {
    String text = "Method org/statewise/models/online/RegressionModel."
        .concat("multiplyAddsPerUpdate()J is abstract");
    TickConstants.make();
    assertThat(text.intern()).isNotSameAs(text);
  }

  @Test
  void shouldLeaveOtherPackagesOfALibraryAlone() throws Exception {
    write(folder, "Near");
    Files.createDirectory(folder.resolve("inner"));
    write(folder, "inner.Far");
    ConstantStrings.makeOfPackages(List.of(load(folder, "Near").getClass()));
    assertThat(bytes(load(folder, "inner.Far"))).isPositive();
  }

  @Test
  void shouldRefuseAClassThatIsNotThere() {
    assertThatThrownBy(() -> ConstantStrings.makeOfClasses(List.of("java.lang.Nothing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no class java.lang.Nothing");
  }
}
