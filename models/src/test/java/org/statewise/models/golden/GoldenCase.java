package org.statewise.models.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.NetworkLoss;
import org.statewise.models.loss.Positivity;
import org.statewise.models.loss.StateDependentLoss;
import org.statewise.models.loss.StructuredLoss;
import org.statewise.models.meta.Batch;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/** One file of golden values, as models/golden/generate.py explains them. */
final class GoldenCase {
  final String name;
  final JsonNode json;
  final Mlp mlp;
  final Parameters theta;
  final Loss loss;
  final Batch a;
  final Batch b;
  final double alpha;

  private GoldenCase(Path file, JsonNode json) {
    name = file.getParent().getFileName() + "/" + file.getFileName();
    this.json = json;
    mlp = network(json.get("theta"));
    theta = mlp.newParameters();
    fill(json.get("theta"), theta);
    loss = lossOf(json);
    fill(json.get("phi"), loss.phi());
    a = batch("QA", "tauA");
    b = batch("QB", "tauB");
    alpha = json.get("alpha").asDouble();
  }

  /** The golden files of a folder, in the order of their names; others are passed over. */
  static List<GoldenCase> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : files) {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      if (json.has("metaGrad1")) {
        cases.add(new GoldenCase(file, json));
      }
    }
    return cases;
  }

  int joints() {
    return mlp.outputs();
  }

  boolean has(String field) {
    return json.has(field);
  }

  DMatrixRMaj matrix(String field) {
    JsonNode rows = json.get(field);
    double[] flat = flatten(rows);
    return DMatrixRMaj.wrap(rows.size(), flat.length / rows.size(), flat);
  }

  Parameters parameters(JsonNode blocks, Parameters like) {
    Parameters result = like.newLike();
    fill(blocks, result);
    return result;
  }

  /** Each number within {@code tolerance} times the largest of the expected ones. */
  void assertField(String field, Parameters actual, double tolerance) {
    assertBlocks(field, json.get(field), actual, tolerance);
  }

  void assertBlocks(String what, JsonNode blocks, Parameters actual, double tolerance) {
    for (int i = 0; i < actual.blocks(); i++) {
      assertClose(what + "[" + i + "]", blocks.get(i), actual.block(i).data, tolerance);
    }
  }

  void assertField(String field, DMatrixRMaj actual, double tolerance) {
    assertClose(field, json.get(field), actual.data, tolerance);
  }

  void assertField(String field, double actual, double tolerance) {
    assertClose(field, json.get(field), new double[]{actual}, tolerance);
  }

  private void assertClose(String what, JsonNode node, double[] actual, double tolerance) {
    double[] expected = flatten(node);
    double largest = 0;
    for (double e : expected) {
      largest = Math.max(largest, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("%s: %s, number %d: expected %s, got %s", name, what, i, expected[i], actual[i])
          .isLessThanOrEqualTo(tolerance * largest);
    }
  }

  private Batch batch(String inputs, String taus) {
    DMatrixRMaj x = matrix(inputs);
    DMatrixRMaj tau = matrix(taus);
    Batch batch = new Batch(x.numRows, joints());
    for (int row = 0; row < x.numRows; row++) {
      batch.set(row, x.data, tau.data, row);
    }
    return batch;
  }

  private static Loss lossOf(JsonNode json) {
    JsonNode theta = json.get("theta");
    JsonNode phi = json.get("phi");
    int joints = theta.get(theta.size() - 1).size();
    SplittableRandom rng = new SplittableRandom(1);
    return switch (json.get("kind").asText()) {
      case "structured" -> new StructuredLoss(joints, Positivity.SOFTPLUS);
      case "structured_raw" -> new StructuredLoss(joints, Positivity.RAW);
      case "state" -> new StateDependentLoss(joints, phi.get(0).size(), Positivity.SOFTPLUS, rng);
      case "mlp" -> new NetworkLoss(joints, widths(phi).subList(1, phi.size() / 2), rng);
      default -> throw new IllegalArgumentException("Unknown kind " + json.get("kind"));
    };
  }

  private static Mlp network(JsonNode blocks) {
    return new Mlp(widths(blocks).stream().mapToInt(Integer::intValue).toArray());
  }

  /** From input to output, out of W (out x in), b, W, b, ... */
  private static List<Integer> widths(JsonNode blocks) {
    List<Integer> widths = new ArrayList<>();
    widths.add(blocks.get(0).get(0).size());
    for (int i = 0; i < blocks.size(); i += 2) {
      widths.add(blocks.get(i).size());
    }
    return widths;
  }

  private static void fill(JsonNode blocks, Parameters parameters) {
    parameters.fromArray(flatten(blocks));
  }

  private static double[] flatten(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    collect(node, numbers);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode node, List<Double> numbers) {
    if (node.isNumber()) {
      numbers.add(node.asDouble());
    }
    for (JsonNode child : node) {
      collect(child, numbers);
    }
  }
}
