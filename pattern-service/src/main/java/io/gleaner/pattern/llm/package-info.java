/** The one door to a language model: permit, stored answers, deadline, breaker, ledger; and the adapters behind it. */
@NullMarked
package io.gleaner.pattern.llm;

import org.jspecify.annotations.NullMarked;
