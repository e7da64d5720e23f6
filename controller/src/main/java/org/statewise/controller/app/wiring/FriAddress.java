package org.statewise.controller.app.wiring;

import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.statewise.bridge.fri.FriClientConfig;
import org.statewise.bridge.fri.FriDialect;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.UsageException;
import org.statewise.models.arm.ArmModel;

/**
 * {@code fri://HOST:PORT?peer=HOST[:PORT][&dialect=VERSION][&gripper=OUTPUT][&simulated=yes][&dither=RAD]}.
 *
 * @param listen where the client listens
 * @param peer the cabinet; port 0 for any of its ports
 * @param dialect empty for the first datagram to decide
 * @param gripper the output that closes the gripper; empty for none
 * @param simulated the cabinet is a simulator on this machine, which waits for its client
 * @param ditherRad by how much the position that goes with a torque lies beside the measured one
 */
public record FriAddress(InetSocketAddress listen, InetSocketAddress peer,
    Optional<FriDialect> dialect,
    String gripper, boolean simulated, double ditherRad) {
  public static final String SCHEME = "fri://";

  /** An operator walks to the cabinet and starts the robot's program meanwhile. */
  private static final int MAX_WAIT_MILLIS = 120_000;
  private static final List<String> KEYS = List.of("peer", "dialect", "gripper", "simulated",
      "dither");

  /**
   * Reads one.
   *
   * @param key the option or key, for messages
   */
  public static FriAddress parse(String key, String link) throws UsageException {
    String rest = link.substring(SCHEME.length());
    int question = rest.indexOf('?');
    String listen = question < 0 ? rest : rest.substring(0, question);
    Map<String, String> query = query(key, question < 0 ? "" : rest.substring(question + 1));
    InetSocketAddress local = Address.parse(key, listen);
    String peer = query.getOrDefault("peer", "");
    if (peer.isEmpty()) {
      throw new UsageException(key + ": fri:// must name its cabinet, as in fri://" + listen
          + "?peer=192.170.10.2, but is '" + link + "'");
    }
    InetSocketAddress cabinet = Address.parse(key + " peer",
        peer.indexOf(':') >= 0 ? peer : peer + ":0");
    try {
      return new FriAddress(local, cabinet,
          Optional.ofNullable(query.get("dialect")).map(FriDialect::of),
          query.getOrDefault("gripper", ""), isYes(key, query.getOrDefault("simulated", "no")),
          number(key, query.getOrDefault("dither", "0")));
    } catch (IllegalArgumentException e) {
      throw new UsageException(key + ": " + e.getMessage(), e);
    }
  }

  /** The client that listens there. */
  public FriClientConfig client(ArmModel model, boolean commands) throws UsageException {
    try {
      return new FriClientConfig(listen.getHostString(), listen.getPort(), peer.getHostString(),
          peer.getPort(), dialect, model, gripper, commands, simulated, ditherRad, MAX_WAIT_MILLIS);
    } catch (IllegalArgumentException e) {
      throw new UsageException("fri://: " + e.getMessage(), e);
    }
  }

  private static double number(String key, String text) throws UsageException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException(key + ": dither= must be a number of rad, but is '" + text + "'", e);
    }
  }

  private static boolean isYes(String key, String word) throws UsageException {
    if (!word.equals("yes") && !word.equals("no")) {
      throw new UsageException(key + ": simulated= must be yes or no, but is '" + word + "'");
    }
    return word.equals("yes");
  }

  private static Map<String, String> query(String key, String text) throws UsageException {
    Map<String, String> found = new TreeMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !KEYS.contains(name)) {
        throw new UsageException(
            key + ": fri:// knows peer=, dialect=, gripper=, simulated= and dither=, but not '"
                + pair + "'");
      }
      found.put(name, decoded(key, pair.substring(equals + 1)));
    }
    return found;
  }

  private static String decoded(String key, String value) throws UsageException {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UsageException(key + ": '" + value + "' must be text as in a URL, but: "
          + e.getMessage(), e);
    }
  }
}
