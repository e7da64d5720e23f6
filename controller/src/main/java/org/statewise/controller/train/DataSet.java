package org.statewise.controller.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.statewise.models.meta.Batch;
import org.statewise.models.online.Scaling;

/**
 * Samples (q, qd, qdd, tau), scaled, in the order in which a controller would have learned them,
 * and cut into streams wherever it would have started over. Immutable; any number of threads may
 * read.
 */
public final class DataSet {
  private final Description description;
  private final double[] inputs;
  private final double[] taus;
  private final int[] starts;

  /**
   * What the samples are of.
   *
   * @param files that they are from
   * @param arm the arm's name; empty if unknown
   * @param jointNames from base to flange
   * @param scaling by which they are scaled
   */
  record Description(List<DataFile> files, String arm, List<String> jointNames, Scaling scaling) {
    Description {
      files = List.copyOf(files);
      jointNames = List.copyOf(jointNames);
    }
  }

  /**
   * Keeps the arrays.
   *
   * @param inputs rows (q, qd, qdd), 3n scaled numbers each
   * @param taus rows of n scaled numbers
   * @param starts the first row of each stream, rising from 0
   */
  DataSet(Description description, double[] inputs, double[] taus, List<Integer> starts) {
    this.description = description;
    this.inputs = inputs;
    this.taus = taus;
    this.starts = starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** n. */
  public int joints() {
    return description.scaling().joints();
  }

  /** What tasks of a training over robots need of it. */
  TaskSetup setup(MetaOptions options, FleetLoop fleet) {
    return new TaskSetup(TaskSetup.LossWords.of(options.loss()), options.model(),
        fleet.batches().size(), fleet.batches().unroll(), joints(), inputs, taus,
        fleet.robotEnds().stream().mapToInt(Integer::intValue).toArray());
  }

  /** How many samples there are. */
  public int samples() {
    return taus.length / joints();
  }

  /** How many streams they form. */
  int streams() {
    return starts.length;
  }

  /** The first sample of a stream. */
  int start(int stream) {
    return starts[stream];
  }

  /** One behind the last sample of a stream. */
  int end(int stream) {
    return stream + 1 < starts.length ? starts[stream + 1] : samples();
  }

  /** Fills a batch with samples drawn at random, each as likely at each draw. */
  void drawInto(Batch batch, RandomGenerator rng) {
    for (int row = 0; row < batch.samples(); row++) {
      batch.set(row, inputs, taus, rng.nextInt(samples()));
    }
  }

  /** Fills a batch with every {@code step}-th sample from {@code first} on. */
  void rowsInto(Batch batch, int first, int step) {
    for (int row = 0; row < batch.samples(); row++) {
      batch.set(row, inputs, taus, first + row * step);
    }
  }

  /** Copies one sample out: arrays of n scaled numbers. */
  public void sampleInto(int row, double[] q, double[] qd, double[] qdd, double[] tau) {
    int n = joints();
    System.arraycopy(inputs, 3 * n * row, q, 0, n);
    System.arraycopy(inputs, 3 * n * row + n, qd, 0, n);
    System.arraycopy(inputs, 3 * n * row + 2 * n, qdd, 0, n);
    System.arraycopy(taus, n * row, tau, 0, n);
  }

  /** The same in SI units: rad, rad/s, rad/s^2 and Nm. */
  void physicalInto(int row, double[] q, double[] qd, double[] qdd, double[] tau) {
    sampleInto(row, q, qd, qdd, tau);
    scaling().physicalInto(q, qd, qdd, tau);
  }

  /** The stream that a sample is in. */
  int streamOf(int row) {
    int found = Arrays.binarySearch(starts, row);
    // Where it is not found, the place to insert it is behind its stream.
    return found >= 0 ? found : -found - 2;
  }

  /** The constants by which samples are scaled. */
  public Scaling scaling() {
    return description.scaling();
  }

  /** The arm's name; empty if unknown. */
  public String arm() {
    return description.arm();
  }

  /** From base to flange. */
  public List<String> jointNames() {
    return description.jointNames();
  }

  /** The recording that a sample is from. */
  DataFile fileOf(int row) {
    long end = 0;
    for (DataFile file : files()) {
      end += file.samples();
      if (row < end) {
        return file;
      }
    }
    throw new IndexOutOfBoundsException(row);
  }

  /** The recordings that the samples are from, in their order. */
  public List<DataFile> files() {
    return description.files();
  }

  /**
   * Cuts every stream in two: what comes first to learn from, the rest to choose by.
   *
   * @param fraction of each stream in the first set, above 0 and below 1
   * @return two sets of the same recordings; their files' checksums name the part as well, so that
   *     {@link #requireApartFrom} lets one be tested with the other
   * @throws TrainingException if a set would have no sample
   */
  public List<DataSet> split(double fraction) throws TrainingException {
    return DataSetSplit.split(this, fraction);
  }

  /** Some rows alone, under checksums that name the {@code part}; {@code firsts} begin its streams. */
  DataSet rows(String part, List<Integer> rows, List<Integer> firsts) {
    int n = joints();
    double[] partInputs = new double[3 * n * rows.size()];
    double[] partTaus = new double[n * rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(inputs, 3 * n * rows.get(i), partInputs, 3 * n * i, 3 * n);
      System.arraycopy(taus, n * rows.get(i), partTaus, n * i, n);
    }
    Map<DataFile, Long> counts = rows.stream()
        .collect(Collectors.groupingBy(this::fileOf, Collectors.counting()));
    List<DataFile> named = files().stream().map(file -> new DataFile(file.name(),
        file.sha256() + ", " + part, counts.getOrDefault(file, 0L))).toList();
    return new DataSet(new Description(named, arm(), jointNames(), scaling()), partInputs,
        partTaus, firsts);
  }

  /**
   * Checks that a loss trained on this may be tested with {@code test}.
   *
   * @throws TrainingException if they share a recording or samples, or are of different arms
   */
  public void requireApartFrom(DataSet test) throws TrainingException {
    Set<String> seen = new HashSet<>();
    files().forEach(file -> seen.add(file.sha256()));
    for (DataFile file : test.files()) {
      if (seen.contains(file.sha256())) {
        throw new TrainingException("a recording must be for training or for testing, but '"
            + file.name() + "' is for both");
      }
    }
    requireSameArm(description, test.description, "the test recordings");
    new SharedSamples(this).requireNoneIn(test);
  }

  /** Checks that samples of two sources may be mixed. */
  static void requireSameArm(Description one, Description other, String what)
      throws TrainingException {
    if (one.scaling().joints() != other.scaling().joints()) {
      throw new TrainingException(what + " must be of an arm of " + one.scaling().joints()
          + " joints like those before, but have " + other.scaling().joints());
    }
    List<Double> expected = LossMessages.boxed(one.scaling().tauMax());
    List<Double> actual = LossMessages.boxed(other.scaling().tauMax());
    if (!expected.equals(actual)) {
      throw new TrainingException(what + " must have the torque scale " + expected
          + " Nm like those before, but have " + actual);
    }
  }

  /** Joins sets of the same arm. */
  public static DataSet concatenated(List<DataSet> parts) throws TrainingException {
    DataSet first = parts.getFirst();
    List<DataFile> files = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    int n = first.joints();
    int total = parts.stream().mapToInt(DataSet::samples).sum();
    double[] inputs = new double[3 * n * total];
    double[] taus = new double[n * total];
    int row = 0;
    for (DataSet part : parts) {
      requireSameArm(first.description, part.description,
          "the samples of '" + part.files().getFirst().name() + "'");
      for (int start : part.starts) {
        starts.add(row + start);
      }
      System.arraycopy(part.inputs, 0, inputs, 3 * n * row, part.inputs.length);
      System.arraycopy(part.taus, 0, taus, n * row, part.taus.length);
      row += part.samples();
      files.addAll(part.files());
    }
    return new DataSet(
        new Description(files, first.arm(), first.jointNames(), first.scaling()), inputs, taus,
        starts);
  }
}
