package org.statewise.controller.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The room that a recording leaves on its disk for everything else that needs some: logs, learned state, the system.
 *
 * @param minBytes as many must be free; 0 for no floor
 * @param disk what is written to
 */
public record FreeSpace(long minBytes, Disk disk) {
  /** No floor: a recording may fill its disk. */
  public static final FreeSpace ANY = new FreeSpace(0, () -> Long.MAX_VALUE);

  private static final long MEGABYTE = 1_000_000;

  /** Something with room. */
  @FunctionalInterface
  public interface Disk {
    /** How many bytes this program may still write. */
    long freeBytes() throws IOException;
  }

  /** Keeps so many 10^6 bytes free on the disk that a file is, or will be, on. */
  public static FreeSpace besides(Path file, int minMegabytes) {
    Path folder = file.toAbsolutePath().getParent();
    return new FreeSpace(minMegabytes * MEGABYTE,
        () -> Files.getFileStore(folder).getUsableSpace());
  }

  /** @throws IOException if less is free, in one sentence */
  void require() throws IOException {
    if (minBytes == 0) {
      return;
    }
    long free = disk.freeBytes();
    if (free < minBytes) {
      throw new IOException("its disk has " + free / MEGABYTE
          + " MB left, and recording.minFreeMegabytes keeps " + minBytes / MEGABYTE + " free");
    }
  }
}
