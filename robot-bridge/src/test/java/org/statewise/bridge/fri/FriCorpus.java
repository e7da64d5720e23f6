package org.statewise.bridge.fri;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Datagrams to begin fuzzing from: what both ends send in every state and dialect, and what lies about
 * its lengths. {@link #made} makes them; test-fixtures keeps them, so that a change of the wire shows.
 */
final class FriCorpus {
  private static final String FOLDER = "/fri-corpus/";

  private FriCorpus() {}

  /** Name and bytes of each, the same in every run. */
  static Map<String, byte[]> made() {
    Map<String, byte[]> corpus = new LinkedHashMap<>();
    for (String dialect : List.of("1.15", "2.5", "2.7")) {
      Capture capture = Capture.of(dialect);
      for (String which : List.of("monitoring", "waiting", "active")) {
        corpus.put(dialect + "-robot-" + which, capture.robot.get(which));
        corpus.put(dialect + "-client-" + which, capture.client.get(which));
      }
    }
    Random random = new Random(99);
    corpus.put("whole-monitoring", Oracle.monitoring(random).toByteArray());
    corpus.put("whole-command", Oracle.command(random, "Gripper.Close").toByteArray());
    corpus.put("lying-header", new byte[]{0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 8, 1});
    corpus.put("lying-joints", new byte[]{0x1A, 9, 0x0A, (byte) 0xF0, (byte) 0xFF, 0x7F, 0x0A,
      (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F});
    byte[] groups = new byte[600];
    Arrays.fill(groups, (byte) 0x63);
    corpus.put("nested-groups", groups);
    corpus.put("empty", new byte[0]);
    return corpus;
  }

  /** Those that test-fixtures keeps. */
  static List<byte[]> kept() throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    for (String name : made().keySet()) {
      corpus.add(kept(name));
    }
    return corpus;
  }

  static byte[] kept(String name) throws IOException {
    try (InputStream in = FriCorpus.class.getResourceAsStream(FOLDER + name + ".bin")) {
      if (in == null) {
        throw new IOException("test-fixtures must keep " + FOLDER + name + ".bin, but does not");
      }
      return in.readAllBytes();
    }
  }

  /** One of the corpus, or random bytes, damaged at a few places, cut off or put together. */
  static byte[] damaged(List<byte[]> corpus, Random random) {
    byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
    if (random.nextInt(8) == 0 || bytes.length == 0) {
      bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
    }
    if (random.nextInt(4) == 0) {
      byte[] more = corpus.get(random.nextInt(corpus.size()));
      int cut = random.nextInt(bytes.length + 1);
      byte[] joined = Arrays.copyOf(bytes, Math.min(1500, cut + more.length));
      System.arraycopy(more, 0, joined, cut, joined.length - cut);
      bytes = joined;
    }
    for (int m = random.nextInt(5); m > 0 && bytes.length > 0; m--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }

  /** What both ends sent last in each state of one session. */
  static final class Capture extends LoopbackFriLink.Wire {
    final Map<String, byte[]> robot = new LinkedHashMap<>();
    final Map<String, byte[]> client = new LinkedHashMap<>();

    static Capture of(String dialect) {
      Capture capture = new Capture();
      FriFixture fixture = new FriFixture(FriFixture.cabinet(dialect), capture);
      fixture.awaitCommanding();
      fixture.swing(5);
      return capture;
    }

    private String where() {
      return switch (link.phase()) {
        case LISTENING, MONITORING, ENDED -> "monitoring";
        case COMMANDING_WAIT -> "waiting";
        case COMMANDING_IDLE, COMMANDING -> "active";
      };
    }

    @Override
    void toClient(byte[] bytes, int length) {
      byte[] sent = Arrays.copyOf(bytes, length);
      super.toClient(bytes, length);
      robot.put(where(), sent);
    }

    @Override
    void toRobot(byte[] bytes, int length) {
      client.put(where(), Arrays.copyOf(bytes, length));
      super.toRobot(bytes, length);
    }
  }

  static byte[] outputName() {
    return "Gripper.Close".getBytes(StandardCharsets.UTF_8);
  }
}
