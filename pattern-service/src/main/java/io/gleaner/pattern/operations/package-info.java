/** What an organisation's runs keep doing, what it costs, and what a tool would save. */
@NullMarked
package io.gleaner.pattern.operations;

import org.jspecify.annotations.NullMarked;
