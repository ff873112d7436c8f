package io.gleaner.stack.home;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** The RSA key pair of development tokens, in the PEM forms Spring Security reads (PKCS #8 and X.509). */
final class TokenKeyPair {
    private static final int BITS = 2048;
    private static final int PEM_LINE = 64;

    private TokenKeyPair() {}

    static Path privateKey(Path directory) {
        return directory.resolve("token-private.pem");
    }

    static Path publicKey(Path directory) {
        return directory.resolve("token-public.pem");
    }

    /** The private key is written last: where it is, the pair is whole. */
    static void ensure(Path directory) throws IOException {
        var file = new PrivateFile(privateKey(directory));
        if (file.exists()) {
            return;
        }
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            new PrivateFile(publicKey(directory))
                    .write(pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            file.write(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static String pem(String type, byte[] key) {
        var base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
    }
}
