package org.statewise.controller.app.console;

import picocli.CommandLine.IVersionProvider;

/** The version of this program, read from the manifest of the jar that it was packaged in. */
public final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[]{"statewise " + number()};
  }

  /** The number alone, for example {@code 0.1.0}; {@code unpackaged} where there is no jar. */
  public static String number() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
