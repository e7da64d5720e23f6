package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four scrapers that ask ten times a second leave a run as it was. */
@Tag("system")
final class ScrapeLoadTest {
  private static final int CLIENTS = 4;
  private static final long PAUSE_NS = 100_000_000;

  @TempDir
  private Path folder;

  @Test
  void shouldGiveTheSameTorquesAndDropNothingUnderScrapes() throws Exception {
    JsonNode alone = run("alone", new AtomicInteger(), 0);
    AtomicInteger scrapes = new AtomicInteger();
    JsonNode scraped = run("scraped", scrapes, CLIENTS);
    System.out.printf("%d scrapes%n", scrapes.get());

    assertThat(scrapes.get()).isGreaterThan(CLIENTS);
    assertThat(Recordings.checksumOfExactReplay(folder, "scraped.mcap"))
        .isEqualTo(Recordings.checksumOfExactReplay(folder, "alone.mcap"));
    for (String count : List.of("ticks", "missedStates", "droppedTicks", "trips")) {
      assertThat(scraped.get(count)).as(count).isEqualTo(alone.get(count));
    }
  }

  private JsonNode run(String name, AtomicInteger scrapes, int clients) throws Exception {
    try (Running run = new Program(folder).start("run", "--fast", "--metrics", "127.0.0.1:0",
        "--duration", "60s", "--record", name + ".mcap", "--summary", name + ".json")) {
      URI page = URI.create(run.awaitLine("^metrics: (\\S+)").group(1));
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        threads.add(Thread.ofVirtual().start(() -> scrape(page, scrapes)));
      }
      Finished end = run.awaitEnd();
      assertThat(end.code()).as("%s", end).isZero();
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return Recordings.json(folder.resolve(name + ".json"));
  }

  /** Until the run is over. */
  private static void scrape(URI page, AtomicInteger scrapes) {
    try {
      while (Scrape.get(page, "application/openmetrics-text").statusCode() == 200) {
        scrapes.incrementAndGet();
        LockSupport.parkNanos(PAUSE_NS);
      }
    } catch (IOException e) {
      // The run ended and its endpoint with it.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
