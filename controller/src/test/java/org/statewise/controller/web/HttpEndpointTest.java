package org.statewise.controller.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.telemetry.RunHealth;

/** The endpoint over loopback, with a real client and with rude ones. */
@Timeout(30)
final class HttpEndpointTest {
  private static final Map<String, Page> PAGES = Map.of("/metrics",
      Pages.metrics(type -> "page as " + type + "\n"), "/readyz",
      Pages.probe(() -> new RunHealth.Verdict(false, "not ready: phase waiting")));

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpEndpoint server;

  @BeforeEach
  void start() throws IOException {
    server = HttpEndpoint.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        PAGES, HttpEndpoint.Limits.DEFAULT);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  /** Sends bytes as they are and reads until the server closes the connection. */
  private String rude(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void shouldServeTheTextFormat() throws Exception {
    HttpResponse<String> response = send(request("/metrics").build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body()).isEqualTo("page as text/plain; version=0.0.4; charset=utf-8\n");
  }

  @Test
  void shouldServeOpenMetricsToWhomAcceptsIt() throws Exception {
    HttpResponse<String> response = send(request("/metrics?name=x").header("Accept",
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3").build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(response.body()).startsWith("page as application/openmetrics-text;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/metric", "/metrics/x", "/%2e%2e/metrics", "/%6detrics", "//metrics",
        "/metrics;x"})
  void shouldHaveNothingElse(String path) throws Exception {
    HttpResponse<String> response = send(request(path).build());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("not found\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void shouldTakeNothing(String method) throws Exception {
    HttpResponse<String> response = send(
        request("/metrics").method(method, BodyPublishers.ofString("x")).build());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
  }

  @Test
  void shouldTellTheSizeOfAPageWithoutThePage() throws Exception {
    String answer = rude("HEAD /metrics HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("content-length: 49")
        .endsWith("\r\n\r\n");
  }

  @Test
  void shouldAnswerAProbeThatFailsWith503() throws Exception {
    HttpResponse<String> response = send(request("/readyz").build());
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("not ready: phase waiting\n");
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
  }

  @Test
  void shouldCloseWhoSendsARequestDropByDrop() throws Exception {
    restart(new HttpEndpoint.Limits(32, 4096, 1, 60));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(50);
      byte[] header = "GET /metrics HTTP/1.1\r\nX: ".getBytes(StandardCharsets.ISO_8859_1);
      socket.getOutputStream().write(header);
      assertThat(dripUntilClosed(socket)).isTrue();
    }
    assertThat(send(request("/metrics").build()).statusCode()).isEqualTo(200);
  }

  /** A byte every 50 ms, which is how long each read waits; whether the server ended it. */
  private static boolean dripUntilClosed(Socket socket) {
    for (int bytes = 0; bytes < 400; bytes++) {
      try {
        socket.getOutputStream().write('a');
        if (socket.getInputStream().read() < 0) {
          return true;
        }
      } catch (SocketTimeoutException e) {
        // not yet
      } catch (IOException e) {
        return true;
      }
    }
    return false;
  }

  @Test
  void shouldCloseWhoConnectsAndSaysNothing() throws Exception {
    restart(new HttpEndpoint.Limits(32, 4096, 1, 60));
    assertThat(rude("")).isEmpty();
  }

  @Test
  void shouldCloseWhoStaysWithoutAsking() throws Exception {
    restart(new HttpEndpoint.Limits(32, 4096, 60, 1));
    assertThat(rude("GET /metrics HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void shouldCloseWhatComesAboveItsConnections() throws Exception {
    restart(new HttpEndpoint.Limits(2, 4096, 60, 60));
    try (Socket one = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket two = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(asksOn(one)).isTrue();
      assertThat(asksOn(two)).isTrue();
      assertThat(refused()).isTrue();
    }
  }

  /** Whether a request on an open connection begins to be answered. */
  private static boolean asksOn(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write("GET /metrics HTTP/1.1\r\n\r\n"
        .getBytes(StandardCharsets.ISO_8859_1));
    return socket.getInputStream().read() == 'H';
  }

  private boolean refused() {
    try (Socket third = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      return !asksOn(third);
    } catch (IOException e) {
      return true;
    }
  }

  private void restart(HttpEndpoint.Limits limits) throws IOException {
    server.close();
    server = HttpEndpoint.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), PAGES,
        limits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001\u0002\u0003\r\n\r\n", "GET\r\n\r\n",
    "GET /metrics HTTP/1.1\r\nno colon here\u0000\r\n\r\n", "\u0016\u0003\u0001\u0002\r\n\r\n"})
  void shouldCloseTheConnectionOfWhomSpeaksNoHttp(String garbage) throws Exception {
    String answer = rude(garbage);
    assertThat(answer).satisfiesAnyOf(text -> assertThat(text).isEmpty(),
        text -> assertThat(text).startsWith("HTTP/1.").contains(" 400 "));
    assertThat(send(request("/metrics").build()).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRefuseARequestThatIsTooLarge() throws Exception {
    assertThat(
        rude("POST /metrics HTTP/1.1\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n"))
        .contains(" 413 ");
    assertThat(rude("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n")).doesNotContain(" 200 ");
    assertThat(rude("GET /metrics HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
        .doesNotContain(" 200 ");
    assertThat(send(request("/metrics").build()).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAnswerAndCloseWhenAskedTo() throws Exception {
    String answer = rude("GET /metrics HTTP/1.0\r\n\r\n");
    assertThat(answer).contains(" 200 ").endsWith("page as text/plain; version=0.0.4;"
        + " charset=utf-8\n");
  }

  @Test
  void shouldServeManyAtOnce() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      answers.add(client.sendAsync(request("/metrics").build(), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldSaySoWhenItsAddressIsTaken() {
    InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(),
        server.port());
    assertThatThrownBy(() -> HttpEndpoint.start(taken, PAGES,
        HttpEndpoint.Limits.DEFAULT))
        .isInstanceOf(IOException.class).hasMessageStartingWith(
            "the metrics endpoint cannot listen on localhost:" + server.port() + ": ");
  }
}
