package org.statewise.models;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Random;
import java.util.SplittableRandom;

/** The maths knows no clock, file, network, thread, logger or unseeded randomness. */
@AnalyzeClasses(packages = "org.statewise.models", importOptions = DoNotIncludeTests.class)
class PurityTest {
  private static final String[] PURE = {"..models.net..", "..models.loss..", "..models.optim..",
    "..models.online..", "..models.meta..", "..models.dynamics..", "..models.feature.."};

  @ArchTest
  static final ArchRule shouldDependOnNothingOutsideOfMathematics = noClasses().that()
      .resideInAnyPackage(PURE).should().dependOnClassesThat()
      .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..",
          "java.time..", "org.slf4j..", "com.fasterxml..");

  /** Descriptions of arms are read from texts; the arms that ship are the one resource of this module. */
  @ArchTest
  static final ArchRule shouldOpenNoFileButTheArmsThatShip = noClasses().that()
      .resideInAnyPackage("..models.arm..", "..models.yaml..")
      .and().doNotHaveSimpleName("ShippedArms")
      .should().dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
          .and(not(belongToAnyOf(Reader.class, StringReader.class, Writer.class, StringWriter.class,
              IOException.class))));

  @ArchTest
  static final ArchRule shouldReadNoClock = noClasses().that().resideInAnyPackage(PURE)
      .should().callMethod(System.class, "nanoTime")
      .orShould().callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule shouldDrawOnlyFromAGeneratorThatItWasGiven = noClasses().that()
      .resideInAnyPackage(PURE)
      .should().callMethod(Math.class, "random")
      .orShould().callConstructor(Random.class)
      .orShould().callConstructor(SplittableRandom.class);

  /** Math may use the processor's own approximation; StrictMath is the same everywhere. */
  @ArchTest
  static final ArchRule shouldComputeTheSameOnEveryMachine = noClasses().that()
      .resideInAnyPackage(PURE)
      .should().callMethod(Math.class, "exp", double.class)
      .orShould().callMethod(Math.class, "expm1", double.class)
      .orShould().callMethod(Math.class, "log", double.class)
      .orShould().callMethod(Math.class, "log1p", double.class)
      .orShould().callMethod(Math.class, "sin", double.class)
      .orShould().callMethod(Math.class, "cos", double.class)
      .orShould().callMethod(Math.class, "tan", double.class)
      .orShould().callMethod(Math.class, "tanh", double.class)
      .orShould().callMethod(Math.class, "atan2", double.class, double.class)
      .orShould().callMethod(Math.class, "pow", double.class, double.class);
}
