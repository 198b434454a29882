package io.jenkins.plugins.stagegate.plugin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Keys for servers of ssh. */
final class Keys {
    private Keys() {}

    static KeyPair rsa() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** The private key as a file of OpenSSH has it; locked, unless the passphrase is null. */
    static String text(KeyPair pair, String passphrase) throws Exception {
        var lock = new OpenSSHKeyEncryptionContext();
        lock.setCipherName("AES");
        lock.setCipherType("256");
        lock.setCipherMode("CTR");
        lock.setPassword(passphrase);
        var out = new ByteArrayOutputStream();
        new OpenSSHKeyPairResourceWriter().writePrivateKey(pair, "key", passphrase == null ? null : lock, out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
