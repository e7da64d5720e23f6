package org.statewise.controller.machine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files in which a Linux kernel tells of itself. What is not there is not told; nothing throws.
 *
 * @param root where proc and sys lie, {@code /} but in tests
 */
public record KernelFiles(Path root) {
  /** Paths below the root of what lies in a folder. */
  List<String> list(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
      entries.forEach(entry -> names.add(folder + "/" + entry.getFileName()));
    } catch (IOException | DirectoryIteratorException e) {
      // The kernel has no such folder: nothing is told.
      return List.of();
    }
    names.sort(null);
    return names;
  }

  Optional<String> read(String file) {
    try {
      return Optional.of(Files.readString(root.resolve(file)).strip());
    } catch (IOException e) {
      // The kernel has no such file, or does not let us read it.
      return Optional.empty();
    }
  }
}
