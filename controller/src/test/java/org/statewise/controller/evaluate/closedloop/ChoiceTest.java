package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.models.online.OnlineModelSpec;

final class ChoiceTest {
  private final Baseline none = row("none");
  private final Baseline bold = row("bold");
  private final Baseline careful = row("careful");
  private final List<Cell> cells = new ArrayList<>();

  private static Baseline row(String name) {
    return new Baseline(name, new OnlineModelSpec.None(), Knowledge.NOMINAL, Handling.PLAIN,
        false);
  }

  /** A run of two motions with these errors of motors and links. */
  private void run(Baseline row, long seed, double motors, double links, String fault) {
    cells.add(new Cell(row, Scenario.PLAIN, 1, seed, new RunMeasures(
        List.of(new RunMeasures.Motion("reach", 1, motors, links, motors, 0, 0.9),
            new RunMeasures.Motion("reach", 2, motors, links, motors, 0, 0.9)),
        motors, List.of(), 0.05, 0.01, 0.01, 0, 0, 0, fault)));
  }

  private Choice choice() {
    List<Baseline> rows = List.of(bold, careful);
    return Choice.of(new Results(new BenchmarkSet(none, none, none, List.of(), List.of(), rows),
        cells, List.of(), List.of(), List.of(1.0), List.of(Scenario.PLAIN)), rows);
  }

  @Test
  void shouldPreferASmallerErrorOnlyWhereNoPlantIsHarmed() {
    for (long seed = 2; seed <= 6; seed += 2) {
      run(none, seed, 10, 10, "");
      run(bold, seed, seed == 4 ? 12 : 1, 1, "");
      run(careful, seed, 5, 5, "");
    }

    assertThat(choice().best().baseline()).isEqualTo(careful);
    assertThat(choice().candidates().getFirst().sentence())
        .startsWith("bold: worst ratio to PD and prior 1.20 (broken, in plain, gain 1.0, seed 4");
  }

  @Test
  void shouldPreferTheSmallerErrorAmongThoseThatHarmNobody() {
    run(none, 2, 10, 10, "");
    run(bold, 2, 1, 1, "");
    run(careful, 2, 5, 5, "");

    assertThat(choice().best().baseline()).isEqualTo(bold);
  }

  @Test
  void shouldCountHarmOfTheLinksSideToo() {
    run(none, 2, 10, 10, "");
    run(bold, 2, 1, 11.5, "");
    run(careful, 2, 5, 5, "");

    assertThat(choice().best().baseline()).isEqualTo(careful);
  }

  @Test
  void shouldTakeTheLeastHarmWhereEverybodyHarms() {
    run(none, 2, 10, 10, "");
    run(bold, 2, 20, 1, "");
    run(careful, 2, 12, 12, "");

    assertThat(choice().best().baseline()).isEqualTo(careful);
  }

  @Test
  void shouldCallAFaultInfinitelyBadUnlessPriorAndFeedbackEndInOneThemselves() {
    run(none, 2, 10, 10, "");
    run(bold, 2, 1, 1, "a guard stopped the arm");
    run(careful, 2, 12, 12, "");
    assertThat(choice().best().baseline()).isEqualTo(careful);
    cells.clear();

    run(none, 2, 10, 10, "a guard stopped the arm");
    run(none, 4, 10, 10, "");
    run(bold, 2, 1, 1, "");
    run(bold, 4, 1, 1, "");
    run(careful, 2, 30, 30, "");
    run(careful, 4, 5, 5, "");
    assertThat(choice().candidates()).allMatch(Choice.Candidate::isHarmless);
  }

  @Test
  void shouldNotRunARowTwiceThatIsThereByAnotherName() {
    BenchmarkSet rows = new BenchmarkSet(none, none, row("default: bold"), List.of(), List.of(),
        List.of());
    Baseline other = new Baseline("slow", new OnlineModelSpec.None(), Knowledge.NOMINAL,
        Handling.PLAIN, true);

    assertThat(rows.with(none).all()).isEqualTo(rows.all());
    assertThat(rows.with(bold).all()).isEqualTo(rows.all());
    assertThat(rows.known(bold).name()).isEqualTo("none");
    assertThat(rows.with(other).all()).contains(other);
    assertThat(rows.known(other)).isEqualTo(other);
  }

  @Test
  void shouldSpellOutEveryCombinationOfAGrid() {
    assertThat(SettingsGrid.expand("local:width={1|2},q={1e-4|1e-5}")).containsExactly(
        "local:width=1,q=1e-4", "local:width=1,q=1e-5", "local:width=2,q=1e-4",
        "local:width=2,q=1e-5");
    assertThat(SettingsGrid.expand("trend:gain={0.03}")).containsExactly("trend:gain=0.03");
    assertThat(SettingsGrid.expand("rls")).containsExactly("rls");
  }

  @Test
  void shouldRefuseBracesThatDoNotMatchAndGridsWithoutEnd() {
    assertThatThrownBy(() -> SettingsGrid.expand("local:q={1e-4"))
        .hasMessage("a grid must have a { with a } behind it for each set of values, but is"
            + " 'local:q={1e-4'");
    String ten = "{0|1|2|3|4|5|6|7|8|9}";
    assertThatThrownBy(() -> SettingsGrid.expand(ten + ten))
        .hasMessageContaining("at most 64 combinations");
  }
}
