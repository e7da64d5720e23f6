package org.statewise.controller.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.train.LossFile;
import org.statewise.models.loss.LossSpec;

/** What a session learns from is the same from its beginning to its end. */
final class LearnedModelsTest {
  private static final int JOINTS = 7;

  @TempDir
  private Path folder;
  private Path file;
  private final LearnedModels session = LearnedModels.forJoints(JOINTS);

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("own.pb");
    LossFile.shipped("structured").write(file);
  }

  private Map<String, String> recordedBy(LearnedModels models) throws Exception {
    AdaptationConfig adaptation = new ConfigLoader().set("adaptation.model", "network")
        .set("adaptation.loss", file.toString()).load().adaptation();
    return models.toMetadata(adaptation, Optional.empty());
  }

  @Test
  void shouldReadALossFileOnceASession() throws Exception {
    LossSpec atStart = session.loss(file.toString());
    Files.delete(file);
    assertThat(session.loss(file.toString())).usingRecursiveComparison().isEqualTo(atStart);
  }

  @Test
  void shouldRecordTheLossThatTheSessionBeganWithWhenItsFileIsReplaced() throws Exception {
    Map<String, String> before = recordedBy(LearnedModels.forJoints(JOINTS));
    session.loss(file.toString());
    LossFile.shipped("mlp").write(file);
    assertThat(recordedBy(session)).isEqualTo(before);
    assertThat(recordedBy(LearnedModels.forJoints(JOINTS))).as("a new session")
        .isNotEqualTo(before);
  }

  @Test
  void shouldSayWhichPartOfARecordingIsDamaged() {
    LearnedModels damaged = LearnedModels.ofRecording(JOINTS,
        Map.of("learnedFile:iiwa7", "QUJD\0\0\0"));
    assertThatThrownBy(() -> damaged.memory("iiwa7")).hasMessage("'iiwa7', which the recording"
        + " carries in its metadata, must be in base 64, but is damaged");
  }

  @Test
  void shouldSayWhichMemoriesThereAre() {
    assertThatThrownBy(() -> session.memory("nosuch"))
        .hasMessage("memory must be an arm whose memory"
            + " ships, such as iiwa7, or a file that ends in .pb, but is 'nosuch'");
    assertThatThrownBy(() -> session.memory("nosuch.pb")).hasMessageContaining("nosuch.pb");
    assertThat(session.memory("iiwa14").memory().knowsLinks()).isTrue();
  }
}
