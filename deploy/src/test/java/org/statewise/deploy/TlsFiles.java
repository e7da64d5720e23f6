package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates for one test, made by the JDK's keytool and written as PEM files. */
final class TlsFiles {
  private static final String PASSWORD = "only for this test";

  private final Path folder;
  private final Path store;

  TlsFiles(Path folder) {
    this.folder = folder;
    store = folder.resolve("keys.p12");
  }

  /** Makes an authority that signs others. */
  void authority(String name) throws Exception {
    generate(name, List.of("-ext", "bc:c"));
  }

  /** Makes a peer at 127.0.0.1 that an authority of ours signs. */
  void peer(String name, String authority) throws Exception {
    generate(name, List.of("-signer", authority, "-ext", "san=ip:127.0.0.1"));
  }

  private void generate(String name, List<String> more) throws Exception {
    List<String> call = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString(), "-genkeypair",
            "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD,
            "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC", "-groupname", "secp256r1",
            "-validity", "2", "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    call.addAll(more);
    Process keytool = new ProcessBuilder(call).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
  }

  /** Writes a peer's files and gives the options that name them. */
  List<String> options(String peer, String trusted) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : keys.getCertificateChain(peer)) {
      chain.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    byte[] key = keys.getKey(peer, PASSWORD.toCharArray()).getEncoded();
    Files.writeString(folder.resolve(peer + ".pem"), chain.toString());
    Files.writeString(folder.resolve(peer + ".key"), pem("PRIVATE KEY", key));
    Files.writeString(folder.resolve(trusted + ".pem"),
        pem("CERTIFICATE", keys.getCertificate(trusted).getEncoded()));
    return List.of("--tls-cert", peer + ".pem", "--tls-key", peer + ".key", "--tls-trust",
        trusted + ".pem");
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN " + type + "-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + type
        + "-----\n";
  }
}
