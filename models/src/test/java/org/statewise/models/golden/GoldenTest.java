package org.statewise.models.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.statewise.models.meta.MetaGradient;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.UpdateRule;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * All of the learning maths against values that automatic differentiation found: our own files,
 * those of the shared folder where there is one, and those of -Dstatewise.golden=FOLDER.
 */
class GoldenTest {
  private static final Path ROOT = Path.of(System.getProperty("statewise.root", ".."));
  private static final double TOLERANCE = 1e-12;
  private static final double META_TOLERANCE = 1e-10;

  @TestFactory
  List<DynamicTest> shouldMatchOwnGoldenValues() throws IOException {
    return testsIn(ROOT.resolve("models/src/test/resources/golden"));
  }

  @TestFactory
  List<DynamicTest> shouldMatchSharedGoldenValues() throws IOException {
    Path folder = Path.of(System.getProperty("statewise.shared", "")).resolve("golden");
    assumeTrue(Files.isDirectory(folder), "no shared golden values in " + folder);
    return testsIn(folder);
  }

  @TestFactory
  List<DynamicTest> shouldMatchGivenGoldenValues() throws IOException {
    String folder = System.getProperty("statewise.golden", "");
    assumeFalse(folder.isBlank(), "no folder given with -Dstatewise.golden");
    return testsIn(ROOT.resolve(folder));
  }

  private static List<DynamicTest> testsIn(Path folder) throws IOException {
    List<GoldenCase> cases = GoldenCase.in(folder);
    assertThat(cases).as("golden files in %s", folder).isNotEmpty();
    List<DynamicTest> tests = new ArrayList<>();
    for (GoldenCase c : cases) {
      tests.add(dynamicTest(c.name + " gradients", () -> checkGradients(c)));
      tests.add(dynamicTest(c.name + " one step", () -> checkStep(c)));
      tests.add(dynamicTest(c.name + " meta-gradient", () -> checkMeta(c, "metaGrad1", 1)));
      tests.add(dynamicTest(c.name + " K-step meta-gradient",
          () -> checkMeta(c, "metaGradK", c.json.get("K").asInt())));
      if (c.has("Jv")) {
        tests.add(dynamicTest(c.name + " second order", () -> checkSecondOrder(c)));
        tests.add(dynamicTest(c.name + " Adam", () -> checkAdam(c)));
      }
    }
    return tests;
  }

  private static void checkGradients(GoldenCase c) {
    MlpWorkspace ws = c.mlp.newWorkspace(1);
    DMatrixRMaj f = c.mlp.forward(c.theta, c.a.input(), ws);
    c.assertField("loss", c.loss.evaluate(c.a.state(), f, c.a.tau()), TOLERANCE);
    DMatrixRMaj dLdF = new DMatrixRMaj(c.a.samples(), c.joints());
    c.loss.gradientInto(dLdF);
    c.assertField("dLdF", dLdF, TOLERANCE);
    Parameters dLdTheta = c.mlp.newParameters();
    c.mlp.backwardInto(c.theta, ws, dLdF, dLdTheta);
    c.assertField("dLdTheta", dLdTheta, TOLERANCE);
    if (c.has("dLdPhi")) {
      Parameters dLdPhi = c.loss.phi().newLike();
      c.loss.phiGradientInto(dLdPhi);
      c.assertField("dLdPhi", dLdPhi, TOLERANCE);
    }
  }

  private static void checkStep(GoldenCase c) {
    MetaGradient meta = new MetaGradient(c.mlp, c.loss, c.alpha, 1);
    double taskLoss = meta.gradientInto(c.theta, c.a, c.b, c.loss.phi().newLike());
    c.assertField("thetaNew", meta.thetaNew(), TOLERANCE);
    c.assertField("taskLoss", taskLoss, TOLERANCE);
  }

  private static void checkMeta(GoldenCase c, String field, int steps) {
    Parameters dTaskdPhi = c.loss.phi().newLike();
    new MetaGradient(c.mlp, c.loss, c.alpha, steps).gradientInto(c.theta, c.a, c.b, dTaskdPhi);
    c.assertField(field, dTaskdPhi, META_TOLERANCE);
  }

  private static void checkSecondOrder(GoldenCase c) {
    int samples = c.a.samples();
    MlpWorkspace ws = c.mlp.newWorkspace(1);
    DMatrixRMaj f = c.mlp.forward(c.theta, c.a.input(), ws);
    c.loss.evaluate(c.a.state(), f, c.a.tau());
    DMatrixRMaj dLdF = new DMatrixRMaj(samples, c.joints());
    c.loss.gradientInto(dLdF);

    DMatrixRMaj u = c.matrix("U");
    DMatrixRMaj hu = new DMatrixRMaj(samples, c.joints());
    c.loss.hessianVectorInto(u, hu);
    c.assertField("HU", hu, TOLERANCE);
    Parameters mixed = c.loss.phi().newLike();
    c.loss.mixedGradientPhiInto(u, mixed);
    c.assertField("mixed", mixed, TOLERANCE);

    Parameters v = c.parameters(c.json.get("v"), c.theta);
    DMatrixRMaj jv = new DMatrixRMaj(samples, c.joints());
    c.mlp.tangentInto(c.theta, ws, v, jv);
    c.assertField("Jv", jv, TOLERANCE);
    c.loss.hessianVectorInto(jv, hu);
    Parameters hv = c.mlp.newParameters();
    c.mlp.hessianVectorInto(c.theta, ws, v, dLdF, hu, hv);
    c.assertField("Hv", hv, TOLERANCE);
  }

  private static void checkAdam(GoldenCase c) {
    UpdateRule adam = UpdateRuleSpec.parse("adam").build(c.theta);
    MlpWorkspace ws = c.mlp.newWorkspace(1);
    DMatrixRMaj dLdF = new DMatrixRMaj(c.a.samples(), c.joints());
    Parameters theta = c.theta.copy();
    Parameters dLdTheta = c.mlp.newParameters();
    Parameters direction = c.mlp.newParameters();
    int step = 0;
    for (JsonNode expected : c.json.get("adam")) {
      DMatrixRMaj f = c.mlp.forward(theta, c.a.input(), ws);
      c.loss.evaluate(c.a.state(), f, c.a.tau());
      c.loss.gradientInto(dLdF);
      c.mlp.backwardInto(theta, ws, dLdF, dLdTheta);
      adam.directionInto(dLdTheta, direction);
      theta.addScaled(-c.json.get("adamRate").asDouble(), direction);
      c.assertBlocks("adam after step " + ++step, expected, theta, TOLERANCE);
    }
  }
}
