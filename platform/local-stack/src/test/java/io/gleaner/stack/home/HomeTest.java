package io.gleaner.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.servers.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path directory;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(directory.resolve("home"));
        home.prepare();
    }

    @Test
    void secrets_are_made_once_and_readable_by_their_owner_alone() throws IOException {
        var first = Keys.of(home);
        var again = Keys.of(home);

        assertThat(again.internalSecret()).isEqualTo(first.internalSecret()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(again.passwords(Service.STATS)).isEqualTo(first.passwords(Service.STATS));
        try (var files = Files.list(home.keys())) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
        assertThat(permissions(home.path())).isEqualTo("rwx------");
    }

    @Test
    void no_two_roles_share_a_password() {
        var keys = Keys.of(home);
        var passwords = new HashSet<String>();
        for (var service : Service.values()) {
            for (var role : Role.values()) {
                passwords.add(keys.passwords(service).of(role));
            }
        }

        assertThat(passwords).hasSize(5 * 4).doesNotContain(keys.internalSecret());
    }

    @Test
    void the_token_key_has_the_form_others_read() throws Exception {
        var pem = Files.readString(Keys.of(home).tokenPrivateKey());

        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        var key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        assertThat(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)))
                .isNotNull();
    }

    @Test
    void a_running_stack_is_found_without_its_variables() {
        var started = new StackSettings(home, new PortLayout(9000), 2, Optional.empty());
        new RunningStack(home).remember(started);

        var told = new StackSettings(home, new PortLayout(8080), 1, Optional.empty());

        assertThat(new RunningStack(home).recall(told)).isEqualTo(started);
    }

    @Test
    void a_taken_port_is_told_with_its_use_and_its_holder() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var kafka = socket.getLocalPort();
            var settings = new StackSettings(home, new PortLayout(kafka - 10), 1, Optional.empty());

            assertThatThrownBy(() -> new PortCheck(settings).requireFree())
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("port %d (for kafka) is taken".formatted(kafka));
        }
    }

    @Test
    void one_stack_at_a_time_has_the_home() throws IOException {
        try (var lock = HomeLock.take(home).orElseThrow()) {
            assertThat(lock.isHeld()).isTrue();
        }
        try (var again = HomeLock.take(home).orElseThrow()) {
            assertThat(again.isHeld()).isTrue();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
