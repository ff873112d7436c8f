package io.gleaner.pattern.llm;

/** An answer that was paid for, word by word. */
public record StoredAnswer(String text, String model) {}
