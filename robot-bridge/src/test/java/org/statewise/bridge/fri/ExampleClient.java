package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.statewise.proto.fri.FRICommandMessage;
import org.statewise.proto.fri.FRIMonitoringMessage;
import org.statewise.proto.fri.MessageCommandData;
import org.statewise.proto.fri.SessionState;

/**
 * A client as KUKA's examples are, made of protobuf's own classes: it mirrors the interpolator's
 * position while commanding, with torque 0, and echoes the position or sends a header alone while
 * monitoring.
 */
final class ExampleClient {
  private final FriDialect dialect;
  private final Framing framing = new Framing();
  private final byte[] bytes = new byte[Framing.MAX_DATAGRAM_BYTES];
  private int counter;
  private FRIMonitoringMessage received = FRIMonitoringMessage.getDefaultInstance();

  /** What answers contain in addition. */
  private Consumer<MessageCommandData.Builder> extra = data -> {};

  ExampleClient(String dialect) {
    this.dialect = FriDialect.of(dialect);
  }

  /** The cabinet's last message. */
  FRIMonitoringMessage received() {
    return received;
  }

  /** From now on answers contain this too. */
  void adds(Consumer<MessageCommandData.Builder> more) {
    extra = more;
  }

  /** Lets periods pass and answers each message. */
  void exchange(Cabinet cabinet, int periods) throws InvalidProtocolBufferException {
    for (int i = 0; i < periods; i++) {
      int length = cabinet.step(1, bytes);
      assertThat(length).isBetween(1, Framing.MAX_DATAGRAM_BYTES);
      int margin = dialect.framed() ? Framing.MARGIN_BYTES : 0;
      received = FRIMonitoringMessage.parseFrom(Arrays.copyOfRange(bytes, margin, length - margin));
      byte[] answer = answer().toByteArray();
      System.arraycopy(answer, 0, bytes, margin, answer.length);
      int end = margin + answer.length;
      cabinet.receive(bytes, dialect.framed() ? framing.close(bytes, end) : end);
    }
  }

  private FRICommandMessage answer() {
    MessageCommandData.Builder data = MessageCommandData.newBuilder();
    SessionState session = received.getConnectionInfo().getSessionState();
    if (session == SessionState.COMMANDING_WAIT || session == SessionState.COMMANDING_ACTIVE) {
      data.setJointPosition(received.getIpoData().getJointPosition())
          .setJointTorque(Oracle.joints(new double[Oracle.JOINTS]));
    } else if (dialect.echoes()) {
      data.setJointPosition(received.getMonitorData().getCommandedJointPosition());
    }
    extra.accept(data);
    FRICommandMessage.Builder answer = FRICommandMessage.newBuilder().setHeader(Oracle.header(
        MessageHeader.COMMAND, counter++, received.getHeader().getSequenceCounter()));
    if (!data.build().equals(MessageCommandData.getDefaultInstance())) {
      answer.setCommandData(data);
    }
    return answer.build();
  }
}
