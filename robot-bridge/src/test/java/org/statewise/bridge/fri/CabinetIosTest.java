package org.statewise.bridge.fri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.models.dynamics.ForwardKinematics;
import org.statewise.proto.fri.CartesianVector;
import org.statewise.proto.fri.FRIMonitoringMessage;
import org.statewise.proto.fri.FriIODirection;
import org.statewise.proto.fri.FriIOType;
import org.statewise.proto.fri.FriIOValue;
import org.statewise.proto.fri.MessageCommandData;
import org.statewise.proto.fri.MessageMonitorData;
import org.statewise.proto.fri.QuaternionTransformation;
import org.statewise.proto.fri.SessionState;
import org.statewise.proto.fri.Transformation;

/**
 * What a simulated cabinet sends and takes besides joints: inputs and outputs, poses,
 * transformations.
 */
final class CabinetIosTest {
  private static final String CLOCK = "FRI.In_Bool_Clock_Enabled";
  private static final String SECONDS = "FRI.Out_Integer_Seconds";
  private static final String DECI = "FRI.Out_Analog_Deci_Seconds";

  private static Cabinet cabinet(String dialect, String... ios) {
    return new Cabinet(new SimulatedArm(SimulatedArmConfig.defaults(FriFixture.ARM)),
        FriFixture.cabinet(dialect).withIos(declared(ios)));
  }

  private static DeclaredIos declared(String... ios) {
    return new DeclaredIos(Arrays.stream(ios).map(DeclaredIo::parse).toList());
  }

  private static FriIOValue.Builder output(String name, FriIOType type) {
    return FriIOValue.newBuilder().setName(name).setType(type)
        .setDirection(FriIODirection.IO_OUTPUT);
  }

  private static Consumer<MessageCommandData.Builder> writes(FriIOValue.Builder... values) {
    return data -> Arrays.stream(values).forEach(data::addWriteIORequest);
  }

  private static List<String> notices(Cabinet cabinet) {
    List<String> all = new ArrayList<>();
    for (String next = cabinet.nextNotice(); !next.isEmpty(); next = cabinet.nextNotice()) {
      all.add(next);
    }
    return all;
  }

  /** KUKA's example: it looks whether its clock is wanted and writes the time, while it only monitors. */
  @ParameterizedTest
  @ValueSource(strings = {"1.14", "1.15", "1.16", "2.5", "2.7"})
  void shouldReportWhatIsDeclaredAndTakeWhatTheClientWrites(String dialect) throws Exception {
    Cabinet cabinet = cabinet(dialect, CLOCK + "=boolean-input:1", SECONDS + "=digital",
        DECI + "=analog-output:0.5");
    ExampleClient client = new ExampleClient(dialect);
    client.exchange(cabinet, 1);
    assertThat(client.received().getMonitorData().getReadIORequestList()).containsExactly(
        FriIOValue.newBuilder().setName(CLOCK).setType(FriIOType.IO_BOOLEAN)
            .setDirection(FriIODirection.IO_INPUT).setDigitalValue(1).build(),
        output(SECONDS, FriIOType.IO_DIGITAL).setDigitalValue(0).build(),
        output(DECI, FriIOType.IO_ANALOG).setAnalogValue(0.5).build());

    client.adds(writes(output(SECONDS, FriIOType.IO_DIGITAL).setDigitalValue(-1),
        output(DECI, FriIOType.IO_ANALOG).setAnalogValue(-2.5)));
    client.exchange(cabinet, 2);
    assertThat(client.received().getConnectionInfo().getSessionState().getNumber())
        .isLessThan(SessionState.COMMANDING_WAIT_VALUE);
    List<FriIOValue> ios = client.received().getMonitorData().getReadIORequestList();
    assertThat(ios.get(0).getDigitalValue()).isEqualTo(1);
    assertThat(ios.get(1).getDigitalValue()).as("64 bits").isEqualTo(-1);
    assertThat(ios.get(2).getAnalogValue()).isEqualTo(-2.5);
    assertThat(notices(cabinet)).isEmpty();

    client.adds(data -> {});
    client.exchange(cabinet, 500);
    assertThat(cabinet.session()).isEqualTo(FriEnums.SessionState.COMMANDING_ACTIVE);
    assertThat(client.received().getMonitorData().getReadIORequestList()).as("it stays")
        .isEqualTo(ios);
  }

  @Test
  void shouldRefuseWhatCannotBeWrittenAndReportSoOnce() throws Exception {
    Cabinet cabinet = cabinet("2.7", CLOCK + "=boolean-input", SECONDS + "=digital:7",
        DECI + "=analog");
    ExampleClient client = new ExampleClient("2.7");
    List<FriIOValue.Builder> bad = List.of(
        output(CLOCK, FriIOType.IO_BOOLEAN).setDigitalValue(1),
        output(SECONDS, FriIOType.IO_ANALOG).setAnalogValue(1),
        output(SECONDS, FriIOType.IO_DIGITAL).setDigitalValue(1)
            .setDirection(FriIODirection.IO_INPUT),
        output(SECONDS, FriIOType.IO_DIGITAL).setAnalogValue(1),
        output(DECI, FriIOType.IO_ANALOG).setAnalogValue(Double.NaN),
        output("Nobody.Knows", FriIOType.IO_BOOLEAN).setDigitalValue(1));
    client.exchange(cabinet, 1);
    List<FriIOValue> before = client.received().getMonitorData().getReadIORequestList();
    for (FriIOValue.Builder value : bad) {
      client.adds(writes(value));
      client.exchange(cabinet, 3);
      assertThat(client.received().getMonitorData().getReadIORequestList()).isEqualTo(before);
    }
    assertThat(notices(cabinet)).containsExactly(
        "the client writes " + CLOCK + ", which is an input and stays as it is",
        "the client writes " + SECONDS + " with another type or direction than it is declared with,"
            + " which is ignored",
        "the client writes " + SECONDS + " without a finite value of its type, which is ignored",
        "the client writes Nobody.Knows, which is no declared output and is ignored (--io declares it)");
  }

  @Test
  void shouldTakeWhatIsRightBesideWhatIsWrong() throws Exception {
    Cabinet cabinet = cabinet("2.5", SECONDS + "=digital");
    ExampleClient client = new ExampleClient("2.5");
    client.adds(writes(output("Nobody\nKnows", FriIOType.IO_BOOLEAN).setDigitalValue(1),
        output(SECONDS, FriIOType.IO_DIGITAL).setDigitalValue(9)));
    client.exchange(cabinet, 2);
    assertThat(client.received().getMonitorData().getReadIORequest(0).getDigitalValue())
        .isEqualTo(9);
    assertThat(notices(cabinet)).singleElement().asString().contains("writes Nobody?Knows,");
  }

  @Test
  void shouldHaveRoomForTenOfTheLongestNames() throws Exception {
    for (String dialect : List.of("1.16", "2.7")) {
      String[] ios = new String[10];
      for (int k = 0; k < ios.length; k++) {
        ios[k] = "N".repeat(62) + k + "=digital:18446744073709551615";
      }
      Cabinet cabinet = cabinet(dialect, ios);
      ExampleClient client = new ExampleClient(dialect);
      client.exchange(cabinet, 500);
      assertThat(cabinet.session()).isEqualTo(FriEnums.SessionState.COMMANDING_ACTIVE);
      assertThat(client.received().getMonitorData().getReadIORequestCount()).isEqualTo(10);
    }
  }

  @Test
  void shouldRefuseAnEleventh() {
    assertThatThrownBy(
        () -> declared("A=digital", "B=digital", "C=digital", "D=digital", "E=digital",
            "F=digital", "G=digital", "H=digital", "I=digital", "J=digital", "K=digital"))
        .hasMessage("io: at most 10 can be declared, as many as a message has, but there are 11");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "Seconds | must be NAME=boolean, NAME=digital or NAME=analog",
    "Seconds=number | must be NAME=boolean, NAME=digital or NAME=analog",
    "Seconds=digital-both | must be NAME=boolean, NAME=digital or NAME=analog",
    "=digital | a name must be of 1 to 63 letters, digits, dots, hyphens and underscores, but is ''",
    "My Seconds=digital | a name must be of 1 to 63 letters",
    "Seconds=digital:-1 | Seconds must be a whole number that is not negative, but is '-1'",
    "Seconds=digital:18446744073709551616 | Seconds must be a whole number",
    "Seconds=analog:inf | Seconds must be a number, but is 'inf'",
    "Seconds=analog:Infinity | Seconds must be finite, but is Infinity",
    "Go=boolean:2 | Go must be 0 or 1, but is 2"})
  void shouldReportWhatIsWrongWithADeclaration(String text, String sentence) {
    assertThatThrownBy(() -> DeclaredIo.parse(text)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("io: " + sentence);
  }

  @Test
  void shouldDeclareEachOnceAndNothingIn111() {
    assertThatThrownBy(() -> declared("A=boolean", "A=digital"))
        .hasMessage("io: A must be declared once, but comes twice");
    assertThatThrownBy(() -> cabinet("1.11", "A=boolean"))
        .hasMessage("io: FRI must be 1.14 or newer to have inputs and outputs, but is 1.11");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.5", "2.7"})
  void shouldReportWhereTheLastLinkIsFrom25On(String dialect) throws Exception {
    Cabinet cabinet = cabinet(dialect);
    ExampleClient client = new ExampleClient(dialect);
    client.exchange(cabinet, 500);
    MessageMonitorData data = client.received().getMonitorData();
    double[] expected = new double[ForwardKinematics.POSE_NUMBERS];
    new ForwardKinematics(FriFixture.ARM).poseInto(data.getMeasuredJointPosition().getValueList()
        .stream().mapToDouble(Double::doubleValue).toArray(), expected);
    assertPose(data.getMeasuredCartesianPose(), expected);
    assertThat(data.getMeasuredRedundancyInformation().getStrategy().name())
        .isEqualTo("REDUNDANCY_NONE");
    new ForwardKinematics(FriFixture.ARM).poseInto(client.received().getIpoData().getJointPosition()
        .getValueList().stream().mapToDouble(Double::doubleValue).toArray(), expected);
    assertPose(client.received().getIpoData().getCartesianPose(), expected);
  }

  private static void assertPose(QuaternionTransformation pose, double[] expected) {
    assertThat(pose.getElementCount()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      double unit = i < 3 ? 1000 : 1;
      assertThat(pose.getElement(i)).isCloseTo(unit * expected[i], within(1e-9));
    }
    assertThat(pose.getName()).isEqualTo("A7");
  }

  @Test
  void shouldReportNoPoseTo1x() throws Exception {
    ExampleClient client = new ExampleClient("1.16");
    client.exchange(cabinet("1.16"), 500);
    FRIMonitoringMessage received = client.received();
    assertThat(received.getMonitorData().hasMeasuredCartesianPose()).isFalse();
    assertThat(received.getIpoData().hasCartesianPose()).isFalse();
  }

  @Test
  void shouldReportOnceAClientThatToolCommandsAndTransformationsAreNotUsed() throws Exception {
    Cabinet cabinet = cabinet("2.7");
    ExampleClient client = new ExampleClient("2.7");
    client.adds(data -> data
        .setCartesianWrenchFeedForward(CartesianVector.newBuilder().addAllElement(
            List.of(1.0, 0.0, 0.0, 0.0, 0.0, 0.0)))
        .addCommandedTransformations(Transformation.newBuilder().setName("Tool")));
    client.exchange(cabinet, 500);
    assertThat(cabinet.session()).isEqualTo(FriEnums.SessionState.COMMANDING_ACTIVE);
    assertThat(notices(cabinet)).containsExactly(
        "the client commands a wrench or a Cartesian pose, which is ignored: the simulated cabinet"
            + " controls joints and not the tool",
        "the client sends transformations, which are accepted and not used");
    ExampleClient next = new ExampleClient("2.7");
    next.adds(data -> data
        .addCommandedTransformations(Transformation.newBuilder().setName("Tool")));
    next.exchange(cabinet, 5);
    assertThat(notices(cabinet)).containsExactly(
        "the client sends transformations, which are accepted and not used");
  }
}
