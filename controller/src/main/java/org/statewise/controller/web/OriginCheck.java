package org.statewise.controller.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells requests for this page from those that another page makes a browser send. A name that somebody else
 * points at this machine (DNS rebinding) stands in the Host header, another page's address in Origin: both must
 * be the place that this server was told to listen at, or the address of this machine that was connected to.
 */
public final class OriginCheck {
  private final String configuredHost;
  private final Predicate<String> others;

  /** @param configuredHost as the configuration names it */
  public OriginCheck(String configuredHost) {
    this(configuredHost, _ -> false);
  }

  /**
   * Lets other pages in too.
   *
   * @param others whether a page of this origin may connect
   */
  public OriginCheck(String configuredHost, Predicate<String> others) {
    this.configuredHost = configuredHost;
    this.others = others;
  }

  /**
   * Why a request is refused, in one sentence; empty if it is not.
   *
   * @param local the address of this machine that was connected to
   * @param needsOrigin whether there must be an origin, as browsers give one with every WebSocket
   */
  public Optional<String> refusal(HttpHeaders headers, InetSocketAddress local,
      boolean needsOrigin) {
    Set<String> hosts = hosts(local);
    List<String> given = headers.getAll(HttpHeaderNames.HOST);
    if (given.size() != 1 || !hosts.contains(given.getFirst().toLowerCase(Locale.ROOT))) {
      return Optional.of("refused: the Host header must be " + String.join(" or ", hosts)
          + ", but is " + said(given));
    }
    List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
    if (origins.isEmpty() && !needsOrigin) {
      return Optional.empty();
    }
    String own = "http://" + given.getFirst();
    if (origins.size() != 1 || !(origins.getFirst().equalsIgnoreCase(own)
        || others.test(origins.getFirst()))) {
      return Optional.of("refused: the Origin header must be " + Sentences.shortened(own)
          + ", but is " + said(origins));
    }
    return Optional.empty();
  }

  private Set<String> hosts(InetSocketAddress local) {
    InetAddress address = local.getAddress();
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add(host(configuredHost, local.getPort()));
    hosts.add(host(address.getHostAddress(), local.getPort()));
    if (address.isLoopbackAddress()) {
      hosts.add(host("localhost", local.getPort()));
    }
    return hosts;
  }

  /** As it stands in a Host header: IPv6 in brackets, without its zone, and port 80 unsaid. */
  private static String host(String name, int port) {
    String bare = name.replaceAll("%.*", "").replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    String host = bare.contains(":") ? "[" + bare + "]" : bare;
    return port == 80 ? host : host + ":" + port;
  }

  private static String said(List<String> values) {
    return values.isEmpty() ? "missing" : Sentences.shortened(String.join(", ", values));
  }
}
