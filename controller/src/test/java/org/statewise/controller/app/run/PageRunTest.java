package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.fixtures.mqtt.BrokerFault;
import org.statewise.fixtures.mqtt.TestBroker;

/** A run with its page, beside a broker that commands it too. */
final class PageRunTest {
  private static final String TOKEN = "a-token-of-a-test";

  @TempDir
  private Path folder;

  private static Program run(String... more) {
    String[] args = {"run", "--fast", "--metrics", "off", "--set", "loop.burnInTicks=0",
      "--duration", "1s"};
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Program.run(all);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void shouldAnswerThePageAsMqttIsAnswered() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    int port = freePort();
    TestBroker broker = TestBroker.start(BrokerFault.NONE);
    RemoteRun run = new RemoteRun(broker);
    try (broker; HttpClient client = HttpClient.newHttpClient()) {
      run.start("--page", "127.0.0.1:" + port, "--set", "telemetry.pageTokenFile=" + file);
      Browser page = new Browser(client, port);
      String now = ", \"sentAtMillis\": " + System.currentTimeMillis();
      for (String wrong : new String[]{", \"task\": {\"kind\": \"dance\"}",
        ", \"task\": {\"kind\": \"sine\", \"frequencyHz\": -1}", ""}) {
        JsonNode reply = page.command("task",
            "{\"id\": \"p" + wrong.length() + "\"" + now + wrong + "}");
        assertThat(reply.get("accepted").asBoolean()).isFalse();
        assertThat(reply.get("reason").asText()).isEqualTo(run.refuses("task", wrong));
      }
      assertThat(page.command("task", "{\"id\": \"good\"" + now
          + ", \"task\": {\"kind\": \"sine\"}}").get("reason").asText()).isEqualTo("running sine");
      assertThat(page.command("hold", "{\"id\": \"good\"" + now + "}").get("reason").asText())
          .isEqualTo("replayed: the id good was seen before");
      run.accepts("hold", "");
      assertThat(page.command("adaptation", "{\"id\": \"f\"" + now
          + ", \"adaptation\": {\"mode\": \"freeze\"}}").get("reason").asText())
          .isEqualTo("adaptation freeze");
      assertThat(page.command("stop", "{}").get("reason").asText()).startsWith("stopping");
      Program ended = run.end();
      assertThat(ended.code()).isZero();
      assertThat(ended.out()).contains("page: http://127.0.0.1:" + port
          + "/ (to command add #token= and the first line of " + file + ")")
          .doesNotContain(TOKEN);
      assertThat(ended.err()).doesNotContain(TOKEN);
    } finally {
      run.close();
    }
  }

  @Test
  void shouldDriveTheArmThoughThePortOfThePageIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Program run = run("--page", "127.0.0.1:" + taken.getLocalPort());
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("without a page: the page cannot listen on 127.0.0.1:"
          + taken.getLocalPort()).doesNotContain("token");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithATokenOrAnAddress() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "short\n");
    Program weak = run("--set", "telemetry.pageTokenFile=" + file);
    assertThat(weak.code()).isEqualTo(2);
    assertThat(weak.err()).contains("telemetry.pageTokenFile: the first line of '" + file
        + "' is the token and must be at least 16 letters, digits and . _ ~ -, but has 5"
        + " characters").doesNotContain("short");
    Program wrong = run("--page", "8080");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains(
        "telemetry.page must be HOST:PORT with a port from 0 to 65535, but is '8080'");
  }

  @Test
  void shouldHaveNoPageWhereItIsSwitchedOff() {
    assertThat(run("--page", "off").out()).doesNotContain("page:", "without a page");
  }

  /** What a page does, without a picture. */
  private static final class Browser implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> replies = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    Browser(HttpClient client, int port) {
      socket = client.newWebSocketBuilder().header("Origin", "http://127.0.0.1:" + port)
          .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live"), this).join();
    }

    JsonNode command(String verb, String command) throws InterruptedException {
      socket.sendText("{\"token\": \"" + TOKEN + "\", \"verb\": \"" + verb + "\", \"command\": "
          + command + "}", true).join();
      return replies.take();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          JsonNode message = new ObjectMapper().readTree(text.toString());
          if (message.get("type").asText().equals("reply")) {
            replies.add(message);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
