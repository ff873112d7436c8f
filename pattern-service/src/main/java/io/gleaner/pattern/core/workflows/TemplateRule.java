package io.gleaner.pattern.core.workflows;

import org.jspecify.annotations.Nullable;

/**
 * What the name of a template shows.
 *
 * @param contained in the name, in lower case
 * @param signature null where such a template shows no operation
 */
public record TemplateRule(String contained, @Nullable OperationSignature signature) {}
