package org.statewise.controller.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint over loopback, with a real client and with rude ones. */
@Timeout(30)
final class MetricsServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private MetricsServer server;

  @BeforeEach
  void start() throws IOException {
    server = MetricsServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        type -> "page as " + type + "\n");
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
  @ValueSource(strings = {"/", "/metric", "/metrics/x", "/%2e%2e/metrics"})
  void shouldHaveNothingElse(String path) throws Exception {
    assertThat(send(request(path).build()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void shouldTakeNothing(String method) throws Exception {
    HttpResponse<String> response = send(
        request("/metrics").method(method, BodyPublishers.ofString("x")).build());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("GET");
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
    for (int i = 0; i < 64; i++) {
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
    assertThatThrownBy(() -> MetricsServer.start(taken, type -> ""))
        .isInstanceOf(IOException.class).hasMessageStartingWith(
            "the metrics endpoint cannot listen on localhost:" + server.port() + ": ");
  }
}
