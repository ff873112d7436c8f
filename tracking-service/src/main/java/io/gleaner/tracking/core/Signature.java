package io.gleaner.tracking.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a classification is evidence for: a field, a direction and a key.
 *
 * @param hex SHA-256 as 64 hexadecimal digits, of the three in UTF-8 with a NUL between them, which none can contain
 */
public record Signature(String hex) {

    public static Signature of(Field field, Direction direction, String key) {
        String text = field.id() + '\0' + direction.id() + '\0' + key;
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return new Signature(HexFormat.of().formatHex(digest));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one has not", e);
        }
    }
}
