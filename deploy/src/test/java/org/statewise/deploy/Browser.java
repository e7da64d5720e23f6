package org.statewise.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Chromium without a screen, driven by the protocol that browsers have for it (W3C WebDriver). */
final class Browser implements AutoCloseable {
  /** Longer than a page takes on a machine that does ten other things. */
  private static final long MAX_WAIT_NS = 120_000_000_000L;
  /** A picture costs the browser as much as what is waited for. */
  private static final long PAUSE_NS = 50_000_000L;
  private static final Duration MAX_ANSWER = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Running driver;
  private final URI root;
  private String session = "";

  private Browser(Running driver, URI root) {
    this.driver = driver;
    this.root = root;
  }

  /** Starts it, with its profile below {@code folder}; a test is skipped where it is not installed. */
  static Browser start(Path folder) throws Exception {
    Tool.assumeInstalled("chromium", "chromium");
    Tool.assumeInstalled("chromedriver", "chromium-driver");
    Running driver = new Running(new ProcessBuilder("chromedriver", "--port=0").start(),
        "chromedriver");
    String port = driver.awaitLine("started successfully on port (\\d+)").group(1);
    Browser browser = new Browser(driver, URI.create("http://127.0.0.1:" + port));
    ObjectNode asked = JSON.createObjectNode();
    ObjectNode wanted = asked.putObject("capabilities").putObject("alwaysMatch");
    wanted.putObject("goog:loggingPrefs").put("browser", "ALL");
    ArrayNode args = wanted.putObject("goog:chromeOptions").putArray("args");
    // In 3-D without a graphics processor; tests may run as root, in a container with little shared memory.
    List.of("--headless=new", "--disable-gpu", "--enable-unsafe-swiftshader", "--no-sandbox",
        "--disable-dev-shm-usage", "--window-size=1600,1000",
        "--user-data-dir=" + folder.resolve("chromium")).forEach(args::add);
    browser.session = "/session/"
        + browser.call("POST", "/session", asked).get("sessionId").asText();
    return browser;
  }

  void open(String address) throws Exception {
    call("POST", session + "/url", JSON.createObjectNode().put("url", address));
  }

  /** Gives the page this width and a height of 900, in CSS pixels, as a screen of that size would. */
  void resize(int width) throws Exception {
    ObjectNode command = JSON.createObjectNode().put("cmd", "Emulation.setDeviceMetricsOverride");
    command.putObject("params").put("width", width).put("height", 900)
        .put("deviceScaleFactor", 1).put("mobile", false);
    call("POST", session + "/goog/cdp/execute", command);
  }

  /** Presses a key and lets it go: a character, or one of {@link Key}. */
  void press(String key) throws Exception {
    ObjectNode asked = JSON.createObjectNode();
    ObjectNode keyboard = asked.putArray("actions").addObject().put("type", "key")
        .put("id", "keyboard");
    ArrayNode presses = keyboard.putArray("actions");
    presses.addObject().put("type", "keyDown").put("value", key);
    presses.addObject().put("type", "keyUp").put("value", key);
    call("POST", session + "/actions", asked);
  }

  /** Keys that are no characters, by what WebDriver calls them. */
  static final class Key {
    static final String TAB = "\uE004";
    static final String ENTER = "\uE007";
    static final String PAGE_UP = "\uE00E";
    static final String END = "\uE010";
    static final String HOME = "\uE011";
    static final String LEFT = "\uE012";
    static final String RIGHT = "\uE014";

    private Key() {}
  }

  /** The value of an expression in the page. */
  String value(String expression) throws Exception {
    ObjectNode script = JSON.createObjectNode().put("script", "return " + expression);
    script.putArray("args");
    return call("POST", session + "/execute/sync", script).asText();
  }

  /** Waits until an expression in the page has a value that {@code holds}, and gives it. */
  String await(String expression, Predicate<String> holds) throws Exception {
    long endNs = System.nanoTime() + MAX_WAIT_NS;
    String value = value(expression);
    while (!holds.test(value)) {
      if (System.nanoTime() - endNs >= 0) {
        throw new AssertionError(expression + " is still " + value);
      }
      LockSupport.parkNanos(PAUSE_NS);
      value = value(expression);
    }
    return value;
  }

  /** What the page said went wrong. */
  List<String> errors() throws Exception {
    JsonNode lines = call("POST", session + "/se/log",
        JSON.createObjectNode().put("type", "browser"));
    return lines.valueStream().filter(line -> line.get("level").asText().equals("SEVERE"))
        .map(line -> line.get("message").asText()).toList();
  }

  private JsonNode call(String method, String path, JsonNode body) throws IOException {
    HttpResponse<String> answer = client.sendAsync(HttpRequest.newBuilder(root.resolve(path))
        .timeout(MAX_ANSWER).header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body.toString())).build(),
        HttpResponse.BodyHandlers.ofString()).join();
    if (answer.statusCode() != 200) {
      throw new AssertionError("chromedriver says " + answer.body());
    }
    return JSON.readTree(answer.body()).get("value");
  }

  @Override
  public void close() throws IOException {
    try (Running _ = driver) {
      if (!session.isEmpty()) {
        call("DELETE", session, JSON.createObjectNode());
      }
    } finally {
      client.close();
    }
  }
}
