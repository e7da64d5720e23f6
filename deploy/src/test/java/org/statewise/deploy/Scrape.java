package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A metrics collector. */
final class Scrape {
  private static final Pattern TICKS = Pattern
      .compile("(?m)^statewise_loop_ticks_total ([0-9.E+]+)$");
  private static final long MAX_WAIT_NS = 180_000_000_000L;
  private static final long PAUSE_NS = 100_000_000L;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Scrape() {}

  /** One scrape that asks for a format. */
  static HttpResponse<String> get(URI metrics, String accept) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(metrics).header("Accept", accept).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Scrapes until the loop has made so many ticks, or its run is over; gives the last number. */
  static long awaitTicks(URI metrics, long ticks) throws Exception {
    long seen = 0;
    long deadlineNs = System.nanoTime() + MAX_WAIT_NS;
    try {
      while (seen < ticks) {
        assertThat(deadlineNs - System.nanoTime()).as("%d ticks, no more", seen).isPositive();
        Matcher found = TICKS.matcher(get(metrics, "text/plain").body());
        seen = found.find() ? (long) Double.parseDouble(found.group(1)) : seen;
        // Scrapes without a pause would take the processor from the loop that is looked at.
        LockSupport.parkNanos(PAUSE_NS);
      }
    } catch (IOException e) {
      // The run ended: the caller sees how.
    }
    return seen;
  }
}
