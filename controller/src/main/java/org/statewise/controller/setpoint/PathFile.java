package org.statewise.controller.setpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.csv.CsvTable;

/**
 * A task from a CSV file. With a column {@code t} (s) it is a trajectory: a spline runs through its
 * points, from rest to rest, after an approach to the first one. Without, its rows are way-points, each
 * with optional columns {@code name}, {@code seconds} (0 or none: as fast as the limits allow),
 * {@code pause} (s) and {@code gripper} (0 or 1). Joint columns are {@code q1..qn}, rad.
 *
 * @param source the file's name, for messages
 * @param header its columns
 * @param rows its cells, as many a row as there are columns
 * @param lines where each row stands in the file, from 1
 */
public record PathFile(
    String source, List<String> header, List<List<String>> rows, List<Long> lines) {
  private static final String JOINT = "q[1-9][0-9]{0,3}";

  public PathFile {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    lines = List.copyOf(lines);
  }

  /**
   * Splits the text of a file.
   *
   * @throws PlanException naming the line, if it is no table or a row has another number of cells
   *     than the header
   */
  public static PathFile parse(String text, String source) throws PlanException {
    List<List<String>> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    int count = 0;
    try (CsvTable table = CsvTable.of(text, source)) {
      while (!table.header().isEmpty() && table.next()) {
        List<String> cells = table.fields();
        if (cells.size() != table.header().size()) {
          throw new PlanException("%s line %d must have %d cells as its header has, but has %d%s"
              .formatted(source, table.line(), table.header().size(), cells.size(),
                  table.causeOfWrongCount(cells.size())));
        }
        count++;
        // What is too many is counted, not kept.
        if (count <= PlanBounds.MAX_POINTS) {
          rows.add(cells);
          lines.add(table.line());
        }
      }
      PlanBounds.checkPoints(source, count);
      if (rows.isEmpty()) {
        throw new PlanException(source + " must have a header line and at least one row");
      }
      return new PathFile(source, table.header(), rows, lines);
    } catch (IOException e) {
      throw new PlanException(e.getMessage(), e);
    }
  }

  SetpointSource plan(PlanLimits limits, double[] qStart) throws PlanException {
    checkColumns(limits.arm().jointCount());
    return header.contains("t") ? trajectory(limits, qStart) : waypoints(limits, qStart);
  }

  private void checkColumns(int joints) throws PlanException {
    long own = header.stream().filter(column -> column.matches(JOINT)).count();
    for (int j = 1; j <= joints; j++) {
      if (!header.contains("q" + j)) {
        throw new PlanException(
            "%s must have a column q%d, since the arm has %d joints, but it has %d joint columns: %s"
                .formatted(source, j, joints, own, header));
      }
    }
    List<String> known = List.of("t", "name", "seconds", "pause", "gripper");
    for (String column : header) {
      boolean isJoint = column.matches(JOINT)
          && Integer.parseInt(column.substring(1)) <= joints;
      if (!isJoint && !known.contains(column)) {
        throw new PlanException("%s has an unknown column '%s'; known are q1..q%d, %s"
            .formatted(source, column, joints, String.join(", ", known)));
      }
    }
  }

  private SetpointSource waypoints(PlanLimits limits, double[] qStart) throws PlanException {
    WaypointPlan.Builder plan = new WaypointPlan.Builder(limits, qStart);
    for (int row = 0; row < rows.size(); row++) {
      String name = header.contains("name") ? cell(row, "name") : "waypoint-" + (row + 1);
      plan.to(name, joints(row, limits.arm().jointCount()), number(row, "seconds", 0),
          number(row, "pause", 0), number(row, "gripper", 0) != 0);
    }
    return plan.build(1);
  }

  private SetpointSource trajectory(PlanLimits limits, double[] qStart) throws PlanException {
    int n = limits.arm().jointCount();
    double approach = MinimumJerk.durationWithin(qStart, joints(0, n), limits.planQdMax(), 1);
    double[] times = new double[rows.size() + 1];
    double[][] q = new double[rows.size() + 1][];
    q[0] = qStart;
    for (int row = 0; row < rows.size(); row++) {
      times[row + 1] = approach + number(row, "t", 0) - number(0, "t", 0);
      q[row + 1] = joints(row, n);
      if (row > 0 && !(times[row + 1] - times[row] >= PlanBounds.MIN_STEP_SECONDS)) {
        throw new PlanException("%s line %d: column t must grow by %s s or more from row to row,"
            .formatted(source, lines.get(row), PlanBounds.MIN_STEP_SECONDS)
            + " but is " + cell(row, "t") + " after " + cell(row - 1, "t"));
      }
    }
    return new SplinePlan(limits, "trajectory", times, q);
  }

  private double[] joints(int row, int n) throws PlanException {
    double[] q = new double[n];
    for (int j = 0; j < n; j++) {
      q[j] = number(row, "q" + (j + 1), Double.NaN);
    }
    return q;
  }

  private String cell(int row, String column) {
    return rows.get(row).get(header.indexOf(column));
  }

  private double number(int row, String column, double absent) throws PlanException {
    if (!header.contains(column)) {
      return absent;
    }
    try {
      double value = Double.parseDouble(cell(row, column));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the place
    }
    throw new PlanException("%s line %d: column %s must be a finite number, but is '%s'%s"
        .formatted(source, lines.get(row), column, cell(row, column),
            CsvTable.causeOfNoNumber(cell(row, column))));
  }
}
