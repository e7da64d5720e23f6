package org.statewise.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A real Prometheus with the shipped configuration and rules, made impatient: it scrapes twice a second,
 * and what took minutes takes seconds. Closing it ends it.
 */
final class Prometheus implements AutoCloseable {
  private static final Path SHIPPED = Path.of(System.getProperty("statewise.root"),
      "deploy/prometheus");
  private static final long MAX_WAIT_NS = 180_000_000_000L;
  private static final long PAUSE_NS = 250_000_000L;

  private final Running process;
  private final URI api;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private Prometheus(Running process, String address) {
    this.process = process;
    api = URI.create("http://" + address + "/api/v1/");
  }

  /** Starts it in {@code folder}, to scrape {@code targets} (HOST:PORT) as the shipped job. */
  static Prometheus start(Path folder, List<String> targets) throws Exception {
    String rules = Files.readString(SHIPPED.resolve("statewise.rules.yml"))
        .replaceAll("\\[1m\\]", "[5s]").replaceAll("\\[5m\\]", "[15s]")
        .replaceAll("for: \\w+", "for: 1s");
    Files.writeString(folder.resolve("statewise.rules.yml"), rules);
    String list = targets.stream().map(target -> '"' + target + '"')
        .collect(Collectors.joining(", "));
    String config = Files.readString(SHIPPED.resolve("prometheus.yml"))
        .replaceAll("_interval: 5s", "_interval: 500ms").replace("\"127.0.0.1:9464\"", list);
    assertThat(config).contains(targets);
    Files.writeString(folder.resolve("prometheus.yml"), config);
    Process process = new ProcessBuilder("prometheus", "--config.file=prometheus.yml",
        "--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:0").directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Running running = new Running(process, "prometheus");
    Prometheus prometheus = new Prometheus(running,
        running.awaitErrorLine("msg=\"Listening on\" address=(\\S+)").group(1));
    // It listens before it can answer: on a busy machine a query comes in between.
    await("Prometheus to be ready", prometheus::isReady);
    return prometheus;
  }

  private boolean isReady() throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(api.resolve("/-/ready")).build(),
        HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(HttpRequest.newBuilder(api.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
    JsonNode page = json.readTree(answer.body());
    assertThat(page.path("status").asText()).as(answer.body()).isEqualTo("success");
    return page.get("data");
  }

  /** The series that a query has now. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    return get("query?query=" + URLEncoder.encode(expression, UTF_8)).get("result");
  }

  /** The series that a query had in the last seconds, two points a second. */
  JsonNode queryRange(String expression, long seconds) throws IOException, InterruptedException {
    double now = System.currentTimeMillis() * 1e-3;
    return get("query_range?query=" + URLEncoder.encode(expression, UTF_8) + "&start="
        + (now - seconds) + "&end=" + now + "&step=0.5").get("result");
  }

  /** Whether an alert fires for a target. */
  boolean fires(String alert, String target) throws IOException, InterruptedException {
    return !query("ALERTS{alertname=\"%s\",instance=\"%s\",alertstate=\"firing\"}"
        .formatted(alert, target)).isEmpty();
  }

  /** Waits until something holds. */
  static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadlineNs = System.nanoTime() + MAX_WAIT_NS;
    while (!condition.call()) {
      assertThat(deadlineNs - System.nanoTime()).as("waited for: %s", what).isPositive();
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
