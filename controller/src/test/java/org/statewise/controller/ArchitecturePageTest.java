package org.statewise.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.statewise.controller.MermaidPicture.Arrow;

/** The pictures of the page on the architecture are pictures of this code. */
@AnalyzeClasses(packages = "org.statewise", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitecturePageTest {
  private static final Path ROOT = Path.of(System.getProperty("statewise.root"));
  private static final String HOME = "org.statewise.";
  private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");
  private static final Pattern DEPENDENCY = Pattern
      .compile("<dependency>\\s*<groupId>org\\.statewise"
          + "</groupId>\\s*<artifactId>statewise-([a-z-]+)</artifactId>\\s*(<scope>test</scope>)?");
  private static final Pattern NAMED_CLASS = Pattern
      .compile("`([A-Z][A-Za-z]+)(?:\\.[A-Za-z]+)?`");

  @ArchTest
  static void shouldDrawTheModulesAndWhatTheyDependOn(JavaClasses unused) {
    MermaidPicture picture = new MermaidPicture(page(), "Modules");
    Set<Arrow> main = new LinkedHashSet<>();
    Set<Arrow> test = new LinkedHashSet<>();
    Set<String> modules = MODULE.matcher(text("pom.xml")).results()
        .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    for (String module : modules) {
      DEPENDENCY.matcher(text(module + "/pom.xml")).results()
          .forEach(match -> (match.group(2) == null ? main : test)
              .add(new Arrow(module, match.group(1))));
    }
    assertThat(picture.names()).containsExactlyInAnyOrderElementsOf(modules);
    assertThat(picture.solidArrows()).containsExactlyInAnyOrderElementsOf(main);
    assertThat(picture.dottedArrows()).containsExactlyInAnyOrderElementsOf(test);
  }

  @ArchTest
  static void shouldDrawEveryRoomAndNoOther(JavaClasses classes) {
    Set<String> rooms = ours(classes).stream().map(ArchitecturePageTest::room)
        .collect(Collectors.toCollection(TreeSet::new));
    rooms.removeIf(ArchitecturePageTest::isOpenToAll);
    assertThat(rooms().names()).containsExactlyInAnyOrderElementsOf(rooms);
  }

  @ArchTest
  static void shouldDrawAnArrowOnlyWhereOneRoomUsesAnother(JavaClasses classes) {
    assertThat(uses(classes).keySet()).containsAll(rooms().solidArrows());
  }

  @ArchTest
  static void shouldHaveNoUseThatGoesAgainstTheArrows(JavaClasses classes) {
    MermaidPicture picture = rooms();
    Map<Arrow, String> wrong = uses(classes);
    wrong.keySet().removeIf(use -> picture.reachedFrom(use.from()).contains(use.to()));
    assertThat(wrong).as("uses that no arrows lead to, with an example of each").isEmpty();
  }

  @ArchTest
  static void shouldDrawNoCircle(JavaClasses unused) {
    MermaidPicture picture = rooms();
    assertThat(picture.names()).filteredOn(name -> picture.reachedFrom(name).contains(name))
        .isEmpty();
  }

  /** Each class of the tick's picture is part of a tick or reads its ring. */
  @ArchTest
  static void shouldDrawWhatATickIsMadeOf(JavaClasses classes) {
    Set<String> parts = new TreeSet<>();
    reachedFrom(classes.get(HOME + "controller.loop.ControlTick"))
        .forEach(type -> parts.add(type.getSimpleName()));
    classes.get(HOME + "controller.loop.TickRing").getDirectDependenciesToSelf()
        .forEach(use -> parts.add(use.getOriginClass().getSimpleName()));
    assertThat(new MermaidPicture(page(), "From a state to a torque").names())
        .hasSizeGreaterThan(15).isSubsetOf(parts);
  }

  /** What stands in code letters and looks like a class is one. */
  @ArchTest
  static void shouldNameOnlyClassesThatExist(JavaClasses classes) {
    Set<String> known = ours(classes).stream().map(JavaClass::getSimpleName)
        .collect(Collectors.toSet());
    known.add("ArchitectureTest");
    known.add("ArchitecturePageTest");
    assertThat(known).containsAll(NAMED_CLASS.matcher(page()).results()
        .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static MermaidPicture rooms() {
    return new MermaidPicture(page(), "Rooms");
  }

  private static String page() {
    return text("controller/docs/architecture.md");
  }

  private static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the tests beside this one, wherever they were compiled to. */
  private static List<JavaClass> ours(JavaClasses classes) {
    String tests = ArchitecturePageTest.class.getProtectionDomain().getCodeSource().getLocation()
        .getPath();
    return classes.stream()
        .filter(type -> type.getSource().stream()
            .noneMatch(source -> source.getUri().toString().contains(tests)))
        .toList();
  }

  /** Who uses whom, with one sentence of ArchUnit's as an example. */
  private static Map<Arrow, String> uses(JavaClasses classes) {
    Map<Arrow, String> uses = new TreeMap<>(Comparator.comparing(Arrow::toString));
    for (JavaClass type : ours(classes)) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(HOME)) {
          Arrow use = new Arrow(room(type), room(target));
          if (!use.from().equals(use.to()) && !isOpenToAll(use.to())) {
            uses.putIfAbsent(use, dependency.getDescription());
          }
        }
      }
    }
    return uses;
  }

  /** Generated messages are one room. */
  private static String room(JavaClass type) {
    String name = type.getPackageName().substring(HOME.length());
    return name.startsWith("proto.") ? "proto" : name;
  }

  private static boolean isOpenToAll(String room) {
    return room.equals("models") || room.startsWith("fixtures");
  }

  private static Set<JavaClass> reachedFrom(JavaClass first) {
    Set<JavaClass> reached = new LinkedHashSet<>();
    Deque<JavaClass> todo = new ArrayDeque<>(List.of(first));
    while (!todo.isEmpty()) {
      JavaClass type = todo.pop();
      if (type.getPackageName().startsWith(HOME) && reached.add(type)) {
        type.getDirectDependenciesFromSelf()
            .forEach(use -> todo.add(use.getTargetClass().getBaseComponentType()));
      }
    }
    return reached;
  }
}
