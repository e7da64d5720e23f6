package org.statewise.controller.mqtt;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a broker listens.
 *
 * @param tls whether it speaks TLS there
 */
public record BrokerAddress(String host, int port, boolean tls) {
  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Reads {@code mqtt://HOST[:PORT]} or {@code mqtts://HOST[:PORT]}.
   *
   * @throws IllegalArgumentException in one sentence that names {@code key}
   */
  public static BrokerAddress parse(String key, String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(key, text, e);
    }
    boolean known = "mqtt".equals(uri.getScheme()) || "mqtts".equals(uri.getScheme());
    boolean bare = uri.getUserInfo() == null && uri.getQuery() == null
        && (uri.getPath() == null || uri.getPath().isEmpty());
    if (!known || !bare || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65535) {
      throw wrong(key, text, null);
    }
    boolean tls = uri.getScheme().equals("mqtts");
    int usual = tls ? TLS_PORT : PLAIN_PORT;
    return new BrokerAddress(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort(), tls);
  }

  private static IllegalArgumentException wrong(String key, String text, Exception cause) {
    // A password does not belong there, but somebody will try: it is not repeated.
    String shown = text.contains("@") ? "an address with a user in it" : "'" + text + "'";
    return new IllegalArgumentException(
        key + " must be mqtt://HOST[:PORT] or mqtts://HOST[:PORT], but is " + shown, cause);
  }

  @Override
  public String toString() {
    return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
  }
}
