package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.Scaling;

class ShippedMemoriesTest {
  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldBeOfTheArmThatTheyAreNamedAfter(String arm) throws Exception {
    byte[] bytes = MemoryFile.shipped(arm).orElseThrow();
    assertThat(bytes.length).isLessThan(200_000);
    MemoryFile memory = MemoryFile.parse(arm, bytes);
    assertThat(memory.arm()).isEqualTo(arm);
    assertThat(memory.jointNames()).isEqualTo(
        ShippedArms.load(arm).joints().stream().map(JointModel::name).toList());
    assertThat(memory.training().options()).containsEntry("inner", "closed-loop")
        .containsEntry("arm-model", arm);
    Scaling scaling = memory.memory().scaling();
    assertThat(memory.forJoints(7).on(Optional.of(ShippedArms.load(arm)))
        .build(7, scaling, new SplittableRandom(1)).theta().count())
        .isEqualTo(7 * (memory.memory().count() + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldLeaveArmsThatWereNotTrainedOnLittle(String arm) throws Exception {
    TrainingRecord training = MemoryFile.parse(arm, MemoryFile.shipped(arm).orElseThrow())
        .training();
    // A quarter of the RMS.
    assertThat(training.trained().mseNm2()).isLessThan(training.initial().mseNm2() / 16);
  }

  @Test
  void shouldHaveNoneForAnotherArm() throws Exception {
    assertThat(MemoryFile.shipped("iiwa")).isEmpty();
  }
}
