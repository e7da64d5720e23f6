package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes may be anything: both decoders agree with protobuf's own on what is a message, and nothing
 * else than a message changes anything. With {@code JAZZER_FUZZ=1} the methods of Jazzer fuzz for as
 * long as they are let.
 */
@Tag("slow")
final class FriFuzzTest {
  private static final int INPUTS = 200_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final MonitoringCodec monitoringCodec = new MonitoringCodec();
  private final CommandCodec commandCodec = new CommandCodec(FriCorpus.outputName());
  private final MonitoringMessage monitoring = new MonitoringMessage(Oracle.JOINTS);
  private final CommandMessage command = new CommandMessage(Oracle.JOINTS, Oracle.IOS);
  private final Framing framing = new Framing();

  @FuzzTest
  void fuzzMonitoring(byte[] bytes) {
    boolean whole = monitoringCodec.decode(bytes, 0, bytes.length, monitoring);
    framing.isFrame(bytes, bytes.length);
    Oracle.parseMonitoring(bytes).ifPresent(message -> {
      assertThat(whole).isTrue();
      assertThat(OracleFields.fieldsOf(monitoring)).isEqualTo(OracleFields.fieldsOf(message));
    });
  }

  @FuzzTest
  void fuzzCommand(byte[] bytes) {
    boolean whole = commandCodec.decode(bytes, 0, bytes.length, command);
    Oracle.parseCommand(bytes).ifPresent(message -> {
      assertThat(whole).isTrue();
      assertThat(OracleFields.fieldsOf(command))
          .isEqualTo(OracleFields.fieldsOf(message, "Gripper.Close"));
      assertThat(OracleFields.toldBeside(command)).isEqualTo(OracleFields.toldBeside(message));
    });
  }

  /** {@code -Dstatewise.corpus=DIR} writes the corpus anew. */
  @Test
  void shouldKeepTheCorpusThatOurCodeMakes() throws IOException {
    String folder = System.getProperty("statewise.corpus", "");
    for (Map.Entry<String, byte[]> entry : FriCorpus.made().entrySet()) {
      if (!folder.isEmpty()) {
        Files.write(Path.of(folder, entry.getKey() + ".bin"), entry.getValue());
      } else {
        assertThat(FriCorpus.kept(entry.getKey())).as(entry.getKey())
            .isEqualTo(entry.getValue());
      }
    }
  }

  @Test
  void shouldAgreeWithProtobufOnDamagedMessages() throws IOException {
    List<byte[]> corpus = FriCorpus.kept();
    Random random = new Random(4711);
    int whole = 0;
    for (int k = 0; k < INPUTS; k++) {
      byte[] bytes = FriCorpus.damaged(corpus, random);
      fuzzMonitoring(bytes);
      fuzzCommand(bytes);
      whole += Oracle.parseMonitoring(bytes).isPresent() ? 1 : 0;
    }
    assertThat(whole).as("some are still messages").isBetween(INPUTS / 100, INPUTS / 2);
  }

  @Test
  void shouldAllocateNothingForWhateverComes() throws IOException {
    List<byte[]> corpus = FriCorpus.kept();
    Random random = new Random(12);
    List<byte[]> inputs = new ArrayList<>();
    for (int k = 0; k < 2000; k++) {
      inputs.add(FriCorpus.damaged(corpus, random));
    }
    byte[][] all = inputs.toArray(byte[][]::new);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (byte[] bytes : all) {
        monitoringCodec.decode(bytes, 0, bytes.length, monitoring);
        commandCodec.decode(bytes, 0, bytes.length, command);
        framing.isFrame(bytes, bytes.length);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  /** Garbage before every datagram, both ways; with a checksum also damaged messages. */
  private static final class Garbage extends LoopbackFriLink.Wire {
    private final Random random = new Random(5);
    private final boolean checksummed;
    private long injected;

    Garbage(boolean checksummed) {
      this.checksummed = checksummed;
    }

    private byte[] garbage(byte[] bytes, int length) {
      injected++;
      byte[] junk = Arrays.copyOf(bytes, length);
      if (checksummed && random.nextBoolean()) {
        junk[random.nextInt(length)] ^= (byte) (1 + random.nextInt(255));
        return junk;
      }
      junk = new byte[random.nextInt(1600)];
      random.nextBytes(junk);
      return junk;
    }

    @Override
    void toClient(byte[] bytes, int length) {
      byte[] junk = garbage(bytes, length);
      super.toClient(junk, junk.length);
      super.toClient(bytes, length);
    }

    @Override
    void toRobot(byte[] bytes, int length) {
      byte[] junk = garbage(bytes, length);
      super.toRobot(junk, junk.length);
      super.toRobot(bytes, length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.15", "2.5", "2.7"})
  void shouldLeaveASessionUnharmedByGarbage(String dialect) {
    Garbage garbage = new Garbage(FriDialect.of(dialect).framed());
    FriFixture disturbed = new FriFixture(FriFixture.cabinet(dialect), garbage);
    FriFixture quiet = new FriFixture(FriFixture.cabinet(dialect));
    assertThat(disturbed.awaitCommanding()).isTrue();
    quiet.awaitCommanding();
    disturbed.swing(5000);
    quiet.swing(5000);
    assertThat(disturbed.link.endReason()).isEmpty();
    assertThat(disturbed.state.q).as("to the bit").isEqualTo(quiet.state.q);
    FriStatistics client = disturbed.link.statistics();
    FriStatistics cabinet = disturbed.link.cabinetStatistics();
    assertThat(client.undecodable() + client.malformed() + cabinet.undecodable()
        + cabinet.malformed()).isEqualTo(garbage.injected);
  }
}
