package org.statewise.controller.app.console;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.IntSupplier;

/**
 * How many columns the terminal on standard output has now: asked of the kernel each time, since its
 * window may be resized. Where the kernel does not say, COLUMNS does, else it is 80.
 */
final class TerminalWidth implements IntSupplier {
  private static final int USUAL = 80;
  private static final int STANDARD_OUTPUT = 1;

  /** Linux's ioctl that fills in {@code struct winsize}: rows, columns, and pixels of both. */
  private static final long TIOCGWINSZ = 0x5413;
  private static final int WINSIZE_BYTES = 8;
  private static final int COLUMNS_OFFSET = 2;

  private final MethodHandle ioctl;

  @SuppressWarnings("restricted") // the one call that it makes is as the kernel documents it
  TerminalWidth() {
    Linker linker = Linker.nativeLinker();
    ioctl = linker.defaultLookup().find("ioctl")
        .map(address -> linker.downcallHandle(address,
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2)))
        .orElse(null);
  }

  @Override
  public int getAsInt() {
    int columns = ioctl == null ? 0 : ofKernel();
    return columns > 0 ? columns : ofEnvironment(System.getenv("COLUMNS"));
  }

  private int ofKernel() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(WINSIZE_BYTES, Short.BYTES);
      int result = (int) ioctl.invokeExact(STANDARD_OUTPUT, TIOCGWINSZ, size);
      return result == 0 ? size.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET) & 0xffff : 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the kernel throws nothing", e);
    }
  }

  static int ofEnvironment(String columns) {
    return columns != null && columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : USUAL;
  }
}
