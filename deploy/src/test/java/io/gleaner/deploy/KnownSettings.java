package io.gleaner.deploy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of environment variables that a service reads, as Spring spells them.
 *
 * @param names of single settings
 * @param prefixes of maps, whose keys are free
 */
record KnownSettings(Set<String> names, Set<String> prefixes) {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** What the service's own code, what services share, and Spring Boot read. */
    static KnownSettings of(String module) {
        KnownSettings known = new KnownSettings(new TreeSet<>(), new TreeSet<>());
        known.addSpringBoot();
        known.addRecords(Stream.of(module, "platform/service-kit")
                .flatMap(each -> Checkout.sources(each).stream())
                .toList());
        return known;
    }

    boolean contains(String variable) {
        return names.contains(variable) || prefixes.stream().anyMatch(variable::startsWith);
    }

    private void add(String property, boolean map) {
        String variable = property.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
        if (map) {
            prefixes.add(variable + "_");
        } else {
            names.add(variable);
        }
    }

    private void addSpringBoot() {
        try {
            for (URL file :
                    Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = file.openStream()) {
                    JsonMapper.shared()
                            .readTree(in)
                            .path("properties")
                            .forEach(property -> add(
                                    property.path("name").asString(),
                                    property.path("type").asString("").startsWith("java.util.Map")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addRecords(Collection<Path> sources) {
        List<Path> mentioning = sources.stream()
                .filter(source -> Checkout.text(source).contains("@ConfigurationProperties("))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(mentioning));
            for (CompilationUnitTree unit : task.parse()) {
                new Components().scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds the components of annotated records. */
    private final class Components extends TreeScanner<Void, @Nullable Void> {

        @Override
        public Void visitClass(ClassTree type, @Nullable Void nothing) {
            type.getModifiers().getAnnotations().stream()
                    .filter(annotation ->
                            annotation.getAnnotationType().toString().equals("ConfigurationProperties"))
                    .forEach(annotation -> addComponents(type, prefix(annotation)));
            return super.visitClass(type, null);
        }

        private void addComponents(ClassTree type, String prefix) {
            type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(member -> !member.getModifiers().getFlags().contains(Modifier.STATIC))
                    .forEach(component -> add(
                            prefix + "." + component.getName(),
                            component.getType().toString().startsWith("Map<")));
        }

        private String prefix(AnnotationTree annotation) {
            String argument = annotation.getArguments().getFirst().toString();
            return argument.substring(argument.indexOf('"') + 1, argument.lastIndexOf('"'));
        }
    }
}
