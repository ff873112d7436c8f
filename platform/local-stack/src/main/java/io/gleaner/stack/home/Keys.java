package io.gleaner.stack.home;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.servers.Passwords;
import io.gleaner.stack.servers.Role;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The stack's secrets. They are made once and stay until the home is removed. */
public final class Keys {
    private static final int SECRET_BYTES = 32;

    private final Path directory;
    private final Properties secrets;

    private Keys(Path directory, Properties secrets) {
        this.directory = directory;
        this.secrets = secrets;
    }

    /** Reads the keys of a home, and makes those that are missing. */
    public static Keys of(Home home) {
        try {
            TokenKeyPair.ensure(home.keys());
            return new Keys(home.keys(), secrets(new PrivateFile(home.keys().resolve("secrets.properties"))));
        } catch (IOException e) {
            throw new StackProblem("the keys in " + home.keys() + " cannot be used: " + e, e);
        }
    }

    /** Signs development tokens; the gateway alone gets it. */
    public Path tokenPrivateKey() {
        return TokenKeyPair.privateKey(directory);
    }

    public Path tokenPublicKey() {
        return TokenKeyPair.publicKey(directory);
    }

    /** What services trust each other by. */
    public String internalSecret() {
        return secrets.getProperty("internal");
    }

    public Passwords passwords(Service service) {
        return Passwords.of(role -> secrets.getProperty(name(service, role)));
    }

    private static Properties secrets(PrivateFile file) throws IOException {
        var secrets = new Properties();
        if (file.exists()) {
            secrets.load(new StringReader(file.read()));
        }
        if (addMissing(secrets)) {
            var text = new StringWriter();
            secrets.store(text, null);
            file.write(text.toString());
        }
        return secrets;
    }

    private static boolean addMissing(Properties secrets) {
        var random = new SecureRandom();
        var added = secrets.putIfAbsent("internal", secret(random)) == null;
        for (var service : Service.values()) {
            for (var role : Role.values()) {
                added |= secrets.putIfAbsent(name(service, role), secret(random)) == null;
            }
        }
        return added;
    }

    private static String name(Service service, Role role) {
        return "database." + service.label() + "." + role.suffix();
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
