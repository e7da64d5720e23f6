package org.statewise.controller.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * A datagram socket of the system, through the foreign function API: Java's own of this family are streams, and
 * sd_notify(3) speaks datagrams. Never waits: a full queue refuses. One thread.
 */
// The launcher allows native access; the signatures are the C library's.
@SuppressWarnings("restricted")
final class NotifySocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL_DONTWAIT = 0x4000 | 0x40;

  /** struct sockaddr_un, unix(7): family 0, path 2. */
  private static final int PATH_AT = 2;
  private static final int PATH_BYTES = 108;

  private static final VarHandle ERRNO = Linker.Option.captureStateLayout()
      .varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final Arena arena = Arena.ofShared();
  private final MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
  private final MemorySegment address = arena.allocate(PATH_AT + PATH_BYTES, Short.BYTES);
  private final int addressBytes;
  private final MethodHandle sendto;
  private final MethodHandle close;
  private final int descriptor;

  /**
   * Opens a socket that sends to {@code name}.
   *
   * @param name an absolute path, or an abstract name behind {@code @}
   * @throws IOException in one sentence if there can be none
   */
  NotifySocket(String name) throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = name.startsWith("@");
    if (path.length < 2 || path.length >= PATH_BYTES || !(isAbstract || name.startsWith("/"))) {
      throw new IOException("NOTIFY_SOCKET must be an absolute path or @NAME of at most "
          + (PATH_BYTES - 1) + " bytes, but is '" + name + "'");
    }
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, PATH_AT, path.length);
    if (isAbstract) {
      address.set(ValueLayout.JAVA_BYTE, PATH_AT, (byte) 0);
    }
    // A path ends in a zero, an abstract name where the length says.
    addressBytes = PATH_AT + path.length + (isAbstract ? 0 : 1);
    // ssize_t sendto(int, const void *, size_t, int, const struct sockaddr *, socklen_t)
    sendto = handle("sendto", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
        ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
        ValueLayout.JAVA_INT));
    close = handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      descriptor = (int) handle("socket", FunctionDescriptor.of(ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
          .invokeExact(errno, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library throws nothing", e);
    }
    if (descriptor < 0) {
      throw new IOException("no socket for NOTIFY_SOCKET can be made: error " + error());
    }
  }

  private static MethodHandle handle(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type,
        Linker.Option.captureCallState("errno"));
  }

  private int error() {
    return (int) ERRNO.get(errno, 0L);
  }

  /** Sends one datagram; 0, or the number of the error. */
  int send(String text) {
    try (Arena once = Arena.ofConfined()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      MemorySegment data = once.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, data, ValueLayout.JAVA_BYTE, 0, bytes.length);
      long sent = (long) sendto.invokeExact(errno, descriptor, data, (long) bytes.length,
          MSG_NOSIGNAL_DONTWAIT, address, addressBytes);
      return sent < 0 ? error() : 0;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library throws nothing", e);
    }
  }

  @Override
  public void close() {
    try {
      var _ = (int) close.invokeExact(errno, descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library throws nothing", e);
    }
    arena.close();
  }
}
