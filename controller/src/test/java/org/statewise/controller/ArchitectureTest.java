package org.statewise.controller;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.loop.ControlSetup;
import org.statewise.controller.loop.ControlTick;
import org.statewise.models.HotPath;

/** Who may know whom, and what the control tick may reach. */
@AnalyzeClasses(packages = "org.statewise", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String HOME = "org.statewise.controller.";
  private static final String ALL = "org.statewise.controller..";
  private static final String[] CORE = {HOME + "loop..", HOME + "law..", HOME + "adapt..",
    HOME + "safety..", HOME + "setpoint.."};

  @ArchTest
  static final ArchRule shouldKeepNetworksFormatsAndLoggersOutOfTheCore = noClasses().that()
      .resideInAnyPackage(CORE).should().dependOnClassesThat()
      .resideInAnyPackage("io.netty..", "org.eclipse.paho..", "io.micrometer..",
          "io.prometheus..", "com.google.protobuf..", "org.statewise.proto..", "picocli..",
          "com.fasterxml..", "org.slf4j..", "ch.qos..", "me.tongfei..", "com.github.luben..",
          "java.nio.file..", "java.net..");

  @ArchTest
  static final ArchRule shouldNameConcreteLinksOnlyInApp = noClasses().that()
      .resideInAPackage(ALL).and().resideOutsideOfPackage(HOME + "app..")
      .should().dependOnClassesThat().resideInAnyPackage("org.statewise.bridge.sim..",
          "org.statewise.bridge.remote..", "org.statewise.bridge.fri..");

  @ArchTest
  static final ArchRule shouldWireControlTicksInOnePlace = noClasses().that()
      .resideOutsideOfPackages(HOME + "app.wiring..", HOME + "loop..", HOME + "adapt..")
      .should().callConstructorWhere(target(owner(assignableTo(ControlTick.class)
          .or(assignableTo(ControlSetup.class)).or(assignableTo(OnlineAdapter.class)))));

  @ArchTest
  static final ArchRule shouldDependOnAppNowhere = noClasses().that()
      .resideOutsideOfPackage(HOME + "app..").should().dependOnClassesThat()
      .resideInAPackage(HOME + "app..");

  @ArchTest
  static final ArchRule shouldPointFromTheControllerToTheBridgeToTheModels = noClasses().that()
      .resideInAnyPackage("org.statewise.bridge..", "org.statewise.models..",
          "org.statewise.proto..")
      .should().dependOnClassesThat().resideInAPackage(ALL);

  @ArchTest
  static final ArchRule shouldLetTheModelsKnowNoArmLink = noClasses().that()
      .resideInAPackage("org.statewise.models..").should().dependOnClassesThat()
      .resideInAnyPackage("org.statewise.bridge..", "org.statewise.proto..");

  @ArchTest
  static final ArchRule shouldLetSetpointsAndGuardsKnowNothingOfTheLoop = noClasses().that()
      .resideInAnyPackage(HOME + "setpoint..", HOME + "safety..").should().dependOnClassesThat()
      .resideInAnyPackage(HOME + "loop..", HOME + "law..", HOME + "adapt..", HOME + "record..",
          HOME + "config..", HOME + "telemetry..");

  @ArchTest
  static final ArchRule shouldLetLawAndAdaptationKnowNothingOfTheLoop = noClasses().that()
      .resideInAnyPackage(HOME + "law..", HOME + "adapt..").should().dependOnClassesThat()
      .resideInAnyPackage(HOME + "loop..", HOME + "safety..", HOME + "record..",
          HOME + "config..", HOME + "telemetry..");

  @ArchTest
  static final ArchRule shouldLetTheLoopKnowNoneOfItsReaders = noClasses().that()
      .resideInAPackage(HOME + "loop..").should().dependOnClassesThat()
      .resideInAnyPackage(HOME + "record..", HOME + "replay..", HOME + "telemetry..",
          HOME + "web..", HOME + "config..");

  /** They are plain stores of the control thread: only what gathers a run that has ended may look. */
  @ArchTest
  static final ArchRule shouldReadTheCountsOfARunWhenItHasEndedAlone = noClasses().that()
      .resideOutsideOfPackage(HOME + "loop..").and().doNotHaveSimpleName("RunFigures")
      .should().callMethod(ControlTick.class, "cycle");

  @ArchTest
  static final ArchRule shouldHaveNoCyclesBetweenPackages = slices()
      .matching("org.statewise.controller.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule shouldPrintOnlyInApp = noClasses().that()
      .resideOutsideOfPackage(HOME + "app..")
      .should().accessField(System.class, "out").orShould().accessField(System.class, "err");

  @ArchTest
  static void shouldReachNothingSlowFromATick(JavaClasses classes) {
    Set<JavaCodeUnit> reached = reachedFromTheTick(classes);
    // An annotation of class retention that was not seen would make this test empty.
    assertThat(reached).hasSizeGreaterThan(100).anyMatch(
        unit -> unit.getFullName().contains("ControlLaw.combine"));
    List<String> wrong = new ArrayList<>();
    for (JavaCodeUnit unit : reached) {
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        if (isForbidden(access)) {
          wrong.add(access.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The methods marked as hot, and ours that they call, as far as the compiler binds the call. */
  private static Set<JavaCodeUnit> reachedFromTheTick(JavaClasses classes) {
    Set<JavaCodeUnit> reached = new LinkedHashSet<>();
    Deque<JavaCodeUnit> todo = new ArrayDeque<>();
    classes.stream().flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(HotPath.class)).forEach(todo::add);
    while (!todo.isEmpty()) {
      JavaCodeUnit unit = todo.pop();
      if (reached.add(unit)) {
        unit.getMethodCallsFromSelf().stream()
            .flatMap(call -> call.getTarget().resolveMember().stream())
            .filter(method -> method.getOwner().getPackageName().startsWith("org.statewise"))
            .forEach(todo::add);
      }
    }
    return reached;
  }

  private static boolean isForbidden(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    boolean boxes = name.equals("valueOf") && owner.startsWith("java.lang.");
    boolean text = (owner.equals("java.lang.String") && !name.equals("length"))
        || owner.startsWith("java.lang.StringBu") || owner.startsWith("java.util.Format");
    boolean waits = owner.startsWith("java.util.concurrent.locks.Reentrant")
        || (owner.equals("java.lang.Thread") && name.equals("sleep"));
    boolean collections = owner.startsWith("java.util.stream.")
        || (owner.equals("java.util.List") && name.equals("iterator"));
    boolean speaks = owner.startsWith("org.slf4j.") || owner.equals("java.io.PrintStream");
    return boxes || text || waits || collections || speaks || name.equals("<init>");
  }
}
