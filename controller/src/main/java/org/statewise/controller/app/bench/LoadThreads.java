package org.statewise.controller.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.statewise.controller.worker.WorkerThread;

/** Threads of this program that load the machine until they are closed. */
final class LoadThreads {
  private static final long ROUND_NS = 10_000_000;
  /** 100 rounds a second of so much are 200 MB. */
  private static final int ROUND_BYTES = 2_000_000;
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int BLOCKS = 64;
  private static final long SCRAPE_NS = 100_000_000;
  private static final int WAIT_MILLIS = 1000;
  private static final int READ_BYTES = 1 << 16;

  private LoadThreads() {}

  private static AutoCloseable start(String name, Consumer<WorkerThread> task) {
    WorkerThread[] self = new WorkerThread[1];
    self[0] = new WorkerThread(name, () -> task.accept(self[0]));
    self[0].start();
    return self[0];
  }

  /** Allocates 200 MB a second. */
  static AutoCloseable allocating() {
    return start("bench-heap", thread -> {
      long sum = 0;
      while (!thread.closing()) {
        // Looked at, so that the compiler cannot leave it out.
        sum += new byte[ROUND_BYTES].length;
        thread.rest(ROUND_NS);
      }
      if (sum < 0) {
        throw new IllegalStateException("more was allocated than can be counted");
      }
    });
  }

  /** Writes blocks of a megabyte and waits for the disk after each. */
  static AutoCloseable writing(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "statewise-load", ".tmp");
    AutoCloseable writer = start("bench-disk", thread -> {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (long block = 0; !thread.closing(); block++) {
          channel.write(ByteBuffer.allocate(BLOCK_BYTES), block % BLOCKS * BLOCK_BYTES);
          channel.force(false);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    return () -> {
      writer.close();
      Files.deleteIfExists(file);
    };
  }

  /** Scrapes ten times a second, a connection each; between runs nobody answers. */
  static AutoCloseable scraping(int port) {
    return start("bench-scrape", thread -> {
      while (!thread.closing()) {
        read(port, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:" + port
            + "\r\nConnection: close\r\n\r\n", thread);
        thread.rest(SCRAPE_NS);
      }
    });
  }

  /** Takes the live page's frames, as a browser does; between runs there are none. */
  static AutoCloseable viewing(int port) {
    return start("bench-page", thread -> {
      while (!thread.closing()) {
        read(port, "GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: http://127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: c3RhdGV3aXNlLWJlbmNoLg==\r\n\r\n", thread);
        thread.rest(SCRAPE_NS);
      }
    });
  }

  /** Asks, and reads what comes until the other side or this program ends it. */
  private static void read(int port, String request, WorkerThread thread) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MILLIS);
      socket.setSoTimeout(WAIT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = new byte[READ_BYTES];
      while (!thread.closing() && socket.getInputStream().read(bytes) >= 0) {
        // What is said matters to nobody here.
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // There is no run just now, or it has ended.
      thread.rest(SCRAPE_NS);
    }
  }
}
