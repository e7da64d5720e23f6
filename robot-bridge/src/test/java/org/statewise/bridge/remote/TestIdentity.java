package org.statewise.bridge.remote;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates made for one test run by the JDK's own keytool, as PEM files. */
final class TestIdentity {
  private static final String PASSWORD = "only for this test";

  private TestIdentity() {}

  /**
   * Makes a key and a certificate that names 127.0.0.1.
   *
   * @param signer the alias of the key in the same store that signs it; none makes it sign itself
   */
  static void create(Path store, String alias, String... signer) throws Exception {
    List<String> call = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
        "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
        "-alias", alias, "-dname", "CN=" + alias, "-keyalg", "EC", "-groupname", "secp256r1",
        "-validity", "2",
        // It lives for a moment: no time for the better compiler.
        "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    if (signer.length == 0) {
      call.addAll(List.of("-ext", "bc:c"));
    } else {
      call.addAll(List.of("-signer", signer[0], "-ext", "san=ip:127.0.0.1"));
    }
    Process keytool = new ProcessBuilder(call).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(),
        StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + output);
    }
  }

  /** The PEM files of {@code alias}, which trusts what {@code trusted} has signed. */
  static TlsConfig pem(Path store, String alias, String trusted) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : keys.getCertificateChain(alias)) {
      chain.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    String key = block("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    String trust = block("CERTIFICATE", keys.getCertificate(trusted).getEncoded());
    Path folder = store.getParent();
    return new TlsConfig(
        Files.writeString(folder.resolve(alias + ".chain.pem"), chain.toString()),
        Files.writeString(folder.resolve(alias + ".key.pem"), key),
        Files.writeString(folder.resolve(alias + "." + trusted + ".trusted.pem"), trust));
  }

  private static String block(String type, byte[] der) {
    return "-----BEGIN " + type + "-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
        + "\n-----END " + type + "-----\n";
  }
}
